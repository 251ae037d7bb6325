package io.pe3;

import io.pe3.internal.WordRuns;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Octets, eight or more, that are compared and copied often. Immutable. */
final class OctetRun {
  private final byte[] array;

  /** Of the first octet, within the array's object. */
  private final long base;

  OctetRun(byte[] octets) {
    if (octets.length < WordRuns.MIN_LENGTH) {
      throw new IllegalArgumentException("a run has eight octets at least");
    }
    array = octets;
    base = new UnsafeBuffer(octets).addressOffset();
  }

  int length() {
    return array.length;
  }

  /**
   * Whether these octets stand at a place.
   *
   * @throws IndexOutOfBoundsException when as many are not there
   */
  boolean isAt(DirectBuffer buffer, int offset) {
    Objects.checkFromIndexSize(offset, array.length, buffer.capacity());
    long address = buffer.addressOffset() + offset;
    return WordRuns.areEqual(array, base, buffer.byteArray(), address, array.length);
  }

  /** Writes them where the caller has made sure of room. */
  void copyTo(byte[] to, long address) {
    WordRuns.copy(array, base, to, address, array.length);
  }

  /** Whether they are so few that {@link #copyTo(byte[], long)} may be called. */
  boolean isShort() {
    return array.length <= WordRuns.MAX_COPIED;
  }

  /** Writes them. */
  void copyTo(MutableDirectBuffer buffer, int offset) {
    Objects.checkFromIndexSize(offset, array.length, buffer.capacity());
    byte[] to = buffer.byteArray();
    long address = buffer.addressOffset() + offset;
    if (WordRuns.canCopy(array, base, to, address, array.length)) {
      WordRuns.copy(array, base, to, address, array.length);
    } else {
      buffer.putBytes(offset, array, 0, array.length);
    }
  }
}
