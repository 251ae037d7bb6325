package io.pe3.wamp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.pe3.codec.Serializer;
import io.pe3.internal.RawWords;
import org.agrona.AsciiEncoding;
import org.agrona.MutableDirectBuffer;

/**
 * The heads of lists, maps, byte strings and unsigned integers in the session serializers, in their
 * shortest forms. The caller has made sure of room.
 *
 * <pre>
 *                     CBOR (RFC 8949 section 3)        MessagePack                    JSON
 *   list              100 nnnnn | 9f … ff              1001 nnnn                      [ … ]
 *   map               101 nnnnn | b8 n | b9 nn         1000 nnnn | de nn              { … }
 *   byte string       010 nnnnn | 58 n | 59 nn | 5a    c4 n | c5 nn | c6 nnnn         "\u0000 … "
 *   unsigned integer  000 nnnnn | 18 | 19 | 1a | 1b    0nnnnnnn | cc | cd | ce | cf   digits
 * </pre>
 */
final class SessionHeads {
  /** More than any head takes, or the digits of any id. */
  static final int MAX_LENGTH = 20;

  /** Elements of a list that is closed by a mark. */
  static final int INDEFINITE = -1;

  /** A quote and U+0000: what a byte string of JSON begins with. */
  static final byte[] JSON_BYTES = {'"', '\\', 'u', '0', '0', '0', '0'};

  private static final int CBOR_UNSIGNED = 0x00;
  private static final int CBOR_BYTES = 0x40;
  private static final int CBOR_LIST = 0x80;
  private static final int CBOR_MAP = 0xa0;
  private static final int CBOR_INDEFINITE_LIST = 0x9f;
  private static final int CBOR_INLINE = 24;

  private static final int MSGPACK_LIST = 0x90;
  private static final int MSGPACK_MAP = 0x80;
  private static final int MSGPACK_MAP_16 = 0xde;
  private static final int MSGPACK_INLINE = 16;
  private static final int MSGPACK_BYTES = 0xc4;
  private static final int MSGPACK_UNSIGNED = 0xcc;
  private static final int MSGPACK_FIXINT_MAX = 0x7f;

  private SessionHeads() {}

  /** The head of a list of a few elements, one octet. */
  static int list(Serializer serializer, int elements) {
    return switch (serializer) {
      case CBOR -> elements == INDEFINITE ? CBOR_INDEFINITE_LIST : CBOR_LIST | elements;
      case MSGPACK -> MSGPACK_LIST | elements;
      default -> '[';
    };
  }

  /** Writes the head of a list of a few elements; index behind it. */
  static int list(Serializer serializer, int elements, MutableDirectBuffer buffer, int index) {
    buffer.putByte(index, (byte) list(serializer, elements));
    return index + 1;
  }

  /** The head of a map where it is one octet, as of one with a few entries; else below 0. */
  static int smallMap(Serializer serializer, int entries) {
    if (serializer == Serializer.JSON) {
      return '{';
    }
    if (entries >= MSGPACK_INLINE) {
      return -1;
    }
    return (serializer == Serializer.CBOR ? CBOR_MAP : MSGPACK_MAP) | entries;
  }

  /** Writes the head of a map of up to 65 535 entries; index behind it. */
  static int map(Serializer serializer, int entries, MutableDirectBuffer buffer, int index) {
    int head = smallMap(serializer, entries);
    if (head >= 0) {
      buffer.putByte(index, (byte) head);
      return index + 1;
    }
    if (serializer == Serializer.CBOR) {
      return cbor(CBOR_MAP, entries, buffer, index);
    }
    buffer.putByte(index, (byte) MSGPACK_MAP_16);
    buffer.putShort(index + 1, (short) entries, BIG_ENDIAN);
    return index + 1 + Short.BYTES;
  }

  /** Writes an integer of 0 or more; index behind it. */
  static int unsigned(Serializer serializer, long value, MutableDirectBuffer buffer, int index) {
    if (serializer == Serializer.CBOR) {
      return cbor(CBOR_UNSIGNED, value, buffer, index);
    }
    if (serializer == Serializer.JSON) {
      return index + buffer.putNaturalLongAscii(index, value);
    }
    if (value <= MSGPACK_FIXINT_MAX) {
      buffer.putByte(index, (byte) value);
      return index + 1;
    }
    int power = power(value);
    buffer.putByte(index, (byte) (MSGPACK_UNSIGNED + power));
    return sized(power, value, buffer, index + 1);
  }

  /**
   * Writes an integer of 0 or more in CBOR or MessagePack where nine octets may be written,
   * whatever it takes; index behind it.
   */
  static int unsigned(Serializer serializer, long value, byte[] array, long address, int index) {
    boolean cbor = serializer == Serializer.CBOR;
    if (value < (cbor ? CBOR_INLINE : MSGPACK_FIXINT_MAX + 1)) {
      RawWords.putByte(array, address + index, (int) value);
      return index + 1;
    }
    int power = power(value);
    RawWords.putByte(array, address + index, (cbor ? CBOR_INLINE : MSGPACK_UNSIGNED) + power);
    long octets = Long.reverseBytes(value << (Long.SIZE - (Byte.SIZE << power)));
    RawWords.putLong(array, address + index + 1, octets);
    return index + 1 + (1 << power);
  }

  /** Octets of the integer. */
  static int unsignedLength(Serializer serializer, long value) {
    return switch (serializer) {
      case CBOR -> value < CBOR_INLINE ? 1 : 1 + (1 << power(value));
      case MSGPACK -> value <= MSGPACK_FIXINT_MAX ? 1 : 1 + (1 << power(value));
      default -> AsciiEncoding.digitCount(value);
    };
  }

  /** Writes what stands before the octets of a byte string; index behind it. */
  static int bytes(Serializer serializer, int length, MutableDirectBuffer buffer, int index) {
    if (serializer == Serializer.CBOR) {
      return cbor(CBOR_BYTES, length, buffer, index);
    }
    if (serializer == Serializer.JSON) {
      buffer.putBytes(index, JSON_BYTES);
      return index + JSON_BYTES.length;
    }
    int power = power(length);
    buffer.putByte(index, (byte) (MSGPACK_BYTES + power));
    return sized(power, length, buffer, index + 1);
  }

  /** How many octets {@link #bytes} writes. */
  static int bytesHeadLength(Serializer serializer, int length) {
    return switch (serializer) {
      case CBOR -> length < CBOR_INLINE ? 1 : 1 + (1 << power(length));
      case MSGPACK -> 1 + (1 << power(length));
      default -> JSON_BYTES.length;
    };
  }

  private static int cbor(int major, long argument, MutableDirectBuffer buffer, int index) {
    if (argument < CBOR_INLINE) {
      buffer.putByte(index, (byte) (major | argument));
      return index + 1;
    }
    int power = power(argument);
    buffer.putByte(index, (byte) (major | CBOR_INLINE + power));
    return sized(power, argument, buffer, index + 1);
  }

  /** The power of two of the octets that a number takes. */
  private static int power(long value) {
    return value >>> 8 == 0 ? 0 : value >>> 16 == 0 ? 1 : value >>> 32 == 0 ? 2 : 3;
  }

  private static int sized(int power, long value, MutableDirectBuffer buffer, int index) {
    switch (power) {
      case 0 -> buffer.putByte(index, (byte) value);
      case 1 -> buffer.putShort(index, (short) value, BIG_ENDIAN);
      case 2 -> buffer.putInt(index, (int) value, BIG_ENDIAN);
      default -> buffer.putLong(index, value, BIG_ENDIAN);
    }
    return index + (1 << power);
  }
}
