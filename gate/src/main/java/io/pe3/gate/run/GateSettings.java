package io.pe3.gate.run;

import io.pe3.gate.stats.Looks;
import io.pe3.gate.verdict.Margins;
import java.time.Duration;

/**
 * How a gate run decides.
 *
 * @param margins what it decides between
 * @param looks when it looks, and with which errors
 * @param budget how long it may measure; a rerun of failures comes on top, at most {@value
 *     GateRun#MOST_RERUNS} cells with 5 to 8 forks a side
 */
public record GateSettings(Margins margins, Looks looks, Duration budget) {
  /** The chance of a false alarm in a whole gate run. */
  public static final double FALSE_ALARM = 0.01;

  /** The chance that a cell passes though it is slower by the margin. */
  public static final double MISS = 0.025;

  /** Forks a side at the last look when nothing is asked for. */
  public static final int USUAL_MOST_FORKS = 20;

  /**
   * Settings with the usual errors.
   *
   * @param margins what to decide between
   * @param mostForks a side
   * @param budget how long to measure
   * @return the settings
   */
  public static GateSettings of(Margins margins, int mostForks, Duration budget) {
    return new GateSettings(margins, Looks.upTo(mostForks, FALSE_ALARM, MISS), budget);
  }
}
