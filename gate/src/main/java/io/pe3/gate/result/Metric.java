package io.pe3.gate.result;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numbers of one kind, one per fork.
 *
 * @param unit {@code ns/op} for every time, {@code ops/s} for every throughput, else as JMH has it
 * @param forks the median of each fork's iterations (of sampled times: of all its samples), in the
 *     order measured; unmodifiable
 * @param percentiles of the pooled samples by percentage (0 to 100), only for sampled times; else
 *     empty; unmodifiable
 */
public record Metric(String unit, List<Double> forks, SortedMap<Double, Double> percentiles) {

  /** Keeps unmodifiable copies. */
  public Metric {
    forks = List.copyOf(forks);
    percentiles = Collections.unmodifiableSortedMap(new TreeMap<>(percentiles));
  }

  /**
   * Makes one without percentiles.
   *
   * @param unit of the numbers
   * @param forks a number each
   */
  public Metric(String unit, List<Double> forks) {
    this(unit, forks, new TreeMap<>());
  }

  /**
   * The middle fork.
   *
   * @return median of the forks, NaN when there is none
   */
  public double median() {
    return Medians.of(forks.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * The lowest fork.
   *
   * @return NaN when there is none
   */
  public double lowest() {
    return forks.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
  }

  /**
   * The highest fork.
   *
   * @return NaN when there is none
   */
  public double highest() {
    return forks.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }

  /**
   * How far a fork typically is from the middle one: 1.4826 times the median of the absolute
   * deviations from the median, over the median. It estimates the relative standard deviation of
   * normal numbers, and one odd fork does not move it.
   *
   * @return 0.01 for one percent; NaN with fewer than 2 forks or a median of 0
   */
  public double relativeDeviation() {
    double median = median();
    if (forks.size() < 2 || median == 0) {
      return Double.NaN;
    }
    double[] away = forks.stream().mapToDouble(fork -> Math.abs(fork - median)).toArray();
    return Medians.NORMAL_CONSISTENCY * Medians.of(away) / Math.abs(median);
  }
}
