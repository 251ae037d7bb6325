package io.pe3;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Octets, eight or more, that are compared and copied often, eight at a step. Immutable. */
final class OctetRun {
  private final UnsafeBuffer octets;

  OctetRun(byte[] octets) {
    if (octets.length < Long.BYTES) {
      throw new IllegalArgumentException("a run has eight octets at least");
    }
    this.octets = new UnsafeBuffer(octets);
  }

  int length() {
    return octets.capacity();
  }

  /** Whether these octets stand at a place; the caller has checked that as many are there. */
  boolean isAt(DirectBuffer buffer, int offset) {
    int last = octets.capacity() - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if (octets.getLong(i) != buffer.getLong(offset + i)) {
        return false;
      }
    }
    return octets.getLong(last) == buffer.getLong(offset + last);
  }

  /** Writes them; the caller has checked that there is room. */
  void copyTo(MutableDirectBuffer buffer, int offset) {
    buffer.putBytes(offset, octets, 0, octets.capacity());
  }
}
