package io.pe3.codec;

import io.pe3.error.UnrepresentableException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.agrona.concurrent.UnsafeBuffer;

/** Integers beyond 64 bits (RFC 8949 section 3.4.3): tag 2 for n, tag 3 for −1 − n. */
final class CborBignum {
  /** What {@link BigInteger} can hold for sure; beyond it the JDK raises ArithmeticException. */
  private static final int MAX_OCTETS = (1 << 28) - 1;

  private CborBignum() {}

  /**
   * The value as a long.
   *
   * @param octets holds n, big-endian, leading zeros allowed
   * @param offset of the first octet
   * @param length in octets
   * @param negative whether the value is −1 − n
   * @return the value
   * @throws UnrepresentableException when it does not fit
   */
  static long toLong(UnsafeBuffer octets, int offset, int length, boolean negative) {
    int index = offset;
    int end = offset + length;
    while (index < end && octets.getByte(index) == 0) {
      index++;
    }
    long n = 0;
    for (int i = index; i < end && end - index <= Long.BYTES; i++) {
      n = n << 8 | (octets.getByte(i) & 0xff);
    }
    if (end - index > Long.BYTES || n < 0) {
      throw beyondLong(offset);
    }
    return negative ? ~n : n;
  }

  /**
   * The value.
   *
   * @param octets holds n, big-endian
   * @param offset of the first octet
   * @param length in octets
   * @param negative whether the value is −1 − n
   * @return the value
   */
  static BigInteger toBigInteger(UnsafeBuffer octets, int offset, int length, boolean negative) {
    if (length > MAX_OCTETS) {
      throw new UnrepresentableException(
          "an integer is larger than Java can hold", "octets", length, "maximum", MAX_OCTETS);
    }
    byte[] magnitude = new byte[length];
    octets.getBytes(offset, magnitude);
    BigInteger n = new BigInteger(1, magnitude);
    return negative ? n.not() : n;
  }

  /**
   * The value of a plain integer.
   *
   * @param n 64 bits, unsigned
   * @param negative whether the value is −1 − n
   * @return the value
   */
  static BigInteger toBigInteger(long n, boolean negative) {
    BigInteger value = BigInteger.valueOf(n);
    if (n < 0) {
      value = value.add(BigInteger.ONE.shiftLeft(Long.SIZE));
    }
    return negative ? value.not() : value;
  }

  /**
   * An integer as a double, if nothing is lost.
   *
   * @param value the integer
   * @param offset of it in the input, for the error
   * @return the same number
   * @throws UnrepresentableException when a double cannot hold it exactly
   */
  static double toDouble(BigInteger value, int offset) {
    double converted = value.doubleValue();
    if (Double.isInfinite(converted) || !new BigDecimal(converted).toBigInteger().equals(value)) {
      throw inexact(offset);
    }
    return converted;
  }

  /**
   * An integer as a double, if nothing is lost.
   *
   * @param value the integer
   * @param offset of it in the input, for the error
   * @return the same number
   * @throws UnrepresentableException when a double cannot hold it exactly
   */
  static double toDouble(long value, int offset) {
    double converted = value;
    // 2^63 itself saturates back to 2^63 − 1, which would look equal.
    if (converted == 0x1p63 || (long) converted != value) {
      throw inexact(offset);
    }
    return converted;
  }

  static UnrepresentableException beyondLong(int offset) {
    return new UnrepresentableException(
        "an integer does not fit in 64 bits and sign; read it as a BigInteger", "offset", offset);
  }

  private static UnrepresentableException inexact(int offset) {
    return new UnrepresentableException(
        "a double cannot hold the integer exactly; read it as an integer", "offset", offset);
  }
}
