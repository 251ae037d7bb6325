package io.pe3.codec;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.pe3.internal.RawWords;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The octets of a {@link PayloadKey} in one format, ready to be compared and copied eight at a
 * step. Immutable.
 */
final class KeyForm {
  /** From here on copying in one call is faster than a word at a step. */
  private static final int LONG_COPY = 128;

  private final byte[] octets;
  private final UnsafeBuffer buffer;
  private final int length;

  /** The first eight octets, little-endian, zeros where there are fewer, and which bits count. */
  private final long head;

  private final long headMask;

  /** The last eight octets, when there are as many. */
  private final long tail;

  /** Octets that one or two words take; more than there can be where they do not suffice. */
  private final int room;

  KeyForm(byte[] octets) {
    this.octets = octets;
    this.buffer = Views.of(octets);
    this.length = octets.length;
    long word = 0;
    for (int i = 0; i < Math.min(octets.length, Long.BYTES); i++) {
      word |= (octets[i] & 0xffL) << (i << 3);
    }
    head = word;
    headMask =
        octets.length >= Long.BYTES
            ? -1L
            : octets.length == 0 ? 0 : -1L >>> ((Long.BYTES - octets.length) << 3);
    tail =
        octets.length >= Long.BYTES
            ? buffer.getLong(octets.length - Long.BYTES, LITTLE_ENDIAN)
            : word;
    room = octets.length > 2 * Long.BYTES ? Integer.MAX_VALUE : Math.max(octets.length, Long.BYTES);
  }

  /** How many octets. */
  int length() {
    return length;
  }

  /** The octets themselves, not to be changed. */
  byte[] octets() {
    return octets;
  }

  /**
   * Whether the octets at a place begin with these.
   *
   * @param input to look at
   * @param offset of the place, at most the limit
   * @param limit index after the last octet that may count, at most the capacity
   * @return true when all are there and equal
   */
  boolean isAt(UnsafeBuffer input, int offset, int limit) {
    if (limit - offset < length) {
      return false;
    }
    if (input.capacity() - offset < Long.BYTES) {
      return isAtEnd(input, offset);
    }
    if (((input.getLong(offset, LITTLE_ENDIAN) ^ head) & headMask) != 0) {
      return false;
    }
    if (length <= Long.BYTES) {
      return true;
    }
    int last = length - Long.BYTES;
    for (int i = Long.BYTES; i < last; i += Long.BYTES) {
      if (input.getLong(offset + i, LITTLE_ENDIAN) != buffer.getLong(i, LITTLE_ENDIAN)) {
        return false;
      }
    }
    return input.getLong(offset + last, LITTLE_ENDIAN) == tail;
  }

  /**
   * Whether the octets at a place begin with these, where that shows in one or two loads.
   *
   * @param array that holds the place, or null
   * @param address of the place: absolute, or within the array's object
   * @param left octets that may be loaded from there
   * @return false also when it does not show so
   */
  boolean isSurelyAt(byte[] array, long address, int left) {
    if (left < room || ((RawWords.getLong(array, address) ^ head) & headMask) != 0) {
      return false;
    }
    return length <= Long.BYTES || RawWords.getLong(array, address + length - Long.BYTES) == tail;
  }

  /**
   * Whether the octets of a word begin with these.
   *
   * @param word fewer than eight octets, little-endian, and zeros
   * @param count of them
   */
  boolean isIn(long word, int count) {
    return length <= count && ((word ^ head) & headMask) == 0;
  }

  /** Fewer than eight octets before the end of the input: one by one, none read beyond it. */
  private boolean isAtEnd(UnsafeBuffer input, int offset) {
    for (int i = 0; i < length; i++) {
      if (input.getByte(offset + i) != octets[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether one or two stores write the octets.
   *
   * @param left octets that may be written, whatever is left of them unused
   * @return false also for a long form
   */
  boolean isStorable(int left) {
    return left >= room;
  }

  /**
   * Writes the octets; the caller knows that they are storable there.
   *
   * @param array that holds the place, or null
   * @param address of the first octet: absolute, or within the array's object
   */
  void store(byte[] array, long address) {
    RawWords.putLong(array, address, head);
    if (room > Long.BYTES) {
      RawWords.putLong(array, address + room - Long.BYTES, tail);
    }
  }

  /**
   * Writes the octets. The caller has checked that they fit; behind a short form whatever follows
   * within a word may be overwritten.
   *
   * @param output to write to; all of it is the writer's own range
   * @param offset of the first octet
   */
  void copyTo(UnsafeBuffer output, int offset) {
    long address = output.addressOffset() + offset;
    if (isStorable(output.capacity() - offset)) {
      store(output.byteArray(), address);
      return;
    }
    if (length < Long.BYTES || length > LONG_COPY) {
      output.putBytes(offset, octets, 0, length);
      return;
    }
    int last = length - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      output.putLong(offset + i, buffer.getLong(i, LITTLE_ENDIAN), LITTLE_ENDIAN);
    }
    output.putLong(offset + last, tail, LITTLE_ENDIAN);
  }
}
