package io.pe3.internal;

import io.pe3.key.DataKey;
import java.lang.foreign.MemorySegment;

/**
 * What other packages of the module may do with a {@link DataKey} and users may not. {@code
 * DataKey} installs the hook when it is initialized, so whoever holds a key finds it here.
 */
public final class KeyAccess {
  private static volatile Hook hook;

  private KeyAccess() {}

  /** What {@code DataKey} implements. */
  public interface Hook {
    /**
     * Does {@link KeyAccess#copySecret}.
     *
     * @param key to copy from
     * @param target 32 octets
     */
    void copySecret(DataKey key, MemorySegment target);

    /**
     * Does {@link KeyAccess#onClose}.
     *
     * @param key to follow
     * @param dependent to close with it
     */
    void onClose(DataKey key, AutoCloseable dependent);
  }

  /**
   * Installs the hook, once.
   *
   * @param implementation of {@code DataKey}
   */
  public static void install(Hook implementation) {
    synchronized (KeyAccess.class) {
      if (hook != null) {
        // A second hook could read every key.
        throw new IllegalStateException("the hook is installed already");
      }
      hook = implementation;
    }
  }

  /**
   * Copies the octets of a key, which does not count as taking them out of the process. Safe
   * against a close at the same time: either the whole key is copied or the error is raised.
   *
   * @param key to copy from
   * @param target 32 octets, which the caller wipes; untouched when an error is raised
   * @throws io.pe3.error.UnknownKeyException when the key is closed
   * @throws IllegalArgumentException when the target is not 32 octets
   */
  public static void copySecret(DataKey key, MemorySegment target) {
    hook.copySecret(key, target);
  }

  /**
   * Closes what was made from a key together with the key.
   *
   * @param key to follow
   * @param dependent is held weakly and closed exactly once, by the thread that closes the key
   * @throws io.pe3.error.UnknownKeyException when the key is closed already; the dependent is not
   *     closed then
   */
  public static void onClose(DataKey key, AutoCloseable dependent) {
    hook.onClose(key, dependent);
  }
}
