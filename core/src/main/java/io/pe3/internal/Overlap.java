package io.pe3.internal;

import org.agrona.DirectBuffer;

/** Decides how input and output that share memory are dealt with. */
public final class Overlap {
  /** No shared octet, or the text stands exactly where it goes. */
  public static final int NONE = 0;

  /** Both ranges start at the same octet: the text has to be moved by the header's length. */
  public static final int SHIFT = 1;

  private Overlap() {}

  /**
   * Decides for sealing.
   *
   * @param src holds the plaintext
   * @param srcOffset of its first octet
   * @param length of the plaintext
   * @param dst gets the sealed octets
   * @param dstOffset of the first one
   * @param ciphertextOffset from there to the ciphertext
   * @param sealedLength octets written
   * @return {@link #NONE} or {@link #SHIFT}
   * @throws IllegalArgumentException when they overlap in another way
   */
  public static int sealingFrom(
      DirectBuffer src,
      int srcOffset,
      int length,
      DirectBuffer dst,
      int dstOffset,
      int ciphertextOffset,
      int sealedLength) {
    if (!shareMemory(src, dst)) {
      return NONE;
    }
    return decide(
        position(dst, dstOffset) - position(src, srcOffset),
        length,
        sealedLength,
        -ciphertextOffset);
  }

  /**
   * Decides for opening.
   *
   * @param src holds the sealed octets
   * @param srcOffset of the first one
   * @param length of them all
   * @param dst gets the plaintext
   * @param dstOffset of its first octet
   * @param ciphertextOffset from the first sealed octet to the ciphertext
   * @param plainLength octets written
   * @return {@link #NONE} or {@link #SHIFT}
   * @throws IllegalArgumentException when they overlap in another way
   */
  public static int openingTo(
      DirectBuffer src,
      int srcOffset,
      int length,
      DirectBuffer dst,
      int dstOffset,
      int ciphertextOffset,
      int plainLength) {
    if (!shareMemory(src, dst)) {
      return NONE;
    }
    return decide(
        position(dst, dstOffset) - position(src, srcOffset), length, plainLength, ciphertextOffset);
  }

  /** {@code distance} is from the input's first octet to the output's. */
  private static int decide(long distance, int srcLength, int dstLength, int inPlace) {
    // Apart, as nearly always: -dstLength < distance < srcLength in one comparison.
    if (Long.compareUnsigned(distance + dstLength - 1, (long) srcLength + dstLength - 1) >= 0) {
      return NONE;
    }
    if (distance == inPlace || srcLength == 0 || dstLength == 0) {
      return NONE;
    }
    if (distance == 0) {
      return SHIFT;
    }
    throw new IllegalArgumentException(
        "input and output overlap; use the same range, or ranges apart: distance=" + distance);
  }

  @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
  private static boolean shareMemory(DirectBuffer a, DirectBuffer b) {
    return a.byteArray() == b.byteArray();
  }

  private static long position(DirectBuffer buffer, int offset) {
    return buffer.addressOffset() + offset;
  }
}
