package io.pe3.compress;

import io.pe3.error.LimitExceededException;
import java.util.Objects;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The dictionaries that an endpoint's sealers and openers share, by their ids: openers take every
 * one that is held, sealers the current one. Either can be changed while messages flow; a message
 * under way ends with the dictionary that it began with.
 *
 * <p>To replace a dictionary, add the new one at every reader, then make it the writers' current
 * one, and remove the old one once nothing that names it is under way.
 *
 * <p>Thread-safe; looking up takes no lock and allocates nothing.
 */
public final class DictionaryRegistry {
  /** How many dictionaries a registry holds at most. */
  public static final int LIMIT = 1024;

  /** Never changed once it is here. */
  private volatile Int2ObjectHashMap<ZstdDictionary> byId = new Int2ObjectHashMap<>();

  private volatile ZstdDictionary current;

  /** Makes an empty registry: nothing is compressed with a dictionary, and none is known. */
  public DictionaryRegistry() {}

  /**
   * Makes a registry that holds one dictionary, the current one.
   *
   * @param dictionary to hold
   * @return a new registry
   */
  public static DictionaryRegistry of(ZstdDictionary dictionary) {
    DictionaryRegistry registry = new DictionaryRegistry();
    registry.use(dictionary);
    return registry;
  }

  /**
   * Adds a dictionary for opening. One that is held already changes nothing.
   *
   * @param dictionary to add
   * @throws LimitExceededException when {@value #LIMIT} others are held
   */
  public synchronized void add(ZstdDictionary dictionary) {
    if (byId.containsKey(dictionary.id())) {
      // The id is derived from the octets.
      return;
    }
    if (byId.size() >= LIMIT) {
      throw new LimitExceededException(
          "the registry is full; remove dictionaries that are no longer used",
          "limit",
          "dictionaries",
          "maximum",
          LIMIT);
    }
    Int2ObjectHashMap<ZstdDictionary> changed = new Int2ObjectHashMap<>(byId);
    changed.put(dictionary.id(), dictionary);
    byId = changed;
  }

  /**
   * Adds a dictionary and has sealers use it from their next message on.
   *
   * @param dictionary to use
   * @throws LimitExceededException when {@value #LIMIT} others are held
   */
  public synchronized void use(ZstdDictionary dictionary) {
    add(dictionary);
    current = byId.get(dictionary.id());
  }

  /** Has sealers use no dictionary from their next message on. Openers keep all. */
  public synchronized void useNone() {
    current = null;
  }

  /**
   * Removes a dictionary; if it is the current one, sealers use none.
   *
   * @param id of the dictionary
   * @return false when none is held under it
   */
  public synchronized boolean remove(int id) {
    if (!byId.containsKey(id)) {
      return false;
    }
    Int2ObjectHashMap<ZstdDictionary> changed = new Int2ObjectHashMap<>(byId);
    changed.remove(id);
    byId = changed;
    if (current != null && current.id() == id) {
      current = null;
    }
    return true;
  }

  /**
   * What sealers use.
   *
   * @return the dictionary, or null for none
   */
  public ZstdDictionary current() {
    return current;
  }

  /**
   * Finds a dictionary.
   *
   * @param id that a frame names
   * @return the dictionary, or null when none is held under the id
   */
  public ZstdDictionary find(int id) {
    return byId.get(id);
  }

  /**
   * How many are held.
   *
   * @return a count
   */
  public int size() {
    return byId.size();
  }

  @Override
  public String toString() {
    ZstdDictionary used = current;
    return "DictionaryRegistry[size="
        + size()
        + " current="
        + (used == null ? "none" : Objects.toString(used.id()))
        + "]";
  }
}
