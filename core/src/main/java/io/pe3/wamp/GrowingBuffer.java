package io.pe3.wamp;

import io.pe3.error.LimitExceededException;
import io.pe3.internal.AgronaAccess;
import org.agrona.concurrent.UnsafeBuffer;

/** Scratch on the heap that grows with what it has to hold. Holds nothing secret. */
final class GrowingBuffer {
  private static final int MIN_OCTETS = 512;
  private static final int MAX_OCTETS = 1 << 30;

  private final UnsafeBuffer buffer;

  GrowingBuffer() {
    AgronaAccess.require();
    buffer = new UnsafeBuffer(0, 0);
  }

  UnsafeBuffer buffer() {
    return buffer;
  }

  /** The buffer with room for so many octets; when it has to grow, what it held is gone. */
  UnsafeBuffer atLeast(long octets) {
    if (buffer.capacity() < octets) {
      if (octets > MAX_OCTETS) {
        throw new LimitExceededException(
            "the message is too long to be recoded", "limit", "message", "maximum", MAX_OCTETS);
      }
      int doubled = Math.min(MAX_OCTETS, buffer.capacity() * 2);
      buffer.wrap(new byte[Math.max(MIN_OCTETS, Math.max(doubled, (int) octets))]);
    }
    return buffer;
  }
}
