package io.pe3;

import io.pe3.compress.DictionaryRegistry;
import io.pe3.compress.ZstdDecompressor;
import io.pe3.compress.ZstdDictionary;
import io.pe3.compress.ZstdLimits;
import io.pe3.error.BufferTooSmallException;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decompresses frames where they were decrypted, by way of reused scratch memory, which is wiped
 * because it held plaintext. Not thread-safe.
 */
final class BodyDecompressor implements AutoCloseable {
  private static final int MIN_SCRATCH = 4096;

  private final ZstdLimits limits;
  private final DictionaryRegistry dictionaries;
  private UnsafeBuffer scratch;

  /** Made for the first compressed payload: the others open where zstd does not load. */
  private ZstdDecompressor decompressor;

  BodyDecompressor(ZstdLimits limits, DictionaryRegistry dictionaries) {
    this.limits = limits;
    this.dictionaries = dictionaries;
  }

  /**
   * Refuses what is not one frame within the limits, as far as can be told from outside, and a room
   * that may be too small for it.
   */
  void check(MutableDirectBuffer buffer, int offset, int length, int room) {
    int needed = decompressor().maxDecompressedLength(buffer, offset, length);
    if (needed > room) {
      throw new BufferTooSmallException(
          "the output range is too small for what the body decompresses to",
          "needed",
          needed,
          "available",
          room);
    }
  }

  /** The digest of the dictionary that the frame checked last names, or null for none. */
  DirectBuffer dictionaryDigest() {
    ZstdDictionary dictionary = decompressor().dictionary();
    return dictionary == null ? null : dictionary.sha256Octets();
  }

  /** Decompresses a frame of a buffer to a place in the same buffer, and gives the length there. */
  int decompress(MutableDirectBuffer buffer, int offset, int length, int dstOffset) {
    if (scratch == null || scratch.capacity() < length) {
      scratch = Buffers.direct(Math.max(MIN_SCRATCH, length));
    }
    scratch.putBytes(0, buffer, offset, length);
    try {
      return decompressor()
          .decompress(scratch, 0, length, buffer, dstOffset, buffer.capacity() - dstOffset);
    } finally {
      scratch.setMemory(0, length, (byte) 0);
    }
  }

  @Override
  public void close() {
    if (decompressor != null) {
      decompressor.close();
      decompressor = null;
    }
  }

  private ZstdDecompressor decompressor() {
    if (decompressor == null) {
      decompressor = new ZstdDecompressor(limits, dictionaries);
    }
    return decompressor;
  }
}
