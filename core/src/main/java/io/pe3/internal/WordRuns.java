package io.pe3.internal;

/**
 * Runs of octets, eight octets and more, looked at, compared and copied in words: several words at
 * a step, none of which waits for the one before, and no loop for what is left at the end. The
 * caller has checked the ranges. Allocates nothing.
 */
public final class WordRuns {
  /** The shortest run. */
  public static final int MIN_LENGTH = Long.BYTES;

  /** Up to here words are copied no slower than in one large move, which takes time to begin. */
  public static final int MAX_COPIED = 256;

  /** The high bit of each of eight octets: all zero in ASCII. */
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private static final int STEP = 8 * Long.BYTES;
  private static final int HALF = 4 * Long.BYTES;

  private WordRuns() {}

  /**
   * Whether a run is ASCII.
   *
   * @param array or null
   * @param address of the first octet: absolute, or within the array's object
   * @param length in octets, at least {@link #MIN_LENGTH}
   * @return true when no octet has its highest bit set
   */
  public static boolean isAscii(byte[] array, long address, int length) {
    return asciiSteps(array, address, length) == length;
  }

  /**
   * How much of a run is ASCII for sure.
   *
   * @param array or null
   * @param address of the first octet: absolute, or within the array's object
   * @param length in octets, at least {@link #MIN_LENGTH}
   * @return the length when no octet has its highest bit set, else octets at the beginning that
   *     have it clear; one of the next 64 has not
   */
  public static int asciiSteps(byte[] array, long address, int length) {
    int at = 0;
    while (length - at >= STEP) {
      if (((four(array, address + at) | four(array, address + at + HALF)) & HIGH_BITS) != 0) {
        return at;
      }
      at += STEP;
    }
    // The last word overlaps what was looked at before.
    long bits = RawWords.getLong(array, address + length - Long.BYTES);
    int next = at;
    if (length - next >= HALF) {
      bits |= four(array, address + next);
      next += HALF;
    }
    if (length - next >= 2 * Long.BYTES) {
      bits |= RawWords.getLong(array, address + next);
      bits |= RawWords.getLong(array, address + next + Long.BYTES);
      next += 2 * Long.BYTES;
    }
    if (length - next >= Long.BYTES) {
      bits |= RawWords.getLong(array, address + next);
    }
    return (bits & HIGH_BITS) == 0 ? length : at;
  }

  private static long four(byte[] array, long address) {
    return RawWords.getLong(array, address)
        | RawWords.getLong(array, address + Long.BYTES)
        | RawWords.getLong(array, address + 2 * Long.BYTES)
        | RawWords.getLong(array, address + 3 * Long.BYTES);
  }

  /**
   * Compares two runs. Not for secrets: takes longer the more octets are equal.
   *
   * @param array of the one, or null
   * @param address of its first octet: absolute, or within the array's object
   * @param otherArray of the other, or null
   * @param otherAddress of its first octet
   * @param length in octets, at least {@link #MIN_LENGTH}
   * @return whether all are equal
   */
  public static boolean areEqual(
      byte[] array, long address, byte[] otherArray, long otherAddress, int length) {
    int at = 0;
    while (length - at > HALF) {
      long differences =
          difference(array, address + at, otherArray, otherAddress + at)
              | difference(array, address + at + 8, otherArray, otherAddress + at + 8)
              | difference(array, address + at + 16, otherArray, otherAddress + at + 16)
              | difference(array, address + at + 24, otherArray, otherAddress + at + 24);
      if (differences != 0) {
        return false;
      }
      at += HALF;
    }
    // The last word overlaps what was compared before.
    int last = length - Long.BYTES;
    long differences = difference(array, address + last, otherArray, otherAddress + last);
    if (length - at > 2 * Long.BYTES) {
      differences |=
          difference(array, address + at, otherArray, otherAddress + at)
              | difference(array, address + at + 8, otherArray, otherAddress + at + 8);
      at += 2 * Long.BYTES;
    }
    if (length - at > Long.BYTES) {
      differences |= difference(array, address + at, otherArray, otherAddress + at);
    }
    return differences == 0;
  }

  private static long difference(byte[] array, long address, byte[] otherArray, long otherAddress) {
    return RawWords.getLong(array, address) ^ RawWords.getLong(otherArray, otherAddress);
  }

  /**
   * Whether a run can be copied here: long enough, short enough that it pays, and not overlapping.
   *
   * @param array to copy from, or null
   * @param address of the first octet: absolute, or within the array's object
   * @param target array to copy to, or null
   * @param targetAddress of the first octet
   * @param length in octets
   * @return whether {@link #copy} may be called
   */
  @SuppressWarnings("ReferenceEquality") // the same memory, not the same octets
  public static boolean canCopy(
      byte[] array, long address, byte[] target, long targetAddress, int length) {
    long distance = targetAddress - address;
    return length >= MIN_LENGTH
        && length <= MAX_COPIED
        && (array != target || distance >= length || distance <= -length);
  }

  /**
   * Copies a run; writes nothing outside of it.
   *
   * @param array to copy from, or null
   * @param address of the first octet: absolute, or within the array's object
   * @param target array to copy to, or null
   * @param targetAddress of the first octet
   * @param length in octets, as {@link #canCopy} allows
   */
  public static void copy(
      byte[] array, long address, byte[] target, long targetAddress, int length) {
    int at = 0;
    while (length - at > HALF) {
      copyTwo(array, address + at, target, targetAddress + at);
      copyTwo(array, address + at + 16, target, targetAddress + at + 16);
      at += HALF;
    }
    if (length - at > 2 * Long.BYTES) {
      copyTwo(array, address + at, target, targetAddress + at);
      at += 2 * Long.BYTES;
    }
    if (length - at > Long.BYTES) {
      copyOne(array, address + at, target, targetAddress + at);
    }
    // The last word overlaps what was copied before.
    int last = length - Long.BYTES;
    copyOne(array, address + last, target, targetAddress + last);
  }

  /**
   * Copies a run if it is ASCII. What is looked at is what is copied, whoever writes to the source
   * meanwhile.
   *
   * @param array to copy from, or null
   * @param address of the first octet: absolute, or within the array's object
   * @param target array to copy to, or null
   * @param targetAddress of the first octet; the runs do not overlap
   * @param length in octets, at least {@link #MIN_LENGTH}
   * @return whether no octet had its highest bit set; if one had, what was written means nothing
   */
  public static boolean copyAscii(
      byte[] array, long address, byte[] target, long targetAddress, int length) {
    long bits = 0;
    int at = 0;
    while (length - at > HALF) {
      bits |=
          copyTwo(array, address + at, target, targetAddress + at)
              | copyTwo(array, address + at + 16, target, targetAddress + at + 16);
      at += HALF;
    }
    if (length - at > 2 * Long.BYTES) {
      bits |= copyTwo(array, address + at, target, targetAddress + at);
      at += 2 * Long.BYTES;
    }
    if (length - at > Long.BYTES) {
      bits |= copyOne(array, address + at, target, targetAddress + at);
    }
    // The last word overlaps what was copied before.
    int last = length - Long.BYTES;
    bits |= copyOne(array, address + last, target, targetAddress + last);
    return (bits & HIGH_BITS) == 0;
  }

  private static long copyOne(byte[] array, long address, byte[] target, long targetAddress) {
    long word = RawWords.getLong(array, address);
    RawWords.putLong(target, targetAddress, word);
    return word;
  }

  /** Copies two words; what either of them has. */
  private static long copyTwo(byte[] array, long address, byte[] target, long targetAddress) {
    long first = RawWords.getLong(array, address);
    long second = RawWords.getLong(array, address + Long.BYTES);
    RawWords.putLong(target, targetAddress, first);
    RawWords.putLong(target, targetAddress + Long.BYTES, second);
    return first | second;
  }
}
