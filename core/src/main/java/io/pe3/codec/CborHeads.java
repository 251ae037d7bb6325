package io.pe3.codec;

import io.pe3.internal.RawWords;
import org.agrona.MutableDirectBuffer;

/**
 * Writes heads of CBOR items (RFC 8949, section 3) in their shortest form (section 4.2.1). One
 * store of a whole word takes less than stores of just the octets; what it leaves behind them is
 * overwritten by what follows.
 */
final class CborHeads {
  /** Octets of the longest head; stores of short ones take no more. */
  static final int MAX_LENGTH = 1 + Long.BYTES;

  private CborHeads() {}

  /**
   * Writes a head; the caller has checked that there is room for the longest.
   *
   * @param array that holds the place, or null
   * @param address of the first octet: absolute, or within the array's object
   * @param major type, in its place in the initial octet
   * @param n the argument, unsigned
   * @return octets of the head
   */
  static int put(byte[] array, long address, int major, long n) {
    if (n >>> 32 != 0) {
      putWide(array, address, major | CborHead.ONE_OCTET + 3, n);
      return MAX_LENGTH;
    }
    if (n < CborHead.ONE_OCTET) {
      RawWords.putByte(array, address, major | (int) n);
      return 1;
    }
    int octets = n >>> 8 == 0 ? 1 : n >>> 16 == 0 ? 2 : 4;
    putNarrow(array, address, major | CborHead.ONE_OCTET + (octets >> 1), n, octets);
    return 1 + octets;
  }

  /** Writes an initial octet and as many of an argument as make up the size; room as above. */
  static void putSized(byte[] array, long address, int initial, long argument, int size) {
    if (size == MAX_LENGTH) {
      putWide(array, address, initial, argument);
    } else {
      putNarrow(array, address, initial, argument, size - 1);
    }
  }

  private static void putWide(byte[] array, long address, int initial, long argument) {
    RawWords.putByte(array, address, initial);
    RawWords.putLong(array, address + 1, Long.reverseBytes(argument));
  }

  private static void putNarrow(byte[] array, long address, int initial, long n, int octets) {
    long bigEndian = Long.reverseBytes(n) >>> ((Long.BYTES - octets) << 3);
    RawWords.putLong(array, address, bigEndian << Byte.SIZE | initial);
  }

  /** The additional information of an argument's shortest form. */
  static int info(long n) {
    if (n >= 0 && n < CborHead.ONE_OCTET) {
      return (int) n;
    }
    int doublings = n >>> 8 == 0 ? 0 : n >>> 16 == 0 ? 1 : n >>> 32 == 0 ? 2 : 3;
    return CborHead.ONE_OCTET + doublings;
  }

  /** Writes a head octet by octet, none behind it. */
  static void putExactly(MutableDirectBuffer out, int at, int initial, long argument, int size) {
    out.putByte(at, (byte) initial);
    for (int i = 1; i < size; i++) {
      out.putByte(at + i, (byte) (argument >>> ((size - 1 - i) << 3)));
    }
  }
}
