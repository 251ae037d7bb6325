package io.pe3;

import io.pe3.compress.DictionaryRegistry;
import io.pe3.compress.ZstdCompressor;
import io.pe3.compress.ZstdDictionary;
import io.pe3.error.LimitExceededException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Compresses bodies into reused scratch memory, which is wiped because it held plaintext. */
final class BodyCompressor implements AutoCloseable {
  /** The body is sent as it is. */
  static final int NOT_COMPRESSED = ZstdCompressor.NOT_COMPRESSED;

  private static final int MIN_SCRATCH = 4096;

  private final PayloadLimits limits;
  private final ZstdCompressor compressor;
  private UnsafeBuffer scratch;

  BodyCompressor(int level, int threshold, PayloadLimits limits, DictionaryRegistry dictionaries) {
    this.limits = limits;
    this.compressor = new ZstdCompressor(level, threshold, limits.decompression(), dictionaries);
  }

  /** The length of the frame, which stands at the start of {@link #frame()}, or NOT_COMPRESSED. */
  int compress(DirectBuffer body, int offset, int length) {
    if (length > Math.max(limits.maxBody(), limits.decompression().maxDecompressed())) {
      throw new LimitExceededException(
          "the body is too long, compressed or not",
          "limit",
          "decompressed",
          "length",
          length,
          "maximum",
          limits.decompression().maxDecompressed());
    }
    if (scratch == null || scratch.capacity() < length) {
      scratch = Buffers.direct(Math.max(MIN_SCRATCH, length));
    }
    return compressor.compress(body, offset, length, scratch, 0, length);
  }

  /** Where {@link #compress} wrote to. */
  DirectBuffer frame() {
    return scratch;
  }

  /** The digest of the dictionary that the frame names, or null when it names none. */
  DirectBuffer dictionaryDigest() {
    ZstdDictionary dictionary = compressor.dictionary();
    return dictionary == null ? null : dictionary.sha256Octets();
  }

  /** Wipes what {@link #compress} wrote. */
  void wipe(int length) {
    scratch.setMemory(0, length, (byte) 0);
  }

  @Override
  public void close() {
    compressor.close();
  }
}
