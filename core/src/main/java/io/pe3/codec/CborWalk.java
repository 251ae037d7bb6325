package io.pe3.codec;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.pe3.error.MalformedException;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks over one whole value and validates it: no recursion, nothing allocated, small definite
 * items in one step each.
 */
final class CborWalk {
  /** Octets of the whole item by its initial octet; 0 where the item needs a closer look. */
  private static final byte[] SIZES = sizes();

  /** Octets of the whole item by its initial octet where it fits a word and is no text, else 0. */
  private static final byte[] SHORT_SIZES = shortSizes();

  /** What is taken from a short text's initial octet to get the octets of head and text. */
  private static final int SHORT_TEXT = (CborHead.TEXT << 5) - 1;

  /** What a text begins with whose length is the octet behind. */
  private static final int SIZED_TEXT = CborHead.TEXT << 5 | CborHead.ONE_OCTET;

  /** The high bit of each of eight octets: all zero in ASCII. */
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /**
   * An open container is a count of items to come; for indefinite ones it counts down from one of
   * these. Both are even, so that in a map the last bit tells keys from values, and so far apart
   * that no input is long enough to get from one to the other.
   */
  private static final long INDEFINITE_ARRAY = Long.MIN_VALUE >> 1;

  private static final long INDEFINITE_MAP = Long.MIN_VALUE >> 2;

  private final long[] outer = new long[PayloadWriter.MAX_DEPTH];
  private final CborHead head = new CborHead();
  private final CborStrings strings = new CborStrings();

  /**
   * Walks over the value at a place.
   *
   * @param in the input, all of it
   * @param offset of the value's first octet or tag
   * @param depth containers open around it
   * @param maxDepth containers that may be open at once
   * @return index after it
   * @throws MalformedException when it is not well-formed
   */
  int skip(UnsafeBuffer in, int offset, int depth, int maxDepth) {
    int limit = in.capacity();
    int index = offset;
    int open = depth;
    long left = 1;
    while (true) {
      if (left == 0) {
        if (open == depth) {
          return index;
        }
        left = outer[--open];
        continue;
      }
      if (limit - index >= Long.BYTES) {
        long word = in.getLong(index, LITTLE_ENDIAN);
        int first = (int) word & 0xff;
        // Constants behind a branch: the processor guesses the branch and goes on to the next item,
        // where it would have to wait for a size that is added.
        switch (shortSize(word, first)) {
          case 1 -> {
            index += 1;
            left--;
            continue;
          }
          case 2 -> {
            index += 2;
            left--;
            continue;
          }
          case 3 -> {
            index += 3;
            left--;
            continue;
          }
          case 4 -> {
            index += 4;
            left--;
            continue;
          }
          case 5 -> {
            index += 5;
            left--;
            continue;
          }
          case 6 -> {
            index += 6;
            left--;
            continue;
          }
          case 7 -> {
            index += 7;
            left--;
            continue;
          }
          case 8 -> {
            index += 8;
            left--;
            continue;
          }
          default -> {}
        }
      } else if (index >= limit) {
        throw CborHead.truncated(index);
      }
      int initial = in.getByte(index) & 0xff;
      int size;
      // Told apart by branches and not by one look-up, because a predicted branch does not wait for
      // the octet, so that the next item is begun before this one is known.
      if (initial >> 5 == CborHead.TEXT && (initial & 0x1f) < CborHead.ONE_OCTET) {
        size = 1 + (initial & 0x1f);
        if (limit - index < size) {
          throw CborHead.truncated(limit);
        }
        if (!Utf8.isShortAscii(in, index + 1, size - 1)) {
          CborStrings.checkText(in, index + 1, size - 1);
        }
        index += size;
        left--;
      } else if ((size = SIZES[initial]) != 0) {
        if (limit - index < size) {
          throw CborHead.truncated(limit);
        }
        index += size;
        left--;
      } else if (initial == CborHead.BREAK) {
        checkBreak(left, index);
        index++;
        left = outer[--open];
      } else if (initial == SIZED_TEXT && isSizedThere(in, index, limit)) {
        int octets = in.getByte(index + 1) & 0xff;
        CborStrings.checkText(in, index + 2, octets);
        index += 2 + octets;
        left--;
      } else {
        head.decode(in, index);
        left--;
        int major = head.major();
        if (major == CborHead.ARRAY || major == CborHead.MAP) {
          if (open >= maxDepth) {
            throw new MalformedException(
                "the value is nested deeper than allowed", "offset", index, "maxDepth", maxDepth);
          }
          outer[open++] = left;
          left = items(in);
          index = head.content();
        } else if (major == CborHead.BYTES || major == CborHead.TEXT) {
          index = strings.validate(in, head);
        } else {
          index = head.content();
        }
      }
    }
  }

  /** Whether a string whose length is one octet, behind the first, is all there. */
  private static boolean isSizedThere(UnsafeBuffer in, int index, int limit) {
    int room = limit - index - 2;
    return room >= 0 && (in.getByte(index + 1) & 0xff) <= room;
  }

  /** Octets of an item that fits a word and is valid, else 0. */
  static int shortSize(long word, int initial) {
    if (initial >> 5 != CborHead.TEXT) {
      return SHORT_SIZES[initial];
    }
    int octets = initial - SHORT_TEXT;
    // What stands after the text is shifted out; the head's own high bit is zero.
    return octets <= Long.BYTES && (word << ((Long.BYTES - octets) << 3) & HIGH_BITS) == 0
        ? octets
        : 0;
  }

  /** Octets of the whole item by its initial octet; 0 where the item needs a closer look. */
  static int size(int initial) {
    return SIZES[initial];
  }

  private long items(UnsafeBuffer in) {
    int count = head.count(in);
    if (count < 0) {
      return head.major() == CborHead.MAP ? INDEFINITE_MAP : INDEFINITE_ARRAY;
    }
    return head.major() == CborHead.MAP ? 2L * count : count;
  }

  private static void checkBreak(long left, int index) {
    boolean indefinite = left < 0;
    boolean afterKey = left > INDEFINITE_ARRAY && (left & 1) != 0;
    if (!indefinite || afterKey) {
      throw CborHead.malformed(
          indefinite ? "a map ends after a key" : "a break stands where no open item ends", index);
    }
  }

  private static byte[] sizes() {
    byte[] sizes = new byte[256];
    for (int info = 0; info < CborHead.ONE_OCTET; info++) {
      sizes[CborHead.UNSIGNED << 5 | info] = 1;
      sizes[CborHead.NEGATIVE << 5 | info] = 1;
      sizes[CborHead.BYTES << 5 | info] = (byte) (1 + info);
      sizes[CborHead.TEXT << 5 | info] = (byte) (1 + info);
      sizes[CborHead.SIMPLE << 5 | info] = 1;
    }
    for (int power = 0; power < 4; power++) {
      int info = CborHead.ONE_OCTET + power;
      byte size = (byte) (1 + (1 << power));
      sizes[CborHead.UNSIGNED << 5 | info] = size;
      sizes[CborHead.NEGATIVE << 5 | info] = size;
      // Two-octet simple values have forms that are not allowed.
      sizes[CborHead.SIMPLE << 5 | info] = power == 0 ? 0 : size;
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
