package io.pe3.wamp.session;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.pe3.internal.WordRuns;
import java.util.Objects;
import org.agrona.DirectBuffer;

/** Compares and hashes runs of octets, eight and more at a step. Allocates nothing. */
final class Octets {
  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  private Octets() {}

  static boolean areEqual(
      DirectBuffer left,
      int leftOffset,
      int leftLength,
      DirectBuffer right,
      int offset,
      int length) {
    if (leftLength != length) {
      return false;
    }
    if (length < WordRuns.MIN_LENGTH) {
      return areShortEqual(left, leftOffset, right, offset, length);
    }
    Objects.checkFromIndexSize(leftOffset, length, left.capacity());
    Objects.checkFromIndexSize(offset, length, right.capacity());
    return WordRuns.areEqual(
        left.byteArray(),
        left.addressOffset() + leftOffset,
        right.byteArray(),
        right.addressOffset() + offset,
        length);
  }

  private static boolean areShortEqual(
      DirectBuffer left, int leftOffset, DirectBuffer right, int offset, int length) {
    for (int i = 0; i < length; i++) {
      if (left.getByte(leftOffset + i) != right.getByte(offset + i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all of a buffer begins with octets. */
  static boolean startWith(DirectBuffer buffer, byte[] prefix) {
    if (buffer.capacity() < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (buffer.getByte(i) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** Spreads well over tables; says nothing to whoever picks octets that collide. */
  static int hash(DirectBuffer buffer, int offset, int length) {
    long hash = length * PRIME;
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      hash = (hash ^ buffer.getLong(offset + i, LITTLE_ENDIAN)) * PRIME;
      hash ^= hash >>> Integer.SIZE;
    }
    for (; i < length; i++) {
      hash = (hash ^ (buffer.getByte(offset + i) & 0xffL)) * PRIME;
    }
    return (int) (hash >>> Integer.SIZE);
  }
}
