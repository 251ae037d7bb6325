package io.pe3.codec;

import io.pe3.error.Pe3Exception;
import io.pe3.internal.RawWords;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where a {@link CborReader} stands: the input, what is open, and the head of the value that comes
 * next, in the first octets or decoded.
 */
abstract class CborInput {
  /** Wraps exactly the caller's range, so that its own bounds checks guard the rest. */
  final UnsafeBuffer in = Views.empty();

  final ReadNesting nesting = new ReadNesting();
  final CborHead head = new CborHead();
  int base;

  /**
   * Where the input is: in an array, or null and outside the heap; and its first octet's address.
   */
  byte[] array;

  long address;
  int limit;

  /** Never beyond the limit: what is loaded from it on is checked against the difference. */
  int position;

  /** Where {@link #head} was decoded, or −1. */
  int headAt = -1;

  CborInput() {}

  /** Turns to a range, which is checked to be inside the buffer. */
  final void wrapRange(DirectBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    in.wrap(buffer, offset, length);
    keepArray(in.byteArray());
    address = in.addressOffset();
    base = offset;
    limit = length;
    headAt = -1;
  }

  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  private void keepArray(byte[] of) {
    if (array != of) {
      array = of;
    }
  }

  /**
   * Whether the open array or map, or at the top the input, has another value.
   *
   * @return false at its end
   */
  public final boolean hasNext() {
    return (nesting.isCounted() && position < limit) || looksOn();
  }

  private boolean looksOn() {
    if (nesting.isUsedUp()) {
      return false;
    }
    if (position == limit) {
      if (nesting.depth() > 0) {
        throw CborHead.truncated(position);
      }
      return false;
    }
    if (nesting.isIndefinite()
        && nesting.depth() > 0
        && (in.getByte(position) & 0xff) == CborHead.BREAK) {
      if (nesting.atMapValue()) {
        throw CborHead.malformed("a map ends after a key", position);
      }
      return false;
    }
    return true;
  }

  /** The argument of a head of nine octets, which are there. */
  final long argument8() {
    return Long.reverseBytes(RawWords.getLong(array, address + position + 1));
  }

  /**
   * The first octets of a value that certainly is there with all the octets that its head has, or a
   * word whose first octet begins no value: then the thorough way has to be taken.
   */
  final long shortWord() {
    return nesting.isCounted() && limit - position > Long.BYTES
        ? RawWords.getLong(array, address + position)
        : lastWord();
  }

  /** The same for values near the end, where zeros stand in for what is behind it. */
  private long lastWord() {
    int left = limit - position;
    if (!nesting.isCounted() || left == 0 || left > Long.BYTES || limit < Long.BYTES) {
      return CborHead.BREAK;
    }
    long word = tail(left);
    int info = (int) word & 0x1f;
    return info <= CborHead.ONE_OCTET + 3 && CborHead.size(info) <= left ? word : CborHead.BREAK;
  }

  /** The last octets, 1 to 8 of at least 8, and zeros. */
  final long tail(int left) {
    return RawWords.getLong(array, address + limit - Long.BYTES) >>> ((Long.BYTES - left) << 3);
  }

  /** The count of a container whose head is one octet, or less than 0 when it has another. */
  final int shortCount(int major) {
    if (!nesting.isCounted() || position >= limit) {
      return -1;
    }
    int count = RawWords.getByte(array, address + position) - (major << 5);
    return count < CborHead.ONE_OCTET && count < limit - position ? count : -1;
  }

  /** Decodes the head of the value that comes next, once. */
  final void next() {
    if (headAt != position) {
      if (!hasNext()) {
        throw noValue();
      }
      head.decode(in, position);
      headAt = position;
    }
  }

  final void take(int end) {
    position = end;
    nesting.value();
  }

  final Pe3Exception noValue() {
    return nesting.depth() == 0
        ? CborHead.truncated(position)
        : CborHead.mismatch(ValueType.END, "a value", position);
  }
}
