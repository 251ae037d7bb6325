package io.pe3;

import io.pe3.error.BufferTooSmallException;
import java.util.Objects;
import org.agrona.MutableDirectBuffer;

/**
 * The part of a caller's buffer that a payload is being written into, from its begin to its end;
 * nothing outside it is ever written.
 *
 * <p>Not thread-safe.
 */
final class OutputRange {
  /** The last one's when none is taken: to forget it each time would cost more than the rest. */
  private MutableDirectBuffer buffer;

  private int offset;
  private int length;
  private boolean taken;

  /** Refuses to begin what would leave another output's plaintext with nobody to wipe it. */
  void requireFree() {
    if (taken) {
      throw new IllegalStateException("a payload is begun already; call finish or abort first");
    }
  }

  /** Refuses to go on with what was not begun. */
  void requireTaken() {
    if (!taken) {
      throw new IllegalStateException("no payload is begun; call begin first");
    }
  }

  boolean isTaken() {
    return taken;
  }

  /** Takes a range of a buffer that holds at least what encryption adds. */
  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  void take(MutableDirectBuffer dst, int dstOffset, int dstLength, int overhead) {
    Objects.checkFromIndexSize(dstOffset, dstLength, dst.capacity());
    if (dstLength < overhead) {
      throw new BufferTooSmallException(
          "the output range can't even hold nonce and tag",
          "needed",
          overhead,
          "available",
          dstLength);
    }
    if (buffer != dst) {
      buffer = dst;
    }
    offset = dstOffset;
    length = dstLength;
    taken = true;
  }

  MutableDirectBuffer buffer() {
    return buffer;
  }

  int offset() {
    return offset;
  }

  /** Gives it back as it is. */
  void release() {
    taken = false;
  }

  /** Gives it back all zeros, if it was taken. */
  void wipe() {
    if (taken) {
      buffer.setMemory(offset, length, (byte) 0);
      taken = false;
    }
  }
}
