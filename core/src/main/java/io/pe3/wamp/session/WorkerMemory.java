package io.pe3.wamp.session;

import io.pe3.Buffers;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A buffer that every message of a worker goes through, grown to the longest. One that was grown
 * far is given back when it was not needed for a while. What holds plaintext is wiped by whoever
 * put it there.
 */
final class WorkerMemory {
  private static final int MIN_CAPACITY = 4096;
  private static final int KEPT_CAPACITY = 1 << 20;
  private static final int PATIENCE = 4096;

  private UnsafeBuffer buffer = Buffers.direct(MIN_CAPACITY);

  /** Messages since one that needed a large buffer. */
  private int small;

  /** A buffer of at least that capacity, empty of plaintext; what stood there may be gone. */
  UnsafeBuffer reserve(int capacity) {
    if (capacity > KEPT_CAPACITY) {
      small = 0;
    } else if (buffer.capacity() > KEPT_CAPACITY && ++small > PATIENCE) {
      buffer = Buffers.direct(KEPT_CAPACITY);
    }
    if (buffer.capacity() < capacity) {
      buffer = Buffers.direct(Math.max(MIN_CAPACITY, Integer.highestOneBit(capacity - 1) << 1));
    }
    return buffer;
  }

  /** The buffer reserved last. */
  UnsafeBuffer buffer() {
    return buffer;
  }

  /** Zeros what was put there. */
  void wipe(int length) {
    wipe(0, length);
  }

  /** Zeros what was put there, from an index on. */
  void wipe(int from, int length) {
    int start = Math.min(from, buffer.capacity());
    buffer.setMemory(start, Math.min(length, buffer.capacity() - start), (byte) 0);
  }
}
