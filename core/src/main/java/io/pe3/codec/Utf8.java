package io.pe3.codec;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.pe3.error.LimitExceededException;
import io.pe3.error.UnrepresentableException;
import io.pe3.internal.RawWords;
import io.pe3.internal.WordRuns;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. Overlong forms
 * and surrogates are how one text gets two encodings and slips past a comparison by octets.
 */
final class Utf8 {
  /** The high bit of each of eight octets: all zero in ASCII. */
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /** What none of four characters of 16 bits has in ASCII. */
  private static final long NOT_ASCII = 0xff80_ff80_ff80_ff80L;

  private Utf8() {}

  /**
   * Looks for the first ill-formed sequence. ASCII is passed over 64 octets at a step, and a short
   * text in one step where the buffer goes on after it.
   *
   * @param buffer holds the octets
   * @param offset of the first
   * @param length in octets
   * @return index in the buffer of the first octet of the ill-formed sequence, or −1
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  static int firstInvalid(DirectBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    int ascii;
    if (length >= WordRuns.MIN_LENGTH) {
      ascii = WordRuns.asciiSteps(buffer.byteArray(), buffer.addressOffset() + offset, length);
    } else {
      ascii = isShortAscii(buffer, offset, length) ? length : 0;
    }
    return ascii == length ? -1 : firstInvalidSequence(buffer, offset + ascii, offset + length);
  }

  /**
   * Whether at most 24 octets are ASCII. May say no although they are, where fewer than eight
   * octets stand just before the end of the buffer: then they have to be looked at one by one.
   *
   * @param buffer holds the octets
   * @param offset of the first; the range has been checked to be inside the buffer
   * @param length in octets, 0 to 24
   * @return true only if all are ASCII
   */
  static boolean isShortAscii(DirectBuffer buffer, int offset, int length) {
    long bits;
    if (length >= Long.BYTES) {
      bits =
          buffer.getLong(offset, LITTLE_ENDIAN)
              | buffer.getLong(offset + length - 8, LITTLE_ENDIAN);
      if (length > 2 * Long.BYTES) {
        bits |= buffer.getLong(offset + 8, LITTLE_ENDIAN);
      }
    } else if (length == 0) {
      return true;
    } else if (buffer.capacity() - offset >= Long.BYTES) {
      // What stands after the text is shifted out.
      bits = buffer.getLong(offset, LITTLE_ENDIAN) << ((Long.BYTES - length) << 3);
    } else {
      return false;
    }
    return (bits & HIGH_BITS) == 0;
  }

  /**
   * As {@link #isShortAscii(DirectBuffer, int, int)}, by address.
   *
   * @param array that holds the octets, or null
   * @param address of the first: absolute, or within the array's object
   * @param length in octets, 0 to 24
   * @param left octets that may be loaded from there, at least the length
   * @return true only if all are ASCII
   */
  static boolean isShortAscii(byte[] array, long address, int length, int left) {
    long bits;
    if (length >= Long.BYTES) {
      bits =
          RawWords.getLong(array, address) | RawWords.getLong(array, address + length - Long.BYTES);
      if (length > 2 * Long.BYTES) {
        bits |= RawWords.getLong(array, address + Long.BYTES);
      }
    } else if (length == 0) {
      return true;
    } else if (left >= Long.BYTES) {
      // What stands after the text is shifted out.
      bits = RawWords.getLong(array, address) << ((Long.BYTES - length) << 3);
    } else {
      return false;
    }
    return (bits & HIGH_BITS) == 0;
  }

  private static int firstInvalidSequence(DirectBuffer buffer, int start, int end) {
    int index = start;
    while (index < end) {
      int first = buffer.getByte(index);
      if (first >= 0) {
        index++;
        // Mostly ASCII with a few other characters is the common case: back to eight at a step.
        while (end - index >= Long.BYTES
            && (buffer.getLong(index, LITTLE_ENDIAN) & HIGH_BITS) == 0) {
          index += Long.BYTES;
        }
        continue;
      }
      int size = sequenceLength(buffer, index, end, first & 0xff);
      if (size == 0) {
        return index;
      }
      index += size;
    }
    return -1;
  }

  /** RFC 3629 section 4: the second octet's range is what shuts out overlongs and surrogates. */
  private static int sequenceLength(DirectBuffer buffer, int index, int end, int first) {
    int size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (size == 0 || end - index < size) {
      return 0;
    }
    int second = buffer.getByte(index + 1) & 0xff;
    int lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = 2; i < size; i++) {
      if ((buffer.getByte(index + i) & 0xc0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  /**
   * The octets that a text takes.
   *
   * @param text any
   * @return its length in UTF-8
   * @throws UnrepresentableException for a lone surrogate
   * @throws LimitExceededException when it is longer than any buffer
   */
  static int length(String text) {
    return length(text, 0);
  }

  /**
   * The octets that the rest of a text takes.
   *
   * @param text any
   * @param from index of the first character counted, not the second half of a pair
   * @return its length in UTF-8
   * @throws UnrepresentableException for a lone surrogate
   * @throws LimitExceededException when it is longer than any buffer
   */
  static int length(String text, int from) {
    long length = 0;
    int chars = text.length();
    for (int i = from; i < chars; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        length++;
      } else if (c < 0x800) {
        length += 2;
      } else if (Character.isSurrogate(c)) {
        codePoint(text, i);
        i++;
        length += 4;
      } else {
        length += 3;
      }
    }
    if (length > Integer.MAX_VALUE) {
      throw new LimitExceededException(
          "a text must fit in one buffer; split it",
          "limit",
          "text",
          "maximum",
          Integer.MAX_VALUE,
          "octets",
          length);
    }
    return (int) length;
  }

  /**
   * Encodes a text. The caller has checked that {@link #length} octets are there.
   *
   * @param text to encode
   * @param buffer to write to
   * @param offset of the first octet
   * @return octets written
   * @throws UnrepresentableException for a lone surrogate
   */
  static int encode(String text, MutableDirectBuffer buffer, int offset) {
    int ascii = encodeAscii(text, buffer, offset);
    return ascii == text.length() ? ascii : ascii + encode(text, ascii, buffer, offset + ascii);
  }

  /**
   * Encodes the ASCII characters that a text begins with. The caller has checked that as many
   * octets as the text has characters are there.
   *
   * @param text to encode
   * @param buffer to write to
   * @param offset of the first octet
   * @return how many characters, and octets, were taken; the text's length when all is ASCII
   */
  static int encodeAscii(String text, MutableDirectBuffer buffer, int offset) {
    int chars = text.length();
    int i = 0;
    for (; i <= chars - 8; i += 8) {
      long low = four(text, i);
      long high = four(text, i + 4);
      if (((low | high) & NOT_ASCII) != 0) {
        break;
      }
      buffer.putLong(offset + i, narrow(low) | narrow(high) << 32, LITTLE_ENDIAN);
    }
    for (; i < chars; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return i;
      }
      buffer.putByte(offset + i, (byte) c);
    }
    return chars;
  }

  /** Four characters, 16 bits each, the first lowest. */
  private static long four(String text, int i) {
    return text.charAt(i)
        | (long) text.charAt(i + 1) << 16
        | (long) text.charAt(i + 2) << 32
        | (long) text.charAt(i + 3) << 48;
  }

  /** Four characters of 16 bits, each below 0x80, to four octets. */
  private static long narrow(long chars) {
    long pairs = (chars | chars >>> 8) & 0x0000_ffff_0000_ffffL;
    return (pairs | pairs >>> 16) & 0xffff_ffffL;
  }

  /**
   * Encodes the rest of a text. The caller has checked that its octets are there.
   *
   * @param text to encode
   * @param from index of the first character, not the second half of a pair
   * @param buffer to write to
   * @param offset of the first octet
   * @return octets written
   * @throws UnrepresentableException for a lone surrogate
   */
  static int encode(String text, int from, MutableDirectBuffer buffer, int offset) {
    int index = offset;
    int chars = text.length();
    for (int i = from; i < chars; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        buffer.putByte(index++, (byte) c);
      } else {
        index = put(Character.isSurrogate(c) ? codePoint(text, i++) : c, buffer, index);
      }
    }
    return index - offset;
  }

  /**
   * Encodes one character. The caller has checked that its octets, four at most, are there.
   *
   * @param codePoint to encode, no surrogate
   * @param buffer to write to
   * @param offset of the first octet
   * @return index after the last octet
   */
  static int put(int codePoint, MutableDirectBuffer buffer, int offset) {
    int index = offset;
    if (codePoint < 0x80) {
      buffer.putByte(index++, (byte) codePoint);
      return index;
    }
    if (codePoint < 0x800) {
      buffer.putByte(index++, (byte) (0xc0 | codePoint >> 6));
    } else {
      if (codePoint < 0x1_0000) {
        buffer.putByte(index++, (byte) (0xe0 | codePoint >> 12));
      } else {
        buffer.putByte(index++, (byte) (0xf0 | codePoint >> 18));
        buffer.putByte(index++, continuation(codePoint >> 12));
      }
      buffer.putByte(index++, continuation(codePoint >> 6));
    }
    buffer.putByte(index++, continuation(codePoint));
    return index;
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3f));
  }

  private static int codePoint(String text, int index) {
    char first = text.charAt(index);
    if (Character.isHighSurrogate(first) && index + 1 < text.length()) {
      char second = text.charAt(index + 1);
      if (Character.isLowSurrogate(second)) {
        return Character.toCodePoint(first, second);
      }
    }
    throw new UnrepresentableException(
        "a surrogate without its other half has no UTF-8 form; repair the text", "index", index);
  }
}
