package io.pe3.wamp.session;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.pe3.wamp.MessageView;
import org.agrona.DirectBuffer;

/** An id of a message in CBOR, read in place. Not thread-safe. Allocates nothing. */
final class CborId {
  /** Octets that have to be there from an id's first one on. */
  static final int MAX_LENGTH = 1 + Long.BYTES;

  private static final int ONE_OCTET = 24;
  private static final int EIGHT_OCTETS = 27;

  private long value;

  CborId() {}

  /**
   * Reads one; the caller has made sure of {@link #MAX_LENGTH} octets.
   *
   * @return the index behind it, or below 0 for what is no integer from 0 to 2^53
   */
  int read(DirectBuffer message, int at) {
    int initial = message.getByte(at) & 0xff;
    if (initial < ONE_OCTET) {
      value = initial;
      return at + 1;
    }
    if (initial > EIGHT_OCTETS) {
      return -1;
    }
    int octets = 1 << (initial - ONE_OCTET);
    value = message.getLong(at + 1, BIG_ENDIAN) >>> (Long.SIZE - Byte.SIZE * octets);
    return value < 0 || value > MessageView.MAX_ID ? -1 : at + 1 + octets;
  }

  /** The one read last. */
  long value() {
    return value;
  }
}
