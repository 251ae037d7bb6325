package io.pe3.gate.run;

import java.time.Duration;

/** The budget can't hold 5 forks a side, so that nothing is measured. */
public final class BudgetTooSmall extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int SECONDS = 60;

  /** How long 5 forks a side take. */
  private final Duration needed;

  BudgetTooSmall(Duration needed, Duration budget) {
    super(
        "5 forks a side take about "
            + minutes(needed)
            + " min and the budget is "
            + minutes(budget)
            + " min: give --budget "
            + minutes(needed)
            + " or more, or fewer cells by --include");
    this.needed = needed;
  }

  /**
   * The budget to ask for.
   *
   * @return in minutes, rounded up
   */
  public long neededMinutes() {
    return minutes(needed);
  }

  private static long minutes(Duration duration) {
    return Math.ceilDiv(duration.toSeconds(), SECONDS);
  }
}
