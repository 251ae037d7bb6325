package io.pe3.internal;

import org.agrona.DirectBuffer;

/** Lower-case hex digits of secrets, which must not become strings. Thread-safe; no state. */
public final class HexOctets {
  private HexOctets() {}

  /**
   * Writes the digits of octets.
   *
   * @param octets to write
   * @param digits gets twice as many ASCII digits
   */
  public static void encode(byte[] octets, byte[] digits) {
    for (int i = 0; i < octets.length; i++) {
      digits[2 * i] = digit((octets[i] >> 4) & 0xF);
      digits[2 * i + 1] = digit(octets[i] & 0xF);
    }
  }

  /**
   * Reads digits.
   *
   * @param digits ASCII, all of the buffer
   * @param octets gets half as many
   * @return false when they are not exactly so many lower-case digits; the octets mean nothing then
   */
  public static boolean decode(DirectBuffer digits, byte[] octets) {
    boolean valid = digits.capacity() == 2 * octets.length;
    for (int i = 0; valid && i < octets.length; i++) {
      int high = value(digits.getByte(2 * i));
      int low = value(digits.getByte(2 * i + 1));
      valid = high >= 0 && low >= 0;
      octets[i] = (byte) ((high << 4) | low);
    }
    return valid;
  }

  private static byte digit(int value) {
    return (byte) (value < 10 ? '0' + value : 'a' + value - 10);
  }

  private static int value(byte character) {
    return character >= '0' && character <= '9'
        ? character - '0'
        : character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
  }
}
