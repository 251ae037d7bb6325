package io.pe3.compress;

/**
 * The layout of a zstd dictionary (RFC 8878, section 5). Integers are little-endian.
 *
 * <pre>
 *  0               4               8
 *  +---------------+---------------+-----------------+--------------------+
 *  |     magic     | dictionary id | entropy tables  | content, samples'  |
 *  +---------------+---------------+-----------------+--------------------+
 * </pre>
 *
 * <p>A raw-content dictionary is the content alone: it has no id, so no frame could name it.
 */
final class DictionaryDescriptor {
  static final int MAGIC = 0xEC30A437;
  static final int MAGIC_OFFSET = 0;
  static final int ID_OFFSET = MAGIC_OFFSET + Integer.BYTES;
  static final int ID_LENGTH = Integer.BYTES;
  static final int HEADER_LENGTH = ID_OFFSET + ID_LENGTH;

  /** Ids below are reserved by RFC 8878 for a registry. */
  static final long LOWEST_ID = 32_768;

  /** Ids from here on are reserved by RFC 8878. */
  static final long ID_LIMIT = 1L << 31;

  private DictionaryDescriptor() {}
}
