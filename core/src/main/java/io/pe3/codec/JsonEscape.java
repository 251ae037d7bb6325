package io.pe3.codec;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts text into JSON strings with no more escapes than JSON asks for: quote, backslash and control
 * characters.
 */
final class JsonEscape {
  /** By character: what follows the backslash, 0 when no escape is needed. */
  private static final byte[] KINDS = kinds();

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final int ASCII = 0x80;
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /** What an escape takes more than the one octet of what it stands for. */
  private static final int EXTRA_SHORT = 1;

  private static final int EXTRA_LONG = 5;

  private JsonEscape() {}

  /** How many octets at the beginning need no escape. */
  static int plain(DirectBuffer utf8, int offset, int length) {
    int end = offset + length;
    int at = offset;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      long special = special(utf8.getLong(at, ByteOrder.LITTLE_ENDIAN));
      if (special != 0) {
        return at - offset + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    while (at < end && (utf8.getByte(at) < 0 || KINDS[utf8.getByte(at)] == 0)) {
      at++;
    }
    return at - offset;
  }

  /**
   * Marks the high bit of octets, of eight, that are a quote, a backslash or below 0x20; the lowest
   * mark is exact, higher ones may be false.
   */
  static long special(long octets) {
    long quote = octets ^ ('"' * EACH);
    long backslash = octets ^ ('\\' * EACH);
    return (((octets - ' ' * EACH) & ~octets)
            | ((quote - EACH) & ~quote)
            | ((backslash - EACH) & ~backslash))
        & HIGH_BITS;
  }

  /** Octets that the rest of a text takes beyond its UTF-8. */
  static long extra(String text, int from) {
    long extra = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      extra += c < ASCII ? extra(c) : 0;
    }
    return extra;
  }

  /** Octets that a text takes beyond its UTF-8. */
  static long extra(DirectBuffer utf8, int offset, int length) {
    long extra = 0;
    for (int i = offset; i < offset + length; i++) {
      byte octet = utf8.getByte(i);
      extra += octet >= 0 ? extra(octet) : 0;
    }
    return extra;
  }

  private static int extra(int c) {
    byte kind = KINDS[c];
    return kind == 0 ? 0 : kind == 'u' ? EXTRA_LONG : EXTRA_SHORT;
  }

  /** Writes the rest of a text, whose surrogates are paired and for which there is room. */
  static void put(String text, int from, UnsafeBuffer out, int offset) {
    int at = offset;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ASCII) {
        at = put(c, out, at);
      } else {
        int codePoint = text.codePointAt(i);
        i += Character.charCount(codePoint) - 1;
        at = Utf8.put(codePoint, out, at);
      }
    }
  }

  /** Writes a text, for which there is room. */
  static void put(DirectBuffer utf8, int offset, int length, UnsafeBuffer out, int outOffset) {
    int at = outOffset;
    for (int i = offset; i < offset + length; i++) {
      byte octet = utf8.getByte(i);
      if (octet >= 0) {
        at = put(octet, out, at);
      } else {
        out.putByte(at++, octet);
      }
    }
  }

  private static int put(int c, UnsafeBuffer out, int offset) {
    int at = offset;
    byte kind = KINDS[c];
    if (kind == 0) {
      out.putByte(at++, (byte) c);
      return at;
    }
    out.putByte(at++, (byte) '\\');
    out.putByte(at++, kind);
    if (kind == 'u') {
      out.putByte(at++, (byte) '0');
      out.putByte(at++, (byte) '0');
      out.putByte(at++, HEX[c >> 4]);
      out.putByte(at++, HEX[c & 0xf]);
    }
    return at;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[ASCII];
    for (int c = 0; c < ' '; c++) {
      kinds[c] = 'u';
    }
    kinds['\b'] = 'b';
    kinds['\f'] = 'f';
    kinds['\n'] = 'n';
    kinds['\r'] = 'r';
    kinds['\t'] = 't';
    kinds['"'] = '"';
    kinds['\\'] = '\\';
    return kinds;
  }
}
