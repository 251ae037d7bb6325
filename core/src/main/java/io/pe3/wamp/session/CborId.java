package io.pe3.wamp.session;

import io.pe3.internal.RawWords;
import io.pe3.wamp.MessageView;

/** An id of a message in CBOR, read and written in place. Not thread-safe. Allocates nothing. */
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
   * @param array or null
   * @param address of its first octet: absolute, or within the array's object
   * @return its length in octets, or below 0 for what is no integer from 0 to 2^53
   */
  int read(byte[] array, long address) {
    int initial = RawWords.getByte(array, address) & 0xff;
    if (initial < ONE_OCTET) {
      value = initial;
      return 1;
    }
    if (initial > EIGHT_OCTETS) {
      return -1;
    }
    int octets = 1 << (initial - ONE_OCTET);
    long word = Long.reverseBytes(RawWords.getLong(array, address + 1));
    value = word >>> (Long.SIZE - Byte.SIZE * octets);
    return value < 0 || value > MessageView.MAX_ID ? -1 : 1 + octets;
  }

  /**
   * Writes one; the caller has made sure of {@link #MAX_LENGTH} octets, whatever it takes.
   *
   * @param id 0 to 2^53
   * @param array or null
   * @param address of the first octet: absolute, or within the array's object
   * @return its length in octets
   */
  static int write(long id, byte[] array, long address) {
    if (id < ONE_OCTET) {
      RawWords.putByte(array, address, (int) id);
      return 1;
    }
    int power = id >>> 8 == 0 ? 0 : id >>> 16 == 0 ? 1 : id >>> 32 == 0 ? 2 : 3;
    RawWords.putByte(array, address, ONE_OCTET + power);
    long octets = Long.reverseBytes(id << (Long.SIZE - (Byte.SIZE << power)));
    RawWords.putLong(array, address + 1, octets);
    return 1 + (1 << power);
  }

  /** The one read last. */
  long value() {
    return value;
  }
}
