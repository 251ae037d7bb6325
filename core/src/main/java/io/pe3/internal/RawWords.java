package io.pe3.internal;

import java.nio.ByteOrder;
import java.util.Objects;
import org.agrona.UnsafeApi;

/**
 * Words of little-endian octets in memory whose range the caller has checked already, in one store
 * or load each. Off the heap the JIT is shown that they are there: it then knows that a store
 * changes no field, and keeps fields in registers from one store to the next.
 */
public final class RawWords {
  private static final boolean SWAPPED = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
  private static final long CHARS = UnsafeApi.arrayBaseOffset(char[].class);

  private RawWords() {}

  /**
   * Stores 8 octets.
   *
   * @param array or null
   * @param address of the first octet: absolute, or within the array's object
   * @param word to store
   */
  public static void putLong(byte[] array, long address, long word) {
    long octets = SWAPPED ? Long.reverseBytes(word) : word;
    if (array == null) {
      UnsafeApi.putLong(address, octets);
    } else {
      UnsafeApi.putLong(array, address, octets);
    }
  }

  /**
   * Stores 4 octets.
   *
   * @param array or null
   * @param address of the first octet: absolute, or within the array's object
   * @param word to store
   */
  public static void putInt(byte[] array, long address, int word) {
    int octets = SWAPPED ? Integer.reverseBytes(word) : word;
    if (array == null) {
      UnsafeApi.putInt(address, octets);
    } else {
      UnsafeApi.putInt(array, address, octets);
    }
  }

  /**
   * Loads 8 octets.
   *
   * @param array or null
   * @param address of the first octet: absolute, or within the array's object
   * @return the word
   */
  public static long getLong(byte[] array, long address) {
    long word = array == null ? UnsafeApi.getLong(address) : UnsafeApi.getLong(array, address);
    return SWAPPED ? Long.reverseBytes(word) : word;
  }

  /**
   * Loads 4 octets.
   *
   * @param array or null
   * @param address of the first octet: absolute, or within the array's object
   * @return the word
   */
  public static int getInt(byte[] array, long address) {
    int word = array == null ? UnsafeApi.getInt(address) : UnsafeApi.getInt(array, address);
    return SWAPPED ? Integer.reverseBytes(word) : word;
  }

  /**
   * Stores an octet.
   *
   * @param array or null
   * @param address of the octet: absolute, or within the array's object
   * @param octet to store, its lowest 8 bits
   */
  public static void putByte(byte[] array, long address, int octet) {
    if (array == null) {
      UnsafeApi.putByte(address, (byte) octet);
    } else {
      UnsafeApi.putByte(array, address, (byte) octet);
    }
  }

  /**
   * Loads an octet.
   *
   * @param array or null
   * @param address of the octet: absolute, or within the array's object
   * @return the octet, 0 to 255
   */
  public static int getByte(byte[] array, long address) {
    return (array == null ? UnsafeApi.getByte(address) : UnsafeApi.getByte(array, address)) & 0xff;
  }

  /**
   * Takes four characters out of an array, which holds zeros in their place then.
   *
   * @param chars to take from
   * @param index of the first
   * @return 16 bits each, the first lowest
   * @throws IndexOutOfBoundsException when they are not all in the array
   */
  public static long takeFour(char[] chars, int index) {
    Objects.checkFromIndexSize(index, 4, chars.length);
    long at = CHARS + (long) Character.BYTES * index;
    long four = UnsafeApi.getLong(chars, at);
    UnsafeApi.putLong(chars, at, 0);
    if (SWAPPED) {
      long reversed = Long.reverseBytes(four);
      return (reversed >>> 8 & 0x00ff_00ff_00ff_00ffL) | (reversed & 0x00ff_00ff_00ff_00ffL) << 8;
    }
    return four;
  }
}
