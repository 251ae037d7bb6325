package io.pe3.envelope;

import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Padmé padding (wire profile, section 4; Nikitin and others, "Reducing Metadata Leakage from
 * Encrypted Files and Communication with PURBs", 2019): the length of a padded content tells its
 * size only to within an eighth, at a cost of at most as much, and nothing below 64 octets.
 *
 * <pre>
 *  +--------------------------+------+-----------------------+
 *  |         content          | 0x80 |  zeros, none or more  |
 *  +--------------------------+------+-----------------------+
 * </pre>
 *
 * <p>Thread-safe; allocates nothing.
 */
public final class Padding {
  /** The shortest padded content. */
  public static final int MIN_LENGTH = 64;

  private static final byte MARK = (byte) 0x80;
  private static final int MARK_LENGTH = 1;
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private Padding() {}

  /**
   * How long a content gets.
   *
   * @param contentLength octets, signer and signature included
   * @return octets, at least {@link #MIN_LENGTH} and one more than the content
   * @throws LimitExceededException when no buffer can hold it
   */
  public static int paddedLength(int contentLength) {
    if (contentLength < 0) {
      throw new IllegalArgumentException("the content has a negative length: " + contentLength);
    }
    long length = (long) contentLength + MARK_LENGTH;
    long padded = length;
    if (length >= 2) {
      int exponent = floorLog2(length);
      int kept = floorLog2(exponent) + 1;
      long mask = (1L << (exponent - kept)) - 1;
      padded = (length + mask) & ~mask;
    }
    if (padded > MAX_ARRAY) {
      throw new LimitExceededException(
          "the content is too long to be padded",
          "limit",
          "body",
          "length",
          contentLength,
          "maximum",
          MAX_ARRAY);
    }
    return (int) Math.max(padded, MIN_LENGTH);
  }

  /**
   * Appends the padding to a content.
   *
   * @param buffer holds the content and room for the padding
   * @param offset of the content's first octet
   * @param contentLength octets of it
   * @return octets of the padded content
   * @throws LimitExceededException when no buffer can hold it
   * @throws IndexOutOfBoundsException when the padded content is not inside the buffer
   */
  public static int pad(MutableDirectBuffer buffer, int offset, int contentLength) {
    int length = paddedLength(contentLength);
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    int mark = offset + contentLength;
    buffer.putByte(mark, MARK);
    buffer.setMemory(mark + MARK_LENGTH, length - contentLength - MARK_LENGTH, (byte) 0);
    return length;
  }

  /**
   * Finds the content in a padded one: strips zeros from its end, any count of them, then one 0x80.
   *
   * @param buffer holds the padded content, which was authenticated
   * @param offset of its first octet
   * @param length octets of it
   * @return octets of the content
   * @throws MalformedException when there is no 0x80 before the zeros
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  public static int contentLength(DirectBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    int end = length;
    while (end >= Long.BYTES && buffer.getLong(offset + end - Long.BYTES) == 0) {
      end -= Long.BYTES;
    }
    while (end > 0 && buffer.getByte(offset + end - 1) == 0) {
      end--;
    }
    if (end == 0 || buffer.getByte(offset + end - 1) != MARK) {
      throw new MalformedException("the padding does not begin with 0x80", "length", length);
    }
    return end - MARK_LENGTH;
  }

  private static int floorLog2(long value) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
  }
}
