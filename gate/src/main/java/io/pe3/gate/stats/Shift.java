package io.pe3.gate.stats;

import java.util.Arrays;

/**
 * How far one sample lies above another: all differences between the two, sorted. From them come
 * the Hodges-Lehmann estimate, its interval and the Mann-Whitney test at any distance. Ties count
 * against whoever wants to show something. Not thread-safe.
 */
public final class Shift {
  private final double[] differences;
  private final int base;
  private final int head;
  private final RankDistribution distribution;

  /**
   * Compares two samples.
   *
   * @param base finite numbers, at least 1; logarithms when ratios matter
   * @param head finite numbers, at least 1
   * @param distribution for the tests
   */
  public Shift(double[] base, double[] head, RankDistribution distribution) {
    this.base = base.length;
    this.head = head.length;
    this.distribution = distribution;
    differences = new double[base.length * head.length];
    int n = 0;
    for (double above : head) {
      for (double below : base) {
        differences[n++] = above - below;
      }
    }
    Arrays.sort(differences);
  }

  /**
   * The Hodges-Lehmann estimate.
   *
   * @return median of all differences
   */
  public double estimate() {
    int half = differences.length / 2;
    return differences.length % 2 == 1
        ? differences[half]
        : (differences[half - 1] + differences[half]) / 2;
  }

  /**
   * The test of "head lies at most this far above base" against "farther".
   *
   * @param distance to exceed
   * @return p-value: small when head lies farther above
   */
  public double above(double distance) {
    int atMost = 0;
    while (atMost < differences.length && differences[atMost] <= distance) {
      atMost++;
    }
    return distribution.atMost(atMost, base, head);
  }

  /**
   * The test of "head lies at least this far above base" against "less far".
   *
   * @param distance to stay below
   * @return p-value: small when head lies less far above
   */
  public double below(double distance) {
    int atLeast = 0;
    while (atLeast < differences.length
        && differences[differences.length - 1 - atLeast] >= distance) {
      atLeast++;
    }
    return distribution.atMost(atLeast, base, head);
  }

  /**
   * Lower end of an interval for the distance.
   *
   * @param error that the distance lies below it
   * @return negative infinity when samples of these sizes have no such end
   */
  public double low(double error) {
    int critical = distribution.critical(error, base, head);
    return critical < 0 ? Double.NEGATIVE_INFINITY : differences[critical];
  }

  /**
   * Upper end of an interval for the distance.
   *
   * @param error that the distance lies above it
   * @return infinity when samples of these sizes have no such end
   */
  public double high(double error) {
    int critical = distribution.critical(error, base, head);
    return critical < 0 ? Double.POSITIVE_INFINITY : differences[differences.length - 1 - critical];
  }
}
