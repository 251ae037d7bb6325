package io.pe3.internal;

/**
 * Copies one value of CBOR and validates it on the way: what was looked at is what was stored,
 * whoever writes to the source meanwhile.
 *
 * <p>Takes what most values consist of: lists and maps of a known length, numbers, simple values,
 * short byte strings, and texts in ASCII. It leaves everything else to the reader, also what is not
 * valid, which that one can name. Thread-safe. Allocates nothing.
 */
public final class CborCopy {
  /** Octets behind the value that may be written too. */
  public static final int OVERHANG = Long.BYTES;

  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;

  /** Additional information: the argument follows in one octet. */
  private static final int ONE_OCTET = 24;

  private static final int MAJOR_SHIFT = 5;
  private static final int MAJOR_MASK = 0xE0;
  private static final int INFO_MASK = 0x1f;
  private static final int SIZED_TEXT = TEXT << MAJOR_SHIFT | ONE_OCTET;
  private static final int LONG_TEXT = SIZED_TEXT + 1;

  private CborCopy() {}

  /**
   * Copies a value, if it is one that this takes. The caller has checked the ranges, that of the
   * target with {@link #OVERHANG}.
   *
   * @param major type that the value has to be of, as it stands in an initial octet
   * @param from array to copy from, or null
   * @param source address of the first octet: absolute, or within the array's object
   * @param length of the value in octets
   * @param to array to copy to, or null
   * @param target address of the first octet
   * @param maxContainers lists and maps in it at most, itself included
   * @return whether it was copied and is one valid value; if not, what stands in the target range
   *     means nothing
   */
  @SuppressWarnings("ReferenceEquality") // the same memory, not the same octets
  public static boolean copy(
      int major, byte[] from, long source, int length, byte[] to, long target, int maxContainers) {
    long distance = target - source;
    if (length < Long.BYTES || (from == to && distance < length && distance > -length - OVERHANG)) {
      return false;
    }
    int containers = maxContainers;
    long left = 1;
    int at = 0;
    while (left > 0) {
      int rest = length - at;
      if (rest <= 0) {
        return false;
      }
      long word =
          rest >= Long.BYTES
              ? RawWords.getLong(from, source + at)
              : RawWords.getLong(from, source + length - Long.BYTES)
                  >>> ((Long.BYTES - rest) * Byte.SIZE);
      RawWords.putLong(to, target + at, word);
      int initial = (int) word & 0xff;
      left--;
      // Constants behind a branch, which the processor guesses: it need not wait for a size.
      switch (CborSizes.ofShort(word, initial)) {
        case 1 -> at += 1;
        case 2 -> at += 2;
        case 3 -> at += 3;
        case 4 -> at += 4;
        case 5 -> at += 5;
        case 6 -> at += 6;
        case 7 -> at += 7;
        case 8 -> at += 8;
        default -> {
          int type = initial >> MAJOR_SHIFT;
          if (type == ARRAY || type == MAP) {
            int count = initial & INFO_MASK;
            if (count >= ONE_OCTET || --containers < 0) {
              return false;
            }
            left += type == MAP ? 2L * count : count;
            at++;
          } else {
            int size = copyLong(word, initial, from, source + at, rest, to, target + at);
            if (size == 0) {
              return false;
            }
            at += size;
          }
        }
      }
    }
    return at == length && (RawWords.getByte(to, target) & MAJOR_MASK) == major;
  }

  /** Copies the rest of an item that is longer than a word; its octets, or 0 if it is not taken. */
  private static int copyLong(
      long word, int initial, byte[] from, long source, int rest, byte[] to, long target) {
    int head = 1;
    int octets;
    if (initial >> MAJOR_SHIFT == TEXT) {
      if (initial < SIZED_TEXT) {
        octets = initial & INFO_MASK;
      } else if (initial == SIZED_TEXT) {
        head = 2;
        octets = (int) (word >>> Byte.SIZE) & 0xff;
      } else if (initial == LONG_TEXT) {
        head = 3;
        octets = Short.reverseBytes((short) (word >>> Byte.SIZE)) & 0xffff;
      } else {
        return 0;
      }
      return octets >= Long.BYTES
              && octets <= rest - head
              && WordRuns.copyAscii(from, source + head, to, target + head, octets)
          ? head + octets
          : 0;
    }
    octets = CborSizes.of(initial) - head;
    if (octets < Long.BYTES || octets > rest - head) {
      return 0;
    }
    WordRuns.copy(from, source + head, to, target + head, octets);
    return head + octets;
  }
}
