package io.pe3.gate.verdict;

import io.pe3.gate.result.JmhMode;
import io.pe3.gate.result.Metric;
import io.pe3.gate.stats.EffectSize;
import io.pe3.gate.stats.RankDistribution;
import io.pe3.gate.stats.Shift;
import java.util.Optional;

/**
 * How many times as slow the newer version is.
 *
 * @param estimate Hodges-Lehmann estimate over the forks, in logarithms; 1.05 for 5 % slower
 * @param low lower end of its 95 % interval; 0 when there are too few forks for one
 * @param high upper end; infinite when there are too few forks for one
 */
public record Slowdown(double estimate, double low, double high) {
  private static final double ONE_END = 0.025;

  static Slowdown of(Shift shift) {
    return new Slowdown(
        Math.exp(shift.estimate()), Math.exp(shift.low(ONE_END)), Math.exp(shift.high(ONE_END)));
  }

  /**
   * Compares a number that should be small, such as instructions per operation.
   *
   * @param base older
   * @param head newer
   * @param distribution for the interval
   * @return empty when a number is missing, not finite or not above 0
   */
  static Optional<Slowdown> of(Metric base, Metric head, RankDistribution distribution) {
    return shift(JmhMode.AVERAGE_TIME, base, head, distribution).map(Slowdown::of);
  }

  /** Logarithms of both, turned so that more is slower. */
  static Optional<Shift> shift(
      JmhMode mode, Metric base, Metric head, RankDistribution distribution) {
    double[] older = logarithms(mode, base);
    double[] newer = logarithms(mode, head);
    return older.length == 0 || newer.length == 0
        ? Optional.empty()
        : Optional.of(new Shift(older, newer, distribution));
  }

  private static double[] logarithms(JmhMode mode, Metric metric) {
    double sign = mode.moreIsBetter() ? -1 : 1;
    double[] logs = metric.forks().stream().mapToDouble(fork -> sign * Math.log(fork)).toArray();
    for (double log : logs) {
      if (!Double.isFinite(log)) {
        return new double[0];
      }
    }
    return logs;
  }

  /**
   * The size in words.
   *
   * @return see {@link EffectSize#words}
   */
  public String words() {
    return EffectSize.words(estimate, low, high);
  }

  /**
   * Estimate and interval.
   *
   * @return {@code +5.1 % (+4.0 % to +6.2 %)}
   */
  public String percent() {
    String middle = EffectSize.percent(estimate);
    return low > 0 && Double.isFinite(high)
        ? middle + " (" + EffectSize.percent(low) + " to " + EffectSize.percent(high) + ")"
        : middle + " (too few forks for an interval)";
  }
}
