package io.pe3.compress;

import com.github.luben.zstd.ZstdCompressCtx;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.EngineUnavailableException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Compresses payload bodies into one zstd frame (RFC 8878) each, with content size and with a
 * window that every reader takes; with a dictionary also with a checksum of the content, without
 * one without, since what is encrypted is authenticated.
 *
 * <p>Not thread-safe; one per thread, reused. Compressing allocates nothing of its own once the
 * scratch has grown to what comes by (zstd-jni makes views of up to 352 octets a call, where the
 * just-in-time compiler does not remove them); the scratch is used for heap buffers and for outputs
 * that are shorter than an incompressible input would need, and is zeroed after each use. The
 * native context keeps fragments of what it compressed last until it is closed.
 */
public final class ZstdCompressor implements AutoCloseable {
  /** What {@link #compress} returns when the input is better sent as it is. */
  public static final int NOT_COMPRESSED = -1;

  /** The level used unless told otherwise: zstd's own default. */
  public static final int DEFAULT_LEVEL = 3;

  /**
   * The length below which nothing is tried unless told otherwise. A frame spends about 10 octets
   * on headers and 10 more on its tables, and a payload of two or three lines has little to repeat:
   * trying would cost more time than encrypting does, to save a few octets at best.
   */
  public static final int DEFAULT_THRESHOLD = 256;

  /**
   * The length below which nothing is tried with a dictionary, if the threshold is not lower: the
   * frame spends 17 octets on headers, the dictionary's id and the checksum.
   */
  public static final int DICTIONARY_THRESHOLD = 64;

  /** The lowest (fastest) level. */
  public static final int MIN_LEVEL = -7;

  /** The highest (smallest) level. */
  public static final int MAX_LEVEL = 22;

  /** From this level on zstd takes windows over 8 MiB by itself. */
  private static final int FIRST_ULTRA_LEVEL = 20;

  private static final int WINDOW_LOG_BELOW_ULTRA = 23;
  private static final int BOUND_BLOCK = 128 << 10;

  private final int level;
  private final int threshold;
  private final ZstdLimits limits;
  private final DictionaryRegistry dictionaries;
  private final ZstdCompressCtx context;
  private final ZstdFrame frame = new ZstdFrame();
  private final DirectScratch input = new DirectScratch();
  private final DirectScratch output = new DirectScratch();

  /** What the context is set to, and what the last frame names; null for none. */
  private ZstdDictionary loaded;

  private ZstdDictionary named;

  /** Makes one with the default level, threshold and limits. */
  public ZstdCompressor() {
    this(DEFAULT_LEVEL, DEFAULT_THRESHOLD, ZstdLimits.DEFAULT);
  }

  /**
   * Makes one that uses no dictionary.
   *
   * @param level {@link #MIN_LEVEL} to {@link #MAX_LEVEL}
   * @param threshold octets of input under which nothing is tried, 0 or more
   * @param limits of the reader
   * @throws IllegalArgumentException when the level or threshold is out of range
   * @throws EngineUnavailableException when zstd cannot be loaded on this machine
   */
  public ZstdCompressor(int level, int threshold, ZstdLimits limits) {
    this(level, threshold, limits, new DictionaryRegistry());
  }

  /**
   * Makes one that uses the current dictionary of a registry, whichever that is at a message.
   *
   * @param level {@link #MIN_LEVEL} to {@link #MAX_LEVEL}
   * @param threshold octets of input under which nothing is tried, 0 or more
   * @param limits of the reader
   * @param dictionaries of the endpoint
   * @throws IllegalArgumentException when the level or threshold is out of range
   * @throws EngineUnavailableException when zstd cannot be loaded on this machine
   */
  public ZstdCompressor(
      int level, int threshold, ZstdLimits limits, DictionaryRegistry dictionaries) {
    if (level < MIN_LEVEL || level > MAX_LEVEL) {
      throw new IllegalArgumentException(
          "a zstd level is from " + MIN_LEVEL + " to " + MAX_LEVEL + ", not " + level);
    }
    if (threshold < 0) {
      throw new IllegalArgumentException("the threshold is negative: " + threshold);
    }
    this.level = level;
    this.threshold = threshold;
    this.dictionaries = Objects.requireNonNull(dictionaries, "dictionaries");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.context = ZstdLibrary.newContext(ZstdCompressCtx::new);
    context.setLevel(level);
    int windowLog = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(limits.maxWindow());
    if (level >= FIRST_ULTRA_LEVEL || windowLog < WINDOW_LOG_BELOW_ULTRA) {
      context.setWindowLog(Math.min(windowLog, WINDOW_LOG_BELOW_ULTRA));
    }
  }

  /**
   * Compresses octets, if that makes them fewer. Ranges must not overlap.
   *
   * @param src holds the octets; direct or heap
   * @param srcOffset of the first octet
   * @param srcLength how many
   * @param dst to write to; direct or heap
   * @param dstOffset of the first octet written
   * @param dstLength how many may be written
   * @return the length of the frame; or {@link #NOT_COMPRESSED} when the input is under the
   *     threshold, the frame would not be smaller than it, or the reader's limits (ratio included)
   *     would refuse it. Then, and after an error, the output range is zero where it was written
   * @throws BufferTooSmallException when the frame is smaller than the input and not than the range
   * @throws IndexOutOfBoundsException when a range is not inside its buffer
   * @throws IllegalStateException when closed
   */
  public int compress(
      DirectBuffer src,
      int srcOffset,
      int srcLength,
      MutableDirectBuffer dst,
      int dstOffset,
      int dstLength) {
    Objects.checkFromIndexSize(srcOffset, srcLength, src.capacity());
    Objects.checkFromIndexSize(dstOffset, dstLength, dst.capacity());
    named = null;
    ZstdDictionary dictionary = dictionaries.current();
    int shortest = dictionary == null ? threshold : Math.min(threshold, DICTIONARY_THRESHOLD);
    if (srcLength == 0 || srcLength < shortest || srcLength > limits.maxDecompressed()) {
      return NOT_COMPRESSED;
    }
    load(dictionary);
    // With less room zstd would raise an error for what is merely incompressible.
    int room = bound(srcLength);
    boolean readsInPlace = DirectScratch.isDirect(src, srcOffset, srcLength);
    boolean writesInPlace = room <= dstLength && DirectScratch.isDirect(dst, dstOffset, room);
    ByteBuffer in = readsInPlace ? src.byteBuffer() : stage(src, srcOffset, srcLength);
    int inIndex = readsInPlace ? srcOffset + src.wrapAdjustment() : 0;
    ByteBuffer out = writesInPlace ? dst.byteBuffer() : output.ensure(room);
    int outIndex = writesInPlace ? dstOffset + dst.wrapAdjustment() : 0;
    MutableDirectBuffer written = writesInPlace ? dst : output.view();
    int start = writesInPlace ? dstOffset : 0;
    int kept = 0;
    try {
      int length = context.compressDirectByteBuffer(out, outIndex, room, in, inIndex, srcLength);
      if (length >= srcLength || !isReadable(written, start, length, srcLength)) {
        return NOT_COMPRESSED;
      }
      if (length > dstLength) {
        throw new BufferTooSmallException(
            "the output cannot hold the frame; give it as much room as the input has",
            "needed",
            length,
            "available",
            dstLength);
      }
      if (!writesInPlace) {
        dst.putBytes(dstOffset, out, 0, length);
      } else {
        kept = length;
      }
      named = dictionary;
      return length;
    } finally {
      written.setMemory(start + kept, room - kept, (byte) 0);
      if (!readsInPlace) {
        input.wipe(srcLength);
      }
    }
  }

  /**
   * The dictionary that the frame made last names, for a signature that covers it.
   *
   * @return the dictionary; null when there is no frame or it names none
   */
  public ZstdDictionary dictionary() {
    return named;
  }

  /** Frees the native context. A second call does nothing. */
  @Override
  public void close() {
    context.close();
  }

  /** Sets the context to a dictionary, which it keeps alive, or to none. */
  private void load(ZstdDictionary dictionary) {
    if (dictionary != loaded) {
      context.setChecksum(dictionary != null);
      context.loadDict(dictionary == null ? null : dictionary.compressing(level));
      loaded = dictionary;
    }
  }

  /** Looks at the frame as the reader will, rather than trust that zstd kept to the settings. */
  private boolean isReadable(DirectBuffer buffer, int offset, int length, int contentLength) {
    frame.readHeader(buffer, offset, length);
    return limits.allowsRatio(contentLength, length) && frame.windowSize() <= limits.maxWindow();
  }

  private ByteBuffer stage(DirectBuffer src, int offset, int length) {
    ByteBuffer memory = input.ensure(length);
    src.getBytes(offset, memory, 0, length);
    return memory;
  }

  /** What zstd needs for an incompressible input; at most 2^30 + 2^22, as the limits are. */
  private static int bound(int length) {
    int margin = length < BOUND_BLOCK ? (BOUND_BLOCK - length) >> 11 : 0;
    return length + (length >> 8) + margin;
  }
}
