package io.pe3.aead;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A nonce's octets in a payload, as words: little-endian, the 12-octet nonce's second one half. */
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
    dst.putLong(offset, word0, ByteOrder.LITTLE_ENDIAN);
    if (length < 2 * WORD) {
      dst.putInt(offset + WORD, (int) word1, ByteOrder.LITTLE_ENDIAN);
      return;
    }
    dst.putLong(offset + WORD, word1, ByteOrder.LITTLE_ENDIAN);
    dst.putLong(offset + 2 * WORD, word2, ByteOrder.LITTLE_ENDIAN);
    if (length == 4 * WORD) {
      dst.putLong(offset + 3 * WORD, word3, ByteOrder.LITTLE_ENDIAN);
    }
  }

  static long word0(DirectBuffer src, int offset) {
    return src.getLong(offset, ByteOrder.LITTLE_ENDIAN);
  }

  static long word1(DirectBuffer src, int offset, int length) {
    return length < 2 * WORD
        ? src.getInt(offset + WORD, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL
        : src.getLong(offset + WORD, ByteOrder.LITTLE_ENDIAN);
  }

  static long word2(DirectBuffer src, int offset, int length) {
    return length < 3 * WORD ? 0 : src.getLong(offset + 2 * WORD, ByteOrder.LITTLE_ENDIAN);
  }

  static long word3(DirectBuffer src, int offset, int length) {
    return length < 4 * WORD ? 0 : src.getLong(offset + 3 * WORD, ByteOrder.LITTLE_ENDIAN);
  }
}
