package io.pe3.gate.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * When a sequential comparison looks at its numbers, and which share of its error each look may
 * spend. The shares are fixed beforehand and add up to the whole, so that the error holds over all
 * looks by Bonferroni's inequality, however the numbers of one look depend on those before.
 *
 * @param forks a side at each look, rising; unmodifiable
 * @param falseAlarm the whole gate run's chance of a false alarm, over all looks and cells
 * @param miss a cell's chance to pass though it is slower by the margin, over all looks
 */
public record Looks(List<Integer> forks, double falseAlarm, double miss) {
  /** Fewer forks a side can't show anything. */
  public static final int FEWEST_FORKS = 5;

  /** With fewer, no failure of several cells reaches a level that is strict enough. */
  private static final int FIRST_ALARM = 8;

  private static final int STEP = 4;

  /** Keeps an unmodifiable copy. */
  public Looks {
    forks = List.copyOf(forks);
  }

  /**
   * Plans looks at 5, 8, 12, 16 … forks a side.
   *
   * @param mostForks a side, at least 5
   * @param falseAlarm of the whole run
   * @param miss of a cell
   * @return the plan
   */
  public static Looks upTo(int mostForks, double falseAlarm, double miss) {
    List<Integer> forks = new ArrayList<>();
    forks.add(FEWEST_FORKS);
    for (int next = FIRST_ALARM; next < mostForks; next += STEP) {
      forks.add(next);
    }
    if (mostForks > FEWEST_FORKS) {
      forks.add(mostForks);
    }
    return new Looks(forks, falseAlarm, miss);
  }

  /**
   * How many looks there are.
   *
   * @return at least 1
   */
  public int count() {
    return forks.size();
  }

  /**
   * The error that one look may spend on alarms, for all cells together. The first look spends
   * none, unless it is the only one: so few forks reach no level that is strict enough.
   *
   * @param look from 0
   * @return its share
   */
  public double falseAlarmAt(int look) {
    if (count() == 1) {
      return falseAlarm;
    }
    return look == 0 ? 0 : falseAlarm / (count() - 1);
  }

  /**
   * The error that one look may spend on passing a cell.
   *
   * @return its share
   */
  public double missAtEach() {
    return miss / count();
  }
}
