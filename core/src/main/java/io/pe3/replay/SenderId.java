package io.pe3.replay;

/**
 * The 16 octets that name a sender (wire profile, section 4), as two big-endian words: what the
 * header of a payload holds from its octet 2 on.
 *
 * <pre>
 *  0                       4                       8
 *  +-----------------------+-----------------------+
 *  | created, unix seconds |        random         |  high
 *  +-----------------------+-----------------------+
 *  |                    random                     |  low
 *  +-----------------------+-----------------------+
 * </pre>
 */
final class SenderId {
  private static final int CREATED_SHIFT = Integer.SIZE;

  private SenderId() {}

  /** When the sender was made, in unix seconds; unsigned, so it serves until 2106. */
  static long created(long high) {
    return high >>> CREATED_SHIFT;
  }

  /** As people compare it: 32 hex digits. */
  static String text(long high, long low) {
    return String.format("%016x%016x", high, low);
  }
}
