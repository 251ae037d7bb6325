package io.pe3.key;

import io.pe3.error.InvalidKeyException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.UnknownKeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of an endpoint by their ids. The ring owns what was added: a key that is removed, and
 * every key when the ring is closed, is wiped.
 *
 * <p>Thread-safe; looking up takes no lock and allocates nothing.
 */
public final class KeyRing implements AutoCloseable {
  /** How many keys a ring holds at most unless told otherwise. */
  public static final int DEFAULT_LIMIT = 100_000;

  private final int limit;
  private final ConcurrentHashMap<String, DataKey> keys = new ConcurrentHashMap<>();

  /** Held for changes only. */
  private final Object lock = new Object();

  /** The only key, kept apart so that messages without a key id find it without a search. */
  private volatile DataKey single;

  private boolean closed;

  /** Makes an empty ring of at most {@link #DEFAULT_LIMIT} keys. */
  public KeyRing() {
    this(DEFAULT_LIMIT);
  }

  /**
   * Makes an empty ring.
   *
   * @param limit keys that it holds at most, at least 1
   */
  public KeyRing(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a key ring holds at least one key, not " + limit);
    }
    this.limit = limit;
  }

  /**
   * Adds a key, which the ring owns from here on. Adding the same object again changes nothing; a
   * key that was closed by others makes room for one with its id.
   *
   * @param key to add
   * @return this
   * @throws InvalidKeyException when another key is held under its id
   * @throws UnknownKeyException when the key is closed
   * @throws LimitExceededException when the ring is full
   * @throws IllegalStateException when the ring is closed. After an error the caller still owns the
   *     key
   */
  public KeyRing add(DataKey key) {
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("the key ring is closed");
      }
      if (key.isClosed()) {
        throw unknown(key.id());
      }
      DataKey held = keys.get(key.id());
      if (held == key) {
        return this;
      }
      if (held != null && !held.isClosed()) {
        // Replacing it silently would let whoever hands over keys take over an id.
        throw new InvalidKeyException(
            key.hasSameOctets(held)
                ? "the key is held already, maybe with another scope; remove it first"
                : "an id means one key and another is held under it; remove that first",
            "keyid",
            key.id());
      }
      if (held == null && keys.size() >= limit) {
        throw new LimitExceededException(
            "the key ring is full; remove keys that are no longer used or raise its limit",
            "limit",
            "keys",
            "maximum",
            limit);
      }
      keys.put(key.id(), key);
      findSingle();
    }
    return this;
  }

  /**
   * Finds a key.
   *
   * @param id {@code ppt_keyid} of a message
   * @return the key
   * @throws io.pe3.error.MalformedException when no key is held and the id has not the form of one
   * @throws UnknownKeyException when no key is held under the id
   */
  public DataKey find(String id) {
    DataKey key = keys.get(id);
    if (key == null || key.isClosed()) {
      KeyId.check(id);
      throw unknown(id);
    }
    return key;
  }

  /**
   * The key for a message that names none: the only one held, never a trial of all.
   *
   * @return the key
   * @throws UnknownKeyException when the ring holds none or more than one
   */
  public DataKey single() {
    DataKey key = single;
    if (key == null || key.isClosed()) {
      throw new UnknownKeyException(
          "the message names no key, which is possible only while exactly one is held; have the"
              + " sender name it",
          "keys",
          size());
    }
    return key;
  }

  /**
   * Removes and wipes a key.
   *
   * @param id of the key
   * @return false when none was held under it
   */
  public boolean remove(String id) {
    DataKey removed;
    synchronized (lock) {
      removed = keys.remove(id);
      findSingle();
    }
    if (removed == null) {
      return false;
    }
    removed.close();
    return true;
  }

  /**
   * Removes and wipes the keys whose time is over: they are refused since then, and this takes
   * their octets away. To be called now and then, for example every minute; {@link KeyRotation}
   * calls it when it makes a key. Looks at every key, so not for each message.
   *
   * @param nowUnixSeconds the time
   * @return the keys, which are closed now and have nothing left but their ids
   * @throws IllegalStateException when closing what was made from a key failed; all are wiped
   *     nevertheless
   */
  public List<DataKey> sweep(long nowUnixSeconds) {
    List<DataKey> over = new ArrayList<>();
    synchronized (lock) {
      for (DataKey key : keys.values()) {
        if (key.usableUntil() <= nowUnixSeconds) {
          over.add(key);
        }
      }
      over.forEach(key -> keys.remove(key.id(), key));
      findSingle();
    }
    closeAll(over);
    return over;
  }

  /**
   * How many keys are held.
   *
   * @return the number, also of those that others closed meanwhile
   */
  public int size() {
    return keys.size();
  }

  /** Removes and wipes all keys; none can be added from here on. A second call does nothing. */
  @Override
  public void close() {
    List<DataKey> removed;
    synchronized (lock) {
      closed = true;
      removed = List.copyOf(keys.values());
      keys.clear();
      single = null;
    }
    closeAll(removed);
  }

  @Override
  public String toString() {
    return "KeyRing[size=" + size() + " limit=" + limit + "]";
  }

  private static void closeAll(List<DataKey> removed) {
    IllegalStateException failure = null;
    for (DataKey key : removed) {
      try {
        key.close();
      } catch (IllegalStateException e) {
        // What depends on one key must not keep the others from being wiped.
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void findSingle() {
    single = keys.size() == 1 ? keys.values().iterator().next() : null;
  }

  private static UnknownKeyException unknown(String id) {
    return new UnknownKeyException(
        "no key is held under this id; add it to the key ring", "keyid", id);
  }
}
