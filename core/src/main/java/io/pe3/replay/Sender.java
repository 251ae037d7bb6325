package io.pe3.replay;

import java.util.Comparator;

/** One entry of the table: a sender and what was accepted of it. Thread-safe. */
final class Sender {
  /** The first to leave is the first in order: the oldest sender, then the one met first. */
  static final Comparator<Sender> OLDEST_FIRST =
      Comparator.<Sender>comparingLong(sender -> sender.key.created())
          .thenComparingLong(sender -> sender.order);

  private final SenderKey key;
  private final SenderWindow window;
  private final long order;
  private volatile boolean present = true;

  /**
   * Makes an entry.
   *
   * @param key never set again
   * @param window what was accepted so far
   * @param order in which entries were made
   */
  Sender(SenderKey key, SenderWindow window, long order) {
    this.key = key;
    this.window = window;
    this.order = order;
  }

  SenderKey key() {
    return key;
  }

  SenderWindow window() {
    return window;
  }

  /** Whether the table holds it; a guard that remembers it must not rely on one that left. */
  boolean isPresent() {
    return present;
  }

  void leave() {
    present = false;
  }
}
