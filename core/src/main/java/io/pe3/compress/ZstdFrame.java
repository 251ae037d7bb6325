package io.pe3.compress;

import io.pe3.error.MalformedException;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * What a Zstandard frame (RFC 8878, section 3.1.1) says of itself, read without decompressing.
 * Integers are little-endian.
 *
 * <pre>
 *  0               1               2               3
 *  +---------------+---------------+---------------+---------------+
 *  |     0x28      |     0xB5      |     0x2F      |     0xFD      |  magic
 *  +---+-+-+-+-+---+---------------+---------------+---------------+
 *  |FCS|S|-|R|C|Did| window descr. |  dictionary id (0, 1, 2, 4) ...
 *  +---+-+-+-+-+---+---------------+---------------+---------------+
 *  |  content size (0, 1, 2, 4, 8) ...
 *  +---------------+---------------+---------------+
 *  |L|T|T|     block size (21)                     |  block header
 *  +---------------+---------------+---------------+
 *  |  block ... more blocks, until L(ast) is set ...
 *  +---------------+---------------+---------------+---------------+
 *  |  checksum of the content (0, 4)                               |
 *  +---------------+---------------+---------------+---------------+
 *
 *  FCS  size of the content size      R  reserved, must be 0
 *  S    single segment: no window     C  checksum follows
 *       descriptor, window = content  Did  size of the dictionary id
 *  L    last block, bit 0             TT block type, bits 1 and 2
 *
 *  window descriptor:  7 6 5 4 3 | 2 1 0      window = 2^(10 + exponent) * (8 + mantissa) / 8
 *                      exponent  | mantissa
 * </pre>
 *
 * <p>A flyweight: {@link #readHeader} and then {@link #walkBlocks}. Not thread-safe.
 */
final class ZstdFrame {
  static final int MAGIC = 0xFD2FB528;
  static final int MAGIC_LENGTH = 4;
  static final int BLOCK_MAXIMUM = 128 << 10;

  private static final int DESCRIPTOR_OFFSET = MAGIC_LENGTH;
  private static final int DESCRIPTOR_LENGTH = 1;
  private static final int CONTENT_SIZE_SHIFT = 6;
  private static final int SINGLE_SEGMENT_FLAG = 0x20;
  private static final int RESERVED_FLAG = 0x08;
  private static final int CHECKSUM_FLAG = 0x04;
  private static final int DICTIONARY_ID_MASK = 0x03;

  private static final int WINDOW_EXPONENT_SHIFT = 3;
  private static final int WINDOW_MANTISSA_MASK = 0x07;
  private static final int WINDOW_LOG_MINIMUM = 10;

  /** A content size in two octets is stored less this, since smaller ones fit in one. */
  private static final int TWO_OCTET_BASE = 256;

  private static final int BLOCK_HEADER_LENGTH = 3;
  private static final int BLOCK_LAST_FLAG = 0x01;
  private static final int BLOCK_TYPE_SHIFT = 1;
  private static final int BLOCK_TYPE_MASK = 0x03;
  private static final int BLOCK_SIZE_SHIFT = 3;
  private static final int BLOCK_TYPE_RLE = 1;
  private static final int BLOCK_TYPE_COMPRESSED = 2;
  private static final int BLOCK_TYPE_RESERVED = 3;
  private static final int CHECKSUM_LENGTH = 4;

  private static final long UNKNOWN = -1;

  private int headerLength;
  private long windowSize;
  private long contentSize;
  private long dictionaryId;
  private boolean hasChecksum;
  private long regeneratedBound;

  static boolean startsWithMagic(DirectBuffer buffer, int offset, int length) {
    return length >= MAGIC_LENGTH && buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN) == MAGIC;
  }

  /** Reads magic and frame header; a skippable frame has another magic and is refused. */
  void readHeader(DirectBuffer buffer, int offset, int length) {
    if (!startsWithMagic(buffer, offset, length)) {
      throw new MalformedException("this is not a zstd frame", "length", length);
    }
    int position = DESCRIPTOR_OFFSET + DESCRIPTOR_LENGTH;
    require(position, length);
    int descriptor = buffer.getByte(offset + DESCRIPTOR_OFFSET);
    if ((descriptor & RESERVED_FLAG) != 0) {
      throw new MalformedException("a reserved bit of the zstd frame header is set");
    }
    boolean singleSegment = (descriptor & SINGLE_SEGMENT_FLAG) != 0;
    int windowLength = singleSegment ? 0 : 1;
    int dictionaryCode = descriptor & DICTIONARY_ID_MASK;
    int dictionaryLength = dictionaryCode == 3 ? 4 : dictionaryCode;
    int contentCode = (descriptor >> CONTENT_SIZE_SHIFT) & 3;
    int contentLength = contentCode == 0 ? (singleSegment ? 1 : 0) : 1 << contentCode;
    headerLength = position + windowLength + dictionaryLength + contentLength;
    require(headerLength, length);

    hasChecksum = (descriptor & CHECKSUM_FLAG) != 0;
    int index = offset + position;
    int windowDescriptor = singleSegment ? 0 : buffer.getByte(index);
    index += windowLength;
    dictionaryId = unsigned(buffer, index, dictionaryLength);
    index += dictionaryLength;
    contentSize = contentLength == 0 ? UNKNOWN : unsigned(buffer, index, contentLength);
    if (contentLength == 2) {
      contentSize += TWO_OCTET_BASE;
    }
    windowSize = singleSegment ? contentSize : window(windowDescriptor);
  }

  /**
   * Follows the block headers to the end of the frame, which has to be the end of the range: what
   * follows it would reach the reader unseen by the limits, or not at all.
   */
  void walkBlocks(DirectBuffer buffer, int offset, int length) {
    long blockMaximum = Math.min(windowSize, BLOCK_MAXIMUM);
    regeneratedBound = 0;
    int position = headerLength;
    boolean last = false;
    while (!last) {
      if (BLOCK_HEADER_LENGTH > length - position) {
        throw truncated(length);
      }
      int header = (int) unsigned(buffer, offset + position, BLOCK_HEADER_LENGTH);
      position += BLOCK_HEADER_LENGTH;
      last = (header & BLOCK_LAST_FLAG) != 0;
      int type = (header >> BLOCK_TYPE_SHIFT) & BLOCK_TYPE_MASK;
      int size = header >> BLOCK_SIZE_SHIFT;
      if (type == BLOCK_TYPE_RESERVED || size > blockMaximum) {
        throw new MalformedException(
            "a zstd block is of the reserved type or larger than its window allows",
            "offset",
            position - BLOCK_HEADER_LENGTH);
      }
      regeneratedBound += type == BLOCK_TYPE_COMPRESSED ? blockMaximum : size;
      int stored = type == BLOCK_TYPE_RLE ? 1 : size;
      if (stored > length - position) {
        throw truncated(length);
      }
      position += stored;
    }
    int checksum = hasChecksum ? CHECKSUM_LENGTH : 0;
    if (checksum > length - position) {
      throw truncated(length);
    }
    if (position + checksum != length) {
      throw new MalformedException(
          "octets follow the zstd frame; a payload holds exactly one",
          "frame",
          position + checksum,
          "length",
          length);
    }
  }

  /** Octets of window needed to decompress; of a single-segment frame its content size. */
  long windowSize() {
    return windowSize;
  }

  boolean hasContentSize() {
    return contentSize != UNKNOWN;
  }

  /** As the header claims it; sizes of 2^63 and more read as 2^63 − 1. */
  long contentSize() {
    return contentSize;
  }

  /** 0 for none. */
  long dictionaryId() {
    return dictionaryId;
  }

  /** Whether a checksum of the content follows the blocks. */
  boolean hasChecksum() {
    return hasChecksum;
  }

  /** What the blocks can hold at most, whatever the header claims. */
  long regeneratedBound() {
    return regeneratedBound;
  }

  private static long window(int descriptor) {
    int exponent = (descriptor & 0xFF) >> WINDOW_EXPONENT_SHIFT;
    long base = 1L << (WINDOW_LOG_MINIMUM + exponent);
    return base + base / 8 * (descriptor & WINDOW_MANTISSA_MASK);
  }

  private static long unsigned(DirectBuffer buffer, int index, int length) {
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = (value << Byte.SIZE) | (buffer.getByte(index + i) & 0xFF);
    }
    return value < 0 ? Long.MAX_VALUE : value;
  }

  private static void require(int needed, int length) {
    if (needed > length) {
      throw truncated(length);
    }
  }

  private static MalformedException truncated(int length) {
    return new MalformedException("the zstd frame is cut off", "length", length);
  }
}
