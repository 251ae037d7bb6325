package io.pe3.internal;

/**
 * How many octets an item of CBOR has, by its initial octet (RFC 8949, section 3): for items that
 * are valid whatever their octets are, and texts so short that a word shows whether they are ASCII.
 */
public final class CborSizes {
  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int SIMPLE = 7;

  /** Additional information: the argument follows in one octet; 2, 4 and 8 count on from here. */
  private static final int ONE_OCTET = 24;

  /** Octets of the whole item; 0 where the item needs a closer look. */
  private static final byte[] SIZES = sizes();

  /** Octets of the whole item where it fits a word and is no text, else 0. */
  private static final byte[] SHORT_SIZES = shortSizes();

  /** What is taken from a short text's initial octet to get the octets of head and text. */
  private static final int SHORT_TEXT = (TEXT << 5) - 1;

  /** The high bit of each of eight octets: all zero in ASCII. */
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private CborSizes() {}

  /**
   * Octets of a whole item that is valid, whatever follows its initial octet, unless it is a text.
   *
   * @param initial octet
   * @return octets; 0 where the item needs a closer look
   */
  public static int of(int initial) {
    return SIZES[initial];
  }

  /**
   * Octets of a whole item that fits a word and is valid.
   *
   * @param word that begins with it, little-endian
   * @param initial its first octet
   * @return octets; 0 for any other item
   */
  public static int ofShort(long word, int initial) {
    if (initial >> 5 != TEXT) {
      return SHORT_SIZES[initial];
    }
    int octets = initial - SHORT_TEXT;
    // What stands after the text is shifted out; the head's own high bit is zero.
    return octets <= Long.BYTES && (word << ((Long.BYTES - octets) << 3) & HIGH_BITS) == 0
        ? octets
        : 0;
  }

  private static byte[] sizes() {
    byte[] sizes = new byte[256];
    for (int info = 0; info < ONE_OCTET; info++) {
      sizes[UNSIGNED << 5 | info] = 1;
      sizes[NEGATIVE << 5 | info] = 1;
      sizes[BYTES << 5 | info] = (byte) (1 + info);
      sizes[TEXT << 5 | info] = (byte) (1 + info);
      sizes[SIMPLE << 5 | info] = 1;
    }
    for (int power = 0; power < 4; power++) {
      int info = ONE_OCTET + power;
      byte size = (byte) (1 + (1 << power));
      sizes[UNSIGNED << 5 | info] = size;
      sizes[NEGATIVE << 5 | info] = size;
      // Two-octet simple values have forms that are not allowed.
      sizes[SIMPLE << 5 | info] = power == 0 ? 0 : size;
    }
    return sizes;
  }

  private static byte[] shortSizes() {
    byte[] sizes = SIZES.clone();
    for (int initial = 0; initial < sizes.length; initial++) {
      if (sizes[initial] > Long.BYTES) {
        sizes[initial] = 0;
      }
    }
    return sizes;
  }
}
