package io.pe3.wamp;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.pe3.internal.RawWords;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The layout of an Options or Details map in its usual form: every octet but those of texts that
 * are values, in front of which the length of the text belongs to the layout. A map that has the
 * layout has its entries in the same places, with the same names and types of values, whatever
 * their texts are, so that none of it has to be read again. Key ids, ciphers and URIs of the same
 * length are such texts: the messages of a router, and of a session, have few layouts.
 *
 * <pre>
 *   a4 6a ppt_scheme 64 w a m p 6e ppt_serializer 64 c b o r …
 *   ── ── ────────── ── ······· ── ────────────── ── ·······      ─ compared   · has to be ASCII
 * </pre>
 *
 * <p>Compared in full, eight octets at a step, none of which waits for the one before. Not
 * thread-safe. Allocates nothing once made.
 */
final class OptionsLayout {
  private static final int MAX_WORDS = 64;
  private static final int STEP = 8;
  private static final byte HIGH_BIT = (byte) 0x80;
  private static final int MASK = Long.BYTES;
  private static final int ENTRY = 2 * Long.BYTES;

  /** Where the entries stand, counted from the map's first octet. */
  final OptionsIndex index = new OptionsIndex();

  /**
   * For each word of the map two: the octets that belong to the layout, all others zero; and the
   * bits that are compared with those, of the layout all, of texts the high bit of each octet, of
   * what stands behind the map none.
   */
  private final UnsafeBuffer words = new UnsafeBuffer(new byte[MAX_WORDS * ENTRY]);

  private final byte[] array = words.byteArray();
  private final long address = words.addressOffset();

  /**
   * How many are compared: the same for maps of about the same length, for the sake of the loop.
   */
  private int count;

  private int length;

  OptionsLayout() {}

  /** Octets of a map of this layout; 0 when there is none yet. */
  int length() {
    return length;
  }

  /** Forgets it, to read another into the index. */
  void clear() {
    length = 0;
    index.clear();
  }

  /** Whether a map of this layout stands at a place. */
  boolean isAt(byte[] map, long mapAddress, int available) {
    if (length == 0 || available < count * Long.BYTES) {
      return false;
    }
    for (int i = 0; i < count; i += STEP) {
      long from = mapAddress + (long) i * Long.BYTES;
      long to = address + (long) i * ENTRY;
      long differences = 0;
      for (int j = 0; j < STEP; j++) {
        long entry = to + (long) j * ENTRY;
        long word = RawWords.getLong(map, from + (long) j * Long.BYTES);
        differences |=
            (word & RawWords.getLong(array, entry + MASK)) ^ RawWords.getLong(array, entry);
      }
      if (differences != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes the layout of the map that was read into the index.
   *
   * @param octets of the map
   * @param available octets from the address on
   * @param texts where the texts that are values begin and end, in turn, from the address on
   * @param ends how many of those there are
   * @return false when it is too long, or stands too close to the end
   */
  boolean take(byte[] map, long mapAddress, int octets, int available, int[] texts, int ends) {
    int all = (octets + Long.BYTES * STEP - 1) / (Long.BYTES * STEP) * STEP;
    if (all > MAX_WORDS || available < all * Long.BYTES) {
      return false;
    }
    for (int i = 0; i < all; i++) {
      words.putLong(i * ENTRY + MASK, -1);
    }
    compare(octets, all * Long.BYTES, (byte) 0);
    for (int i = 0; i < ends; i += 2) {
      compare(texts[i], texts[i + 1], HIGH_BIT);
    }
    for (int i = 0; i < all; i++) {
      long word = RawWords.getLong(map, mapAddress + (long) i * Long.BYTES);
      words.putLong(
          i * ENTRY, word & words.getLong(i * ENTRY + MASK, LITTLE_ENDIAN), LITTLE_ENDIAN);
    }
    count = all;
    length = octets;
    return true;
  }

  private void compare(int from, int to, byte bits) {
    for (int i = from; i < to; i++) {
      words.putByte(i / Long.BYTES * ENTRY + i % Long.BYTES + MASK, bits);
    }
  }
}
