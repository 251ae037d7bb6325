package io.pe3.wamp;

import io.pe3.internal.RawWords;

/**
 * The layouts of the Options and Details that were read last. Which one a map has is guessed by a
 * few of its words, and known once it was compared in full, so that messages of several layouts in
 * turn take little longer than those of one.
 *
 * <p>Not thread-safe. Allocates nothing once made.
 */
final class OptionsLayouts {
  private static final int LAYOUTS = 16;

  /** Where words are taken for the guess: in the usual order the cipher and a key id's length. */
  private static final int SECOND_WORD = 48;

  private static final int THIRD_WORD = 64;
  private static final int SECOND_TURN = 21;
  private static final int THIRD_TURN = 42;
  private static final int GUESSED_OCTETS = THIRD_WORD + Long.BYTES;
  private static final int GUESS_BITS = 9;
  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  /** Of so many maps of layouts that are not known one is taken: taking one takes its time. */
  private static final int PATIENCE = 8;

  /**
   * A ring: the spare one, which the next map of an unknown layout is read into, and behind it the
   * others, the oldest first.
   */
  private final OptionsLayout[] layouts = new OptionsLayout[LAYOUTS + 1];

  private int spare;

  /** By the words that were looked at: where the ring has the layout. */
  private final byte[] guesses = new byte[1 << GUESS_BITS];

  /** Likewise, what was found there before. */
  private final byte[] others = new byte[1 << GUESS_BITS];

  /** The layout found last, and whether it was the one before too and may be the next. */
  private int last;

  private boolean steady;
  private int missed;

  OptionsLayouts() {
    for (int i = 0; i < layouts.length; i++) {
      layouts[i] = new OptionsLayout();
    }
  }

  /**
   * Looks for the layout of a map.
   *
   * @param available octets from the address on
   * @return null when it is not known
   */
  OptionsLayout find(byte[] array, long address, int available) {
    if (steady && layouts[last].isAt(array, address, available)) {
      return layouts[last];
    }
    return guess(array, address, available);
  }

  private OptionsLayout guess(byte[] array, long address, int available) {
    int place = place(array, address, available);
    int found = guesses[place];
    if (!layouts[found].isAt(array, address, available)) {
      byte other = others[place];
      others[place] = (byte) found;
      found =
          layouts[other].isAt(array, address, available)
              ? other
              : search(array, address, available);
      if (found < 0) {
        return null;
      }
      guesses[place] = (byte) found;
    }
    steady = found == last;
    last = found;
    return layouts[found];
  }

  private static int place(byte[] array, long address, int available) {
    if (available < GUESSED_OCTETS) {
      return 0;
    }
    long word =
        RawWords.getLong(array, address)
            ^ Long.rotateLeft(RawWords.getLong(array, address + SECOND_WORD), SECOND_TURN)
            ^ Long.rotateLeft(RawWords.getLong(array, address + THIRD_WORD), THIRD_TURN);
    return (int) ((word * PRIME) >>> (Long.SIZE - GUESS_BITS));
  }

  private int search(byte[] array, long address, int available) {
    for (int i = 0; i < layouts.length; i++) {
      if (layouts[i].isAt(array, address, available)) {
        return i;
      }
    }
    return -1;
  }

  /** Where a map of an unknown layout is read into; forgotten with the next one. */
  OptionsLayout spare() {
    layouts[spare].clear();
    return layouts[spare];
  }

  /**
   * Takes the layout of the map that {@link #find} did not know and that was read into the spare
   * one, unless too many come.
   *
   * @param octets of the map
   * @param available octets from the address on
   * @param texts where the texts that are values begin and end, in turn, from the address on
   * @param ends how many of those there are
   */
  void take(byte[] array, long address, int octets, int available, int[] texts, int ends) {
    int oldest = spare < LAYOUTS ? spare + 1 : 0;
    if (layouts[oldest].length() > 0 && ++missed % PATIENCE != 0) {
      return;
    }
    if (layouts[spare].take(array, address, octets, available, texts, ends)) {
      guesses[place(array, address, available)] = (byte) spare;
      spare = oldest;
    }
  }
}
