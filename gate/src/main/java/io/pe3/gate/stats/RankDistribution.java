package io.pe3.gate.stats;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * How likely each value of the Mann-Whitney statistic is when two samples come from one
 * distribution. Exact; Commons Statistics computes it. Instances keep what they computed and are
 * not thread-safe.
 */
public final class RankDistribution {
  /** Samples of more forks are far beyond what decides; their tails are normal. */
  private static final int MAX_EXACT = 40;

  private static final double HALF = 0.5;
  private static final double STEP = 1e-6;

  private final Map<Long, double[]> tables = new HashMap<>();

  /** Makes an empty one. */
  public RankDistribution() {}

  /**
   * The chance of at most this many inversions.
   *
   * @param inversions pairs of the two samples that stand the wrong way round
   * @param base size of one sample, at least 1
   * @param head size of the other, at least 1
   * @return probability of that many or fewer, when both come from one distribution
   */
  public double atMost(int inversions, int base, int head) {
    if (inversions < 0) {
      return 0;
    }
    if (inversions >= base * head) {
      return 1;
    }
    double[] table = tables.computeIfAbsent(key(base, head), size -> new double[base * head]);
    if (table[inversions] == 0) {
      table[inversions] = compute(inversions, base, head);
    }
    return table[inversions];
  }

  /**
   * The largest number of inversions that is this unlikely.
   *
   * @param level an error
   * @param base size of one sample
   * @param head size of the other
   * @return the largest number whose {@link #atMost} is at most the level; -1 when even none at all
   *     is more likely, so that samples of these sizes can't show anything at this level
   */
  public int critical(double level, int base, int head) {
    int low = -1;
    int high = base * head;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (atMost(middle, base, head) <= level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static long key(int base, int head) {
    return (long) base << Integer.SIZE | head;
  }

  /** The test's p-value depends on the statistic alone, so any samples that have it do. */
  private static double compute(int inversions, int base, int head) {
    double[] below = new double[base];
    double[] values = new double[head];
    for (int i = 0; i < head; i++) {
      values[i] = i;
    }
    int left = inversions;
    for (int i = 0; i < base; i++) {
      int above = Math.min(left, head);
      left -= above;
      below[i] = above - HALF + (i + 1) * STEP;
    }
    PValueMethod method =
        Math.max(base, head) <= MAX_EXACT ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC;
    return MannWhitneyUTest.withDefaults()
        .with(AlternativeHypothesis.LESS_THAN)
        .with(method)
        .test(below, values)
        .getPValue();
  }
}
