package io.pe3.codec;

import io.pe3.internal.RawWords;

/**
 * Encodes short ASCII texts, four characters at a step: they are taken out of the text in one call,
 * because looking at each by itself costs several times as much. What it held of a text is wiped.
 *
 * <p>Not thread-safe. Allocates nothing once made.
 */
final class ShortText {
  /** Most characters of a text; in CBOR its length fits in the initial octet. */
  static final int MAX_CHARS = CborHead.ONE_OCTET - 1;

  /** What is stored of such a text, a word at a step. */
  static final int ROOM = 3 * Long.BYTES;

  /** What none of four characters of 16 bits has in ASCII. */
  private static final long NOT_ASCII = 0xff80_ff80_ff80_ff80L;

  /** All zeros between calls. */
  private final char[] chars = new char[ROOM];

  /**
   * Encodes a text if it is all ASCII.
   *
   * @param text of at most {@link #MAX_CHARS} characters
   * @param array that holds the place, or null
   * @param address of the first octet: absolute, or within the array's object; the caller has
   *     checked that {@link #ROOM} octets are there, which may all be written
   * @return false when it is not ASCII
   */
  boolean put(String text, byte[] array, long address) {
    int count = text.length();
    return count < Long.BYTES
        ? putOneByOne(text, count, array, address)
        : putWords(text, count, array, address);
  }

  private static boolean putOneByOne(String text, int count, byte[] array, long address) {
    long seen = 0;
    long word = 0;
    for (int i = count - 1; i >= 0; i--) {
      char c = text.charAt(i);
      seen |= c;
      word = word << Byte.SIZE | (c & 0x7f);
    }
    RawWords.putLong(array, address, word);
    return (seen & NOT_ASCII) == 0;
  }

  private boolean putWords(String text, int count, byte[] array, long address) {
    char[] from = chars;
    text.getChars(0, count, from, 0);
    long seen = 0;
    for (int i = 0; i < count; i += Long.BYTES) {
      long low = RawWords.takeFour(from, i);
      long high = RawWords.takeFour(from, i + Long.BYTES / 2);
      seen |= low | high;
      RawWords.putLong(array, address + i, narrow(low) | narrow(high) << Integer.SIZE);
    }
    return (seen & NOT_ASCII) == 0;
  }

  /** Four characters of 16 bits, each below 0x80, to four octets. */
  private static long narrow(long four) {
    long pairs = (four | four >>> 8) & 0x0000_ffff_0000_ffffL;
    return (pairs | pairs >>> 16) & 0xffff_ffffL;
  }
}
