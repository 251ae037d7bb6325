package io.pe3.codec;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.pe3.error.MalformedException;
import io.pe3.internal.CborSizes;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks over one whole value and validates it: no recursion, nothing allocated, small definite
 * items in one step each.
 */
final class CborWalk {
  /** What a text begins with whose length is the octet behind. */
  private static final int SIZED_TEXT = CborHead.TEXT << 5 | CborHead.ONE_OCTET;

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
        switch (CborSizes.ofShort(word, first)) {
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
      } else if ((size = CborSizes.of(initial)) != 0) {
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
}
