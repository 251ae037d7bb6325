package io.pe3.wamp;

import io.pe3.internal.RawWords;
import java.util.Arrays;

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

  private final OptionsLayout[] layouts = new OptionsLayout[LAYOUTS];

  /** By the words that were looked at. */
  private final OptionsLayout[] guesses = new OptionsLayout[1 << GUESS_BITS];

  /** Likewise, what was found there before. */
  private final OptionsLayout[] others = new OptionsLayout[1 << GUESS_BITS];

  /** What the next map of an unknown layout is read into. */
  private OptionsLayout spare = new OptionsLayout();

  /** The layout found last, and whether it was the one before too and may be the next. */
  private OptionsLayout last;

  private boolean steady;

  private int next;
  private int missed;

  OptionsLayouts() {
    for (int i = 0; i < LAYOUTS; i++) {
      layouts[i] = new OptionsLayout();
    }
    last = layouts[0];
    Arrays.fill(guesses, last);
    Arrays.fill(others, last);
  }

  /**
   * Looks for the layout of a map.
   *
   * @param available octets from the address on
   * @return null when it is not known
   */
  OptionsLayout find(byte[] array, long address, int available) {
    if (steady && last.isAt(array, address, available)) {
      return last;
    }
    return guess(array, address, available);
  }

  private OptionsLayout guess(byte[] array, long address, int available) {
    int place = place(array, address, available);
    OptionsLayout found = guesses[place];
    if (!found.isAt(array, address, available)) {
      OptionsLayout other = others[place];
      others[place] = found;
      found = other.isAt(array, address, available) ? other : search(array, address, available);
      if (found == null) {
        return null;
      }
      guesses[place] = found;
    }
    steady = found == last;
    if (!steady) {
      last = found;
    }
    return found;
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

  private OptionsLayout search(byte[] array, long address, int available) {
    for (OptionsLayout layout : layouts) {
      if (layout.isAt(array, address, available)) {
        return layout;
      }
    }
    return null;
  }

  /** Where a map of an unknown layout is read into; forgotten with the next one. */
  OptionsLayout spare() {
    spare.clear();
    return spare;
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
    if (layouts[next].length() > 0 && ++missed % PATIENCE != 0) {
      return;
    }
    if (spare.take(array, address, octets, available, texts, ends)) {
      OptionsLayout oldest = layouts[next];
      layouts[next] = spare;
      guesses[place(array, address, available)] = spare;
      spare = oldest;
      next = (next + 1) % LAYOUTS;
    }
  }
}
