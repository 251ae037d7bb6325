package io.pe3.gate.result;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/** Medians. */
public final class Medians {
  /** Makes a median of absolute deviations an estimate of a normal standard deviation. */
  public static final double NORMAL_CONSISTENCY = 1.4826;

  private Medians() {}

  /**
   * The median.
   *
   * @param values left as they are
   * @return the middle value, or the mean of the two middle ones; NaN when there is none
   */
  public static double of(double... values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /**
   * The median of a histogram.
   *
   * @param counts how often each value occurs
   * @return the value of the middle occurrence (the lower of two); NaN when there is none
   */
  static double of(SortedMap<Double, Long> counts) {
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    long before = 0;
    for (Map.Entry<Double, Long> bin : counts.entrySet()) {
      before += bin.getValue();
      if (2 * before >= total) {
        return bin.getKey();
      }
    }
    return Double.NaN;
  }
}
