package io.pe3.codec;

import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Finds where JSON tokens end, strictly by RFC 8259: a token that is passed over here is valid, so
 * what follows can convert it without looking for errors. Indexes count from the start of the
 * wrapped range.
 */
final class JsonScanner {
  static final int NOTHING = -1;

  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final int HEX_DIGITS = 4;
  private static final int ESCAPE_LENGTH = 2 + HEX_DIGITS;

  private final UnsafeBuffer in;
  private boolean escaped;
  private boolean integral;

  JsonScanner(UnsafeBuffer in) {
    this.in = in;
  }

  /** Whether the string scanned last has escapes, so that its octets are not the text's. */
  boolean escaped() {
    return escaped;
  }

  /** Whether the number scanned last has neither fraction nor exponent. */
  boolean integral() {
    return integral;
  }

  /** The octet at an index, or {@link #NOTHING} behind the end. */
  int octet(int at) {
    return at < in.capacity() ? in.getByte(at) & 0xff : NOTHING;
  }

  /** Index of the first octet that is not white space. */
  int whiteSpace(int from) {
    int at = from;
    while (isWhiteSpace(octet(at))) {
      at++;
    }
    return at;
  }

  /** Index behind a literal name. */
  int literal(int from, String name) {
    for (int i = 0; i < name.length(); i++) {
      if (octet(from + i) != name.charAt(i)) {
        throw malformed(from, "literal");
      }
    }
    return delimited(from + name.length());
  }

  /** Index behind the number that begins here. */
  int number(int from) {
    int at = octet(from) == '-' ? from + 1 : from;
    integral = true;
    // A second digit after a zero is refused by the look at what follows.
    at = octet(at) == '0' ? at + 1 : digits(at);
    if (octet(at) == '.') {
      integral = false;
      at = digits(at + 1);
    }
    int exponent = octet(at);
    if (exponent == 'e' || exponent == 'E') {
      integral = false;
      int sign = octet(at + 1);
      at = digits(sign == '+' || sign == '-' ? at + 2 : at + 1);
    }
    return delimited(at);
  }

  private int digits(int from) {
    int at = from;
    while (isDigit(octet(at))) {
      at++;
    }
    if (at == from) {
      throw malformed(from, "number");
    }
    return at;
  }

  /** Index behind the closing quote of the string whose opening quote stands here. */
  int string(int from) {
    int at = from + 1;
    boolean wide = false;
    escaped = false;
    while (true) {
      for (; at + Long.BYTES <= in.capacity(); at += Long.BYTES) {
        long octets = in.getLong(at, ByteOrder.LITTLE_ENDIAN);
        long special = JsonEscape.special(octets);
        if (special != 0) {
          // The lowest mark is exact; octets before it are plain, but can be wide.
          int plain = Long.numberOfTrailingZeros(special) >>> 3;
          wide |= (octets & HIGH_BITS & ((1L << (plain << 3)) - 1)) != 0;
          at += plain;
          break;
        }
        wide |= (octets & HIGH_BITS) != 0;
      }
      int octet = octet(at);
      if (octet == '"') {
        break;
      } else if (octet == '\\') {
        escaped = true;
        at = escape(at);
      } else if (octet < ' ') {
        throw malformed(at, octet == NOTHING ? "truncated" : "control");
      } else {
        wide |= octet >= 0x80;
        at++;
      }
    }
    if (wide) {
      int invalid = Utf8.firstInvalid(in, from + 1, at - from - 1);
      if (invalid >= 0) {
        throw malformed(invalid, "utf8");
      }
    }
    return at + 1;
  }

  /** Index behind the escape whose backslash stands here. */
  private int escape(int at) {
    return switch (octet(at + 1)) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
      case 'u' -> unicodeEscape(at);
      default -> throw malformed(at, "escape");
    };
  }

  private int unicodeEscape(int at) {
    char unit = hex(at + 2);
    int second = at + ESCAPE_LENGTH;
    if (!Character.isSurrogate(unit)) {
      return second;
    }
    if (Character.isHighSurrogate(unit)
        && octet(second) == '\\'
        && octet(second + 1) == 'u'
        && Character.isLowSurrogate(hex(second + 2))) {
      return second + ESCAPE_LENGTH;
    }
    throw malformed(at, "surrogate");
  }

  private char hex(int from) {
    int unit = 0;
    for (int i = 0; i < HEX_DIGITS; i++) {
      int octet = octet(from + i);
      int digit = octet < 0x80 ? Character.digit(octet, 16) : -1;
      if (digit < 0) {
        throw malformed(from, "escape");
      }
      unit = (unit << 4) | digit;
    }
    return (char) unit;
  }

  /**
   * Resolves the escapes of a string that was scanned.
   *
   * @param from index of its first octet
   * @param to index of its closing quote
   * @param target has room for to − from octets: no escape is shorter than what it stands for
   * @return octets written
   */
  int unescape(int from, int to, UnsafeBuffer target) {
    int out = 0;
    int at = from;
    while (at < to) {
      byte octet = in.getByte(at);
      if (octet != '\\') {
        target.putByte(out++, octet);
        at++;
        continue;
      }
      byte kind = in.getByte(at + 1);
      at += 2;
      switch (kind) {
        case 'b' -> target.putByte(out++, (byte) '\b');
        case 'f' -> target.putByte(out++, (byte) '\f');
        case 'n' -> target.putByte(out++, (byte) '\n');
        case 'r' -> target.putByte(out++, (byte) '\r');
        case 't' -> target.putByte(out++, (byte) '\t');
        case 'u' -> {
          char unit = hex(at);
          at += HEX_DIGITS;
          int codePoint = unit;
          if (Character.isHighSurrogate(unit)) {
            codePoint = Character.toCodePoint(unit, hex(at + 2));
            at += ESCAPE_LENGTH;
          }
          out = Utf8.put(codePoint, target, out);
        }
        default -> target.putByte(out++, kind);
      }
    }
    return out;
  }

  /** Refuses a token that runs into the next one, such as 01, 1a or truefalse. */
  private int delimited(int at) {
    int octet = octet(at);
    if (octet == NOTHING || octet == ',' || octet == ']' || octet == '}' || isWhiteSpace(octet)) {
      return at;
    }
    throw malformed(at, "delimiter");
  }

  MalformedException malformed(int offset, String what) {
    return new MalformedException(
        "not valid JSON; the text is cut short or broken at this octet",
        "offset",
        offset,
        "what",
        what);
  }

  UnrepresentableException mismatch(int offset, String wanted) {
    return new UnrepresentableException(
        "the value at the offset is not of the kind that was asked for; look with peek()",
        "offset",
        offset,
        "wanted",
        wanted);
  }

  private static boolean isDigit(int octet) {
    return octet >= '0' && octet <= '9';
  }

  private static boolean isWhiteSpace(int octet) {
    return octet == ' ' || octet == '\n' || octet == '\t' || octet == '\r';
  }
}
