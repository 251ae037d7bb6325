package io.pe3.replay;

/**
 * What marking a counter in a {@link SenderWindow} comes to, worked out when it was looked at: a
 * word of the ring, as it was and as it becomes. Reused; not thread-safe.
 */
final class CounterMark {
  /** Whose ring it is; null before the first. */
  SenderWindow window;

  long counter;

  /** The counter's own bit in the word. */
  long bit;

  long block;

  /** Where the word stands in the ring. */
  int place;

  long before;
  long after;
}
