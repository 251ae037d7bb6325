package io.pe3.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.EngineUnavailableException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import io.pe3.error.UnknownDictionaryException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decompresses exactly one zstd frame (RFC 8878), within limits. What the frame claims of itself is
 * used to refuse it early and for nothing else: no memory is taken and no room is given beyond what
 * the limits, the blocks that are there and the caller's range allow.
 *
 * <p>Not thread-safe; one per thread, reused. Decompressing allocates nothing of its own once the
 * scratch has grown to what comes by; the scratch is used for heap buffers and for frames that
 * don't name their content size, and is zeroed after each use. The native context keeps fragments
 * of what it decompressed last until it is closed.
 */
public final class ZstdDecompressor implements AutoCloseable {
  private final ZstdLimits limits;
  private final DictionaryRegistry dictionaries;
  private final ZstdDecompressCtx context;
  private final ZstdFrame frame = new ZstdFrame();
  private final DirectScratch input = new DirectScratch();
  private final DirectScratch output = new DirectScratch();

  /** What the frame looked at last names, and what the context is set to; null for none. */
  private ZstdDictionary named;

  private ZstdDictionary loaded;

  /** Makes one with the default limits. */
  public ZstdDecompressor() {
    this(ZstdLimits.DEFAULT);
  }

  /**
   * Makes one that knows no dictionary.
   *
   * @param limits to keep to
   * @throws EngineUnavailableException when zstd cannot be loaded on this machine
   */
  public ZstdDecompressor(ZstdLimits limits) {
    this(limits, new DictionaryRegistry());
  }

  /**
   * Makes one that knows the dictionaries of a registry, whichever these are at a message.
   *
   * @param limits to keep to
   * @param dictionaries of the endpoint
   * @throws EngineUnavailableException when zstd cannot be loaded on this machine
   */
  public ZstdDecompressor(ZstdLimits limits, DictionaryRegistry dictionaries) {
    this.dictionaries = Objects.requireNonNull(dictionaries, "dictionaries");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.context = ZstdLibrary.newContext(ZstdDecompressCtx::new);
  }

  /**
   * Whether octets begin as a zstd frame does: 28 B5 2F FD, which no CBOR map begins with.
   *
   * @param buffer to look at
   * @param offset of the first octet
   * @param length how many there are
   * @return false also when there are fewer than four
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  public static boolean startsWithMagic(DirectBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    return ZstdFrame.startsWithMagic(buffer, offset, length);
  }

  /**
   * Checks the form of a frame and the limits as far as they can be told from outside, and says how
   * much room it needs.
   *
   * @param src holds the frame; direct or heap
   * @param srcOffset of its first octet
   * @param srcLength its length
   * @return octets that {@link #decompress} writes at most; exact when the frame names its content
   *     size
   * @throws MalformedException when it is not exactly one frame
   * @throws UnknownDictionaryException when it names a dictionary that is not known
   * @throws LimitExceededException when it is over a limit, which the facts name
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  public int maxDecompressedLength(DirectBuffer src, int srcOffset, int srcLength) {
    Objects.checkFromIndexSize(srcOffset, srcLength, src.capacity());
    named = null;
    frame.readHeader(src, srcOffset, srcLength);
    ZstdDictionary dictionary = frame.dictionaryId() == 0 ? null : findDictionary();
    if (frame.hasContentSize()) {
      checkContentSize(srcLength);
    }
    if (frame.windowSize() > limits.maxWindow()) {
      throw over("window", limits.maxWindow(), frame.windowSize());
    }
    frame.walkBlocks(src, srcOffset, srcLength);
    named = dictionary;
    if (frame.hasContentSize()) {
      if (frame.contentSize() > frame.regeneratedBound()) {
        throw new MalformedException(
            "the zstd frame claims more content than its blocks can hold",
            "claimed",
            frame.contentSize(),
            "possible",
            frame.regeneratedBound());
      }
      return (int) frame.contentSize();
    }
    long allowed = Math.min(limits.maxDecompressed(), (long) limits.maxRatio() * srcLength);
    return (int) Math.min(allowed, frame.regeneratedBound());
  }

  /**
   * The dictionary that the frame looked at last names, for a signature that covers it.
   *
   * @return the dictionary; null when it names none, or was refused
   */
  public ZstdDictionary dictionary() {
    return named;
  }

  /**
   * Decompresses a frame. Ranges must not overlap.
   *
   * @param src holds the frame; direct or heap
   * @param srcOffset of its first octet
   * @param srcLength its length
   * @param dst to write to; direct or heap
   * @param dstOffset of the first octet written
   * @param dstLength how many may be written
   * @return octets of content; what stands behind them stays as it is. After an error anything that
   *     was written is zero
   * @throws MalformedException when it is not exactly one valid frame, or its content has not the
   *     size that it claims
   * @throws UnknownDictionaryException when it names a dictionary that is not known
   * @throws LimitExceededException when it is over a limit, which the facts name
   * @throws BufferTooSmallException when only the caller's range is too small
   * @throws IndexOutOfBoundsException when a range is not inside its buffer
   * @throws IllegalStateException when closed
   */
  public int decompress(
      DirectBuffer src,
      int srcOffset,
      int srcLength,
      MutableDirectBuffer dst,
      int dstOffset,
      int dstLength) {
    Objects.checkFromIndexSize(dstOffset, dstLength, dst.capacity());
    int bound = maxDecompressedLength(src, srcOffset, srcLength);
    if (frame.hasContentSize() && bound > dstLength) {
      throw tooSmall(dstLength);
    }
    int room = Math.min(bound, dstLength);
    boolean readsInPlace = DirectScratch.isDirect(src, srcOffset, srcLength);
    // A range that has to be larger than the content would be overwritten behind it: the caller's
    // is written to only when the content fills it.
    boolean writesInPlace = frame.hasContentSize() && DirectScratch.isDirect(dst, dstOffset, room);
    ByteBuffer in = readsInPlace ? src.byteBuffer() : stage(src, srcOffset, srcLength);
    int inIndex = readsInPlace ? srcOffset + src.wrapAdjustment() : 0;
    ByteBuffer out = writesInPlace ? dst.byteBuffer() : output.ensure(room);
    int outIndex = writesInPlace ? dstOffset + dst.wrapAdjustment() : 0;
    MutableDirectBuffer written = writesInPlace ? dst : output.view();
    int start = writesInPlace ? dstOffset : 0;
    int kept = 0;
    load(named);
    try {
      int length = context.decompressDirectByteBuffer(out, outIndex, room, in, inIndex, srcLength);
      if (frame.hasContentSize() && length != bound) {
        throw new MalformedException(
            "the content of the zstd frame has not the size that it claims",
            "claimed",
            bound,
            "length",
            length);
      }
      if (!writesInPlace) {
        dst.putBytes(dstOffset, out, 0, length);
      } else {
        kept = length;
      }
      return length;
    } catch (ZstdException e) {
      throw refusal(e, srcLength, room, bound, dstLength);
    } finally {
      if (room > kept) {
        written.setMemory(start + kept, room - kept, (byte) 0);
      }
      if (!readsInPlace) {
        input.wipe(srcLength);
      }
    }
  }

  /** Frees the native context. A second call does nothing. */
  @Override
  public void close() {
    context.close();
  }

  private ZstdDictionary findDictionary() {
    long id = frame.dictionaryId();
    ZstdDictionary found = id > Integer.MAX_VALUE ? null : dictionaries.find((int) id);
    if (found == null) {
      throw new UnknownDictionaryException(
          "the frame was compressed with a dictionary that is not held; add it to the registry",
          "dictionary",
          id);
    }
    if (!frame.hasChecksum()) {
      // The id stands for four octets of a hash: the checksum tells whether the content is the one.
      throw new MalformedException(
          "a zstd frame that names a dictionary has a content checksum",
          "dictionary",
          frame.dictionaryId());
    }
    return found;
  }

  /** Sets the context to a dictionary, which it keeps alive, or to none. */
  private void load(ZstdDictionary dictionary) {
    if (dictionary != loaded) {
      context.loadDict(dictionary == null ? null : dictionary.decompressing());
      loaded = dictionary;
    }
  }

  /** A claimed size over a limit is refused before anything is done for it. */
  private void checkContentSize(int frameLength) {
    long claimed = frame.contentSize();
    if (claimed > limits.maxDecompressed()) {
      throw over("decompressed", limits.maxDecompressed(), claimed);
    }
    if (!limits.allowsRatio(claimed, frameLength)) {
      throw over("ratio", limits.maxRatio(), claimed / frameLength);
    }
  }

  /** The exact error of zstd stays in the cause; it names no content. */
  private Pe3Exception refusal(
      ZstdException cause, int frameLength, int room, int bound, int dstLength) {
    boolean full = cause.getErrorCode() == Zstd.errDstSizeTooSmall() && !frame.hasContentSize();
    if (full && room < bound) {
      return tooSmall(dstLength).causedBy(cause);
    }
    if (full && bound < frame.regeneratedBound()) {
      boolean byRatio = bound < limits.maxDecompressed();
      return new LimitExceededException(
              "the content is larger than the limit allows",
              "limit",
              byRatio ? "ratio" : "decompressed",
              "maximum",
              byRatio ? limits.maxRatio() : limits.maxDecompressed())
          .causedBy(cause);
    }
    return new MalformedException("the zstd frame is corrupt", "length", frameLength)
        .causedBy(cause);
  }

  private ByteBuffer stage(DirectBuffer src, int offset, int length) {
    ByteBuffer memory = input.ensure(length);
    src.getBytes(offset, memory, 0, length);
    return memory;
  }

  private BufferTooSmallException tooSmall(int available) {
    return new BufferTooSmallException(
        "the output cannot hold the content; ask maxDecompressedLength for how much it needs",
        "needed",
        frame.hasContentSize() ? frame.contentSize() : "unknown",
        "available",
        available);
  }

  private static LimitExceededException over(String limit, long maximum, long value) {
    return new LimitExceededException(
        "the zstd frame asks for more than the limit allows; the limit can be changed where the"
            + " reader is made",
        "limit",
        limit,
        "maximum",
        maximum,
        "value",
        value);
  }
}
