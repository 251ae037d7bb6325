package io.pe3;

import io.pe3.internal.RawWords;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Octets, eight or more, that are compared and copied often, eight at a step. Immutable. */
final class OctetRun {
  /** From here on copying in one call is faster than a word at a step. */
  private static final int MAX_WORDS = 128;

  private final byte[] array;

  /** Of the first octet, within the array's object. */
  private final long base;

  OctetRun(byte[] octets) {
    if (octets.length < Long.BYTES) {
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
    byte[] own = array;
    int last = own.length - Long.BYTES;
    Objects.checkFromIndexSize(offset, own.length, buffer.capacity());
    byte[] other = buffer.byteArray();
    long address = buffer.addressOffset() + offset;
    for (int i = 0; i < last; i += Long.BYTES) {
      if (RawWords.getLong(own, base + i) != RawWords.getLong(other, address + i)) {
        return false;
      }
    }
    return RawWords.getLong(own, base + last) == RawWords.getLong(other, address + last);
  }

  /** Writes them. */
  void copyTo(MutableDirectBuffer buffer, int offset) {
    byte[] from = array;
    int last = from.length - Long.BYTES;
    if (last > MAX_WORDS) {
      buffer.putBytes(offset, from, 0, from.length);
      return;
    }
    Objects.checkFromIndexSize(offset, from.length, buffer.capacity());
    byte[] to = buffer.byteArray();
    long address = buffer.addressOffset() + offset;
    for (int i = 0; i < last; i += Long.BYTES) {
      RawWords.putLong(to, address + i, RawWords.getLong(from, base + i));
    }
    RawWords.putLong(to, address + last, RawWords.getLong(from, base + last));
  }
}
