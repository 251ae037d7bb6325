package io.pe3.replay;

/**
 * The layout of a saved replay state. Integers are big-endian, {@code lp} is a length in two octets
 * before UTF-8.
 *
 * <pre>
 *  0               8               12              16
 *  +---------------+---------------+---------------+---------------+
 *  | "PE3repl" 0x01|     keys      |    scopes     |    senders    |
 *  +---------------+---------------+---------------+---------------+
 *  |  keys:     lp(certified key id) | floor (8)                    |
 *  |  scopes:   lp(match) | lp(pattern)                             |
 *  |  senders:  key (4) | scope (4) | sender (16) | highest (8) |   |
 *  |            n (1) | n octets, a bit each counter below highest  |
 *  +----------------------------------------------------------------+
 *  |  SHA-256 of everything before (32)                             |
 *  +----------------------------------------------------------------+
 * </pre>
 *
 * <p>Keys and scopes are named by their place in their list, from 0; a floor of −1 is none. Bit b
 * of octet i stands for the counter {@code highest − (8 i + b)} and is set where that was not
 * accepted; octets of zeros at the end are left out, so that a sender whose messages all came takes
 * 33 octets.
 */
final class ReplayFileDescriptor {
  /** "PE3repl" and the version of the layout. */
  static final long MAGIC = 0x5045_3372_6570_6C01L;

  static final int COUNTS_OFFSET = Long.BYTES;
  static final int COUNT_LENGTH = Integer.BYTES;
  static final int LISTS_OFFSET = COUNTS_OFFSET + 3 * COUNT_LENGTH;
  static final int DIGEST_LENGTH = 32;
  static final int MIN_LENGTH = LISTS_OFFSET + DIGEST_LENGTH;
  static final int MAX_BITS_LENGTH = SenderWindow.WIDTH / Byte.SIZE;

  /** The largest file that is read; a full state of a million senders is smaller. */
  static final int MAX_LENGTH = 256 << 20;

  private ReplayFileDescriptor() {}
}
