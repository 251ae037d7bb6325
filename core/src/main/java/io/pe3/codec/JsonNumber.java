package io.pe3.codec;

import io.pe3.error.LimitExceededException;
import io.pe3.error.UnrepresentableException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.agrona.concurrent.UnsafeBuffer;

/** Converts numbers whose grammar {@link JsonScanner} has checked. */
final class JsonNumber {
  /**
   * The longest integer, in digits, that is read or written. Converting takes time that grows with
   * the square of the digits, so without a limit one long number would keep a processor busy.
   */
  static final int MAX_DIGITS = 4096;

  /** Every integer of so many bits has at most {@link #MAX_DIGITS} digits, or a few more. */
  static final int MAX_BITS = 13_607;

  private static final int LONG_DIGITS = 19;
  static final int SAFE_DIGITS = 18;
  private static final long MAX_EXACT = 1L << 53;

  /** Beyond what zeros in any buffer can make up for. */
  private static final long EXPONENT_LIMIT = 1L << 40;

  /** The powers of ten that a double holds exactly. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private JsonNumber() {}

  static long toLong(UnsafeBuffer in, int from, int to) {
    boolean negative = in.getByte(from) == '-';
    int first = negative ? from + 1 : from;
    if (to - first > LONG_DIGITS) {
      throw beyondLong(from);
    }
    // Counted downwards, since the least value has no positive counterpart. Nineteen digits can
    // pass the least value once and still not wrap around twice.
    long value = 0;
    for (int at = first; at < to; at++) {
      value = value * 10 - (in.getByte(at) - '0');
    }
    if (value > 0 || (!negative && value == Long.MIN_VALUE)) {
      throw beyondLong(from);
    }
    return negative ? value : -value;
  }

  static BigInteger toBigInteger(UnsafeBuffer in, int from, int to) {
    int digits = in.getByte(from) == '-' ? to - from - 1 : to - from;
    if (digits <= SAFE_DIGITS) {
      return BigInteger.valueOf(toLong(in, from, to));
    }
    checkDigits(digits);
    return new BigInteger(in.getStringWithoutLengthAscii(from, to - from));
  }

  /** A double from an integer, refused when it is not exact. */
  static double toExactDouble(UnsafeBuffer in, int from, int to) {
    if (to - from <= SAFE_DIGITS) {
      long value = toLong(in, from, to);
      double result = value;
      if ((long) result == value) {
        return result;
      }
      throw inexact(from);
    }
    BigInteger value = toBigInteger(in, from, to);
    double result = value.doubleValue();
    if (Double.isInfinite(result) || !new BigDecimal(result).toBigInteger().equals(value)) {
      throw inexact(from);
    }
    return result;
  }

  /** The double nearest to a number with a fraction or an exponent. */
  static double toDouble(UnsafeBuffer in, int from, int to) {
    boolean negative = in.getByte(from) == '-';
    int at = negative ? from + 1 : from;
    long digits = 0;
    long scale = 0;
    boolean fraction = false;
    byte octet = 0;
    for (; at < to; at++) {
      octet = in.getByte(at);
      if (octet == '.') {
        fraction = true;
        continue;
      }
      if (octet < '0' || octet > '9' || digits > MAX_EXACT) {
        break;
      }
      digits = digits * 10 + (octet - '0');
      if (fraction) {
        scale--;
      }
    }
    if (at < to && (octet == 'e' || octet == 'E')) {
      scale += exponent(in, at + 1, to);
      at = to;
    }
    // Both operands are exact, so the one rounding of the division or product is the right one.
    if (at == to && digits <= MAX_EXACT && Math.abs(scale) < POWERS.length) {
      double result = scale < 0 ? digits / POWERS[(int) -scale] : digits * POWERS[(int) scale];
      return negative ? -result : result;
    }
    double result = Double.parseDouble(in.getStringWithoutLengthAscii(from, to - from));
    if (Double.isInfinite(result)) {
      throw new UnrepresentableException(
          "the number is too large for a double; read it in another way", "offset", from);
    }
    return result;
  }

  private static long exponent(UnsafeBuffer in, int from, int to) {
    byte sign = in.getByte(from);
    long exponent = 0;
    for (int at = sign == '-' || sign == '+' ? from + 1 : from; at < to; at++) {
      exponent = Math.min(exponent * 10 + (in.getByte(at) - '0'), EXPONENT_LIMIT);
    }
    return sign == '-' ? -exponent : exponent;
  }

  static void checkDigits(int digits) {
    if (digits > MAX_DIGITS) {
      throw tooLong();
    }
  }

  static LimitExceededException tooLong() {
    return new LimitExceededException(
        "an integer in JSON has too many digits; send it as a byte string",
        "limit",
        "integer",
        "maximum",
        MAX_DIGITS);
  }

  private static UnrepresentableException beyondLong(int offset) {
    return new UnrepresentableException(
        "the integer does not fit in 64 bits; use readBigInteger", "offset", offset);
  }

  private static UnrepresentableException inexact(int offset) {
    return new UnrepresentableException(
        "a double does not hold this integer exactly; read it as an integer", "offset", offset);
  }
}
