package io.pe3.replay;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.IntPredicate;

/**
 * Which counters of one sender were accepted: the highest, and the {@link #WIDTH} up to it.
 *
 * <p>A ring of words, each with the counters of one block and the round in which the block stands
 * there, so that one compare-and-set both claims a word for a newer block and marks a counter in
 * it. A mark is lost only to a newer block, and a counter whose word holds one is refused: whatever
 * threads do at the same time, no counter is accepted twice. The newest block only bounds the
 * window, so it is raised once a block and not once a message.
 *
 * <pre>
 *  word          63                                         11 10                 0
 *               +---------------------------------------------+--------------------+
 *               |                   round                     | marks of the block |
 *               +---------------------------------------------+--------------------+
 *
 *  block = counter / 11      round = block / 95      place in the ring = block % 95
 * </pre>
 *
 * <p>11 marks leave 53 bits for the round, which is enough for every counter below 2^63; 95 blocks
 * are the fewest that hold the window however it lies. Thread-safe and lock-free, but for {@link
 * #acceptAlone}; allocates nothing once made.
 */
final class SenderWindow {
  /** How many counters up to the highest are told apart. */
  static final int WIDTH = 1024;

  private static final int MARKS = 11;
  private static final int BLOCKS = 95;
  private static final long MARKS_MASK = (1L << MARKS) - 1;

  /**
   * A counter in a block that is no further behind is in the window wherever both lie in theirs.
   */
  private static final int SURELY_WITHIN = (WIDTH - MARKS) / MARKS;

  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle NEWEST;

  static {
    try {
      NEWEST = MethodHandles.lookup().findVarHandle(SenderWindow.class, "newest", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The ring. */
  private final long[] words = new long[BLOCKS];

  /** The newest block. */
  private volatile long newest;

  /** Whether nothing above the counter of a mark had been accepted when it was looked at. */
  boolean isHighest(CounterMark mark) {
    return mark.block >= newest && (mark.after & MARKS_MASK) >> 1 < mark.bit;
  }

  /** The highest counter accepted, or 0. */
  long highest() {
    long top = newest;
    int place = (int) (top % BLOCKS);
    // A block that is newer still may stand there already; then the highest counter is in that.
    long word = (long) WORDS.getVolatile(words, place);
    long block = (word >>> MARKS) * BLOCKS + place;
    int last = Long.SIZE - 1 - Long.numberOfLeadingZeros(word & MARKS_MASK);
    return Math.max(0, block * MARKS + last);
  }

  /**
   * Whether a counter would be accepted; changes nothing.
   *
   * @param counter to look at
   * @param mark gets what accepting it comes to
   */
  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  boolean isFresh(long counter, CounterMark mark) {
    long block = counter / MARKS;
    if (isBehind(counter, block)) {
      return false;
    }
    if (mark.window != this) {
      mark.window = this;
    }
    long round = block / BLOCKS;
    int place = (int) (block - round * BLOCKS);
    long word = (long) WORDS.getVolatile(words, place);
    long bit = mark(counter, block);
    mark.counter = counter;
    mark.bit = bit;
    mark.block = block;
    mark.place = place;
    mark.before = word;
    mark.after = marked(word, round, bit);
    return isUnmarked(word, round, bit);
  }

  /**
   * Accepts a counter that was fresh when it was looked at, at most once whoever asks.
   *
   * @param mark as {@link #isFresh} left it
   */
  boolean accept(CounterMark mark) {
    if (!mayStillBeWithin(mark.block)
        || !WORDS.compareAndSet(words, mark.place, mark.before, mark.after)) {
      // Others went on meanwhile.
      return accept(mark.counter);
    }
    raise(mark.block);
    return true;
  }

  /**
   * As {@link #accept(CounterMark)}, by a thread beside which no other one accepts anything. It has
   * no atomic step.
   */
  boolean acceptAlone(CounterMark mark) {
    long[] ring = words;
    int place = mark.place;
    long block = mark.block;
    long top = (long) NEWEST.getOpaque(this);
    if (top - block > SURELY_WITHIN || (long) WORDS.getOpaque(ring, place) != mark.before) {
      return accept(mark.counter);
    }
    WORDS.setRelease(ring, place, mark.after);
    if (block > top) {
      NEWEST.setRelease(this, block);
    }
    return true;
  }

  /**
   * Looks at a counter and accepts it, if it is fresh, as {@link #acceptAlone} does. One that
   * follows the last has its place in the same word, nearly always, which has not changed since,
   * and then needs no division.
   *
   * @param counter to accept
   * @param mark of the last one; becomes that of the counter
   */
  boolean acceptNextAlone(long counter, CounterMark mark) {
    long[] ring = words;
    int place = mark.place;
    long word = mark.after;
    long bit = mark.bit << 1;
    // What the mark says of its word follows from the counter, so it holds in any window whose word
    // is the same.
    if (counter != mark.counter + 1
        || (bit & MARKS_MASK & ~word) == 0
        || (long) NEWEST.getOpaque(this) - mark.block > SURELY_WITHIN
        || (long) WORDS.getOpaque(ring, place) != word) {
      return isFresh(counter, mark) && acceptAlone(mark);
    }
    WORDS.setRelease(ring, place, word | bit);
    mark.counter = counter;
    mark.bit = bit;
    mark.after = word | bit;
    return true;
  }

  private boolean mayStillBeWithin(long block) {
    return newest - block <= SURELY_WITHIN;
  }

  /** Accepts a counter, at most once whoever asks. */
  boolean accept(long counter) {
    long block = counter / MARKS;
    if (isBehind(counter, block)) {
      return false;
    }
    long round = block / BLOCKS;
    int place = (int) (block - round * BLOCKS);
    long mark = mark(counter, block);
    while (true) {
      long word = (long) WORDS.getVolatile(words, place);
      if (!isUnmarked(word, round, mark)) {
        return false;
      }
      if (WORDS.compareAndSet(words, place, word, marked(word, round, mark))) {
        raise(block);
        return true;
      }
    }
  }

  /** Whether a counter has no mark and no newer block stands in its place. */
  boolean isUnmarked(long counter) {
    long block = counter / MARKS;
    long round = block / BLOCKS;
    long word = (long) WORDS.getVolatile(words, (int) (block - round * BLOCKS));
    return isUnmarked(word, round, mark(counter, block));
  }

  /**
   * Accepts what another window had accepted.
   *
   * @param highest its highest counter, at least 1
   * @param isUnseen whether the counter that lies that far below it was not accepted
   */
  void restore(long highest, IntPredicate isUnseen) {
    for (int below = (int) Math.min(WIDTH, highest) - 1; below >= 0; below--) {
      if (!isUnseen.test(below)) {
        accept(highest - below);
      }
    }
  }

  private boolean isBehind(long counter, long block) {
    return newest - block > SURELY_WITHIN && highest() - counter >= WIDTH;
  }

  /** After the mark, or the highest counter could not be told from the block. */
  private void raise(long block) {
    long top = newest;
    while (block > top && !NEWEST.compareAndSet(this, top, block)) {
      top = newest;
    }
  }

  private static long marked(long word, long round, long mark) {
    return word >>> MARKS == round ? word | mark : round << MARKS | mark;
  }

  private static boolean isUnmarked(long word, long round, long mark) {
    long there = word >>> MARKS;
    return there < round || (there == round && (word & mark) == 0);
  }

  private static long mark(long counter, long block) {
    return 1L << (int) (counter - block * MARKS);
  }
}
