package io.pe3.wamp.session;

import io.pe3.internal.RawWords;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageType;
import org.agrona.MutableDirectBuffer;

/**
 * Writes a protected PUBLISH in CBOR whose Options and topic are known octets, in words: the caller
 * has made sure of room for all of it, {@link #MAX_FRAMING} beside those octets and the payload.
 *
 * <pre>
 *   85 10 | request | Options, topic | 81 | 58 n, 59 nn or 5a nnnn | payload
 *                                      in carrier ppt
 * </pre>
 */
final class CborPublish {
  /** Octets beside what is known and the payload, and what a store in words writes behind them. */
  static final int MAX_FRAMING = 2 + CborId.MAX_LENGTH + 1 + 5 + Long.BYTES;

  /** A list of five elements, the first of them the type. */
  private static final int START = 0x85 | MessageType.PUBLISH.code() << Byte.SIZE;

  private static final int START_LENGTH = 2;
  private static final int LIST_OF_ONE = 0x81;
  private static final int BYTES_8 = 0x58;
  private static final int BYTES_16 = 0x59;
  private static final int BYTES_32 = 0x5a;
  private static final int MAX_8 = 0xff;
  private static final int MAX_16 = 0xffff;

  private CborPublish() {}

  /**
   * Writes what stands before the item, from the buffer's beginning on.
   *
   * @return its length
   */
  static int start(MutableDirectBuffer out, long request, KnownMessage known) {
    byte[] array = out.byteArray();
    long address = out.addressOffset();
    RawWords.putInt(array, address, START);
    int at = START_LENGTH + CborId.write(request, array, address + START_LENGTH);
    return at + known.putHead(out, at);
  }

  /** How much stands between what {@link #start} wrote and a payload of at most that length. */
  static int headLength(Carrier carrier, int maxLength) {
    int head = maxLength > MAX_16 ? 1 + Integer.BYTES : maxLength > MAX_8 ? 1 + Short.BYTES : 2;
    return carrier == Carrier.PPT ? 1 + head : head;
  }

  /**
   * Writes what stands between {@link #start} and a payload, and moves the payload if that is less
   * than was left free.
   *
   * @param out holds the payload
   * @param carrier of the message
   * @param item where the item begins
   * @param place of the payload's first octet
   * @param length of the payload
   * @return length of the message
   */
  static int end(MutableDirectBuffer out, Carrier carrier, int item, int place, int length) {
    int head = headLength(carrier, length);
    if (item + head != place) {
      out.putBytes(item + head, out, place, length);
    }
    byte[] array = out.byteArray();
    long at = out.addressOffset() + item;
    if (carrier == Carrier.PPT) {
      RawWords.putByte(array, at++, LIST_OF_ONE);
    }
    if (length <= MAX_8) {
      RawWords.putByte(array, at, BYTES_8);
      RawWords.putByte(array, at + 1, length);
    } else if (length <= MAX_16) {
      RawWords.putByte(array, at, BYTES_16);
      RawWords.putByte(array, at + 1, length >>> Byte.SIZE);
      RawWords.putByte(array, at + 2, length);
    } else {
      RawWords.putByte(array, at, BYTES_32);
      RawWords.putInt(array, at + 1, Integer.reverseBytes(length));
    }
    return item + head + length;
  }
}
