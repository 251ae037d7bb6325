package io.pe3.aead;

import io.pe3.internal.RawWords;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A nonce's octets in a payload, as words: little-endian, the 12-octet nonce's second one half. The
 * callers have checked that the payload is as long as a nonce at least.
 */
final class NonceOctets {
  private static final int WORD = Long.BYTES;

  private NonceOctets() {}

  static void put(
      MutableDirectBuffer dst,
      int offset,
      int length,
      long word0,
      long word1,
      long word2,
      long word3) {
    byte[] array = dst.byteArray();
    long address = dst.addressOffset() + offset;
    RawWords.putLong(array, address, word0);
    if (length < 2 * WORD) {
      RawWords.putInt(array, address + WORD, (int) word1);
      return;
    }
    RawWords.putLong(array, address + WORD, word1);
    RawWords.putLong(array, address + 2 * WORD, word2);
    if (length == 4 * WORD) {
      RawWords.putLong(array, address + 3 * WORD, word3);
    }
  }

  static long word0(DirectBuffer src, int offset) {
    return RawWords.getLong(src.byteArray(), src.addressOffset() + offset);
  }

  static long word1(DirectBuffer src, int offset, int length) {
    long address = src.addressOffset() + offset + WORD;
    return length < 2 * WORD
        ? RawWords.getInt(src.byteArray(), address) & 0xFFFF_FFFFL
        : RawWords.getLong(src.byteArray(), address);
  }

  static long word2(DirectBuffer src, int offset, int length) {
    return length < 3 * WORD
        ? 0
        : RawWords.getLong(src.byteArray(), src.addressOffset() + offset + 2 * WORD);
  }

  static long word3(DirectBuffer src, int offset, int length) {
    return length < 4 * WORD
        ? 0
        : RawWords.getLong(src.byteArray(), src.addressOffset() + offset + 3 * WORD);
  }
}
