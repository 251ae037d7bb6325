package io.pe3.codec;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where a reader puts a text or byte string together that does not stand in one piece in the input.
 * Grows as needed; what was put there is wiped when the reader turns to another input, because it
 * can be plaintext of an encrypted payload.
 */
final class Scratch {
  /** A larger one is given back after use, so that one big value does not stay for ever. */
  private static final int KEPT_OCTETS = 64 * 1024;

  private static final byte[] EMPTY = {};

  private final UnsafeBuffer buffer = Views.empty();
  private int used;

  /**
   * Makes room; what was there before is no longer valid.
   *
   * @param length octets needed, which the caller has held against what the input can yield
   * @return a buffer of at least that length
   */
  UnsafeBuffer reserve(int length) {
    if (buffer.capacity() < length) {
      wipe();
      buffer.wrap(new byte[Math.max(length, 256)]);
    }
    used = Math.max(used, length);
    return buffer;
  }

  /** Wipes what was put there. */
  void wipe() {
    if (used > 0) {
      buffer.setMemory(0, used, (byte) 0);
      used = 0;
      if (buffer.capacity() > KEPT_OCTETS) {
        buffer.wrap(EMPTY);
      }
    }
  }
}
