package io.pe3.codec;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Base64 of RFC 4648 section 4, padded, from buffer to buffer without an array between. Decoding
 * takes the canonical form alone: two texts never stand for the same octets.
 *
 * <p>Thread-safe; allocates nothing. Ranges outside their buffers raise {@link
 * IndexOutOfBoundsException}.
 */
public final class Base64 {
  private static final char[] DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".toCharArray();
  private static final byte[] VALUES = values();
  private static final int NO_DIGIT = -1;

  private Base64() {}

  /**
   * Octets of text for so many octets.
   *
   * @param length octets to encode, 0 or more
   * @return a long, since it can pass what an int holds
   */
  public static long encodedLength(int length) {
    return (length + 2L) / 3 * 4;
  }

  /**
   * Writes exactly {@link #encodedLength} octets.
   *
   * @param source holds the octets
   * @param offset of the first
   * @param length how many
   * @param target gets the text; may be the source where it ends with or before the octets' end,
   *     since no octet is written before the three that it comes from are read
   * @param targetOffset of its first octet
   */
  public static void encode(
      DirectBuffer source, int offset, int length, MutableDirectBuffer target, int targetOffset) {
    int in = offset;
    int out = targetOffset;
    for (int end = offset + length / 3 * 3; in < end; in += 3, out += 4) {
      int bits =
          (source.getByte(in) & 0xff) << 16
              | (source.getByte(in + 1) & 0xff) << 8
              | (source.getByte(in + 2) & 0xff);
      target.putByte(out, (byte) DIGITS[bits >>> 18]);
      target.putByte(out + 1, (byte) DIGITS[(bits >>> 12) & 0x3f]);
      target.putByte(out + 2, (byte) DIGITS[(bits >>> 6) & 0x3f]);
      target.putByte(out + 3, (byte) DIGITS[bits & 0x3f]);
    }
    int left = offset + length - in;
    if (left == 0) {
      return;
    }
    int bits = (source.getByte(in) & 0xff) << 16;
    if (left == 2) {
      bits |= (source.getByte(in + 1) & 0xff) << 8;
    }
    target.putByte(out, (byte) DIGITS[bits >>> 18]);
    target.putByte(out + 1, (byte) DIGITS[(bits >>> 12) & 0x3f]);
    target.putByte(out + 2, left == 2 ? (byte) DIGITS[(bits >>> 6) & 0x3f] : (byte) '=');
    target.putByte(out + 3, (byte) '=');
  }

  /**
   * Decodes canonical text. The target may be the source at the same or a lower offset: no octet is
   * written before the four that it comes from are read.
   *
   * @param source holds the text
   * @param offset of its first octet
   * @param length octets of text
   * @param target gets the octets; what stands there may be overwritten also when it fails
   * @param targetOffset of the first
   * @return octets written, at most three quarters of the length; negative when the text is not
   *     canonical
   */
  public static int decode(
      DirectBuffer source, int offset, int length, MutableDirectBuffer target, int targetOffset) {
    if ((length & 3) != 0) {
      return -1;
    }
    if (length == 0) {
      return 0;
    }
    int in = offset;
    int out = targetOffset;
    for (int last = offset + length - 4; in < last; in += 4, out += 3) {
      int bits = quantum(source, in);
      if (bits < 0) {
        return -1;
      }
      target.putByte(out, (byte) (bits >>> 16));
      target.putByte(out + 1, (byte) (bits >>> 8));
      target.putByte(out + 2, (byte) bits);
    }
    return out - targetOffset + decodeLast(source, in, target, out);
  }

  /** Four digits as 24 bits; negative when one is no digit. */
  private static int quantum(DirectBuffer source, int at) {
    return digit(source, at) << 18
        | digit(source, at + 1) << 12
        | digit(source, at + 2) << 6
        | digit(source, at + 3);
  }

  private static int decodeLast(DirectBuffer source, int in, MutableDirectBuffer target, int out) {
    int padding = source.getByte(in + 3) != '=' ? 0 : source.getByte(in + 2) != '=' ? 1 : 2;
    int bits = digit(source, in) << 18 | digit(source, in + 1) << 12;
    if (padding < 2) {
      bits |= digit(source, in + 2) << 6;
    }
    if (padding < 1) {
      bits |= digit(source, in + 3);
    }
    // Bits that no octet takes must be zero, or several texts would stand for the same octets.
    int unused = padding == 2 ? 0xffff : padding == 1 ? 0xff : 0;
    if (bits < 0 || (bits & unused) != 0) {
      return Integer.MIN_VALUE; // negative whatever came before it
    }
    target.putByte(out, (byte) (bits >>> 16));
    if (padding < 2) {
      target.putByte(out + 1, (byte) (bits >>> 8));
    }
    if (padding < 1) {
      target.putByte(out + 2, (byte) bits);
    }
    return 3 - padding;
  }

  private static int digit(DirectBuffer source, int at) {
    return VALUES[source.getByte(at) & 0xff];
  }

  private static byte[] values() {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) NO_DIGIT);
    for (int i = 0; i < DIGITS.length; i++) {
      values[DIGITS[i]] = (byte) i;
    }
    return values;
  }
}
