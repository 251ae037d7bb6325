package io.pe3.gate.report;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Latencies of one side under one load.
 *
 * @param group what is compared: rows of one group stand in one chart
 * @param subject who does the work
 * @param percentiles in ns by percentage, 100 being the worst; empty when it did not keep up;
 *     unmodifiable
 * @param count of operations that were timed, when it is known
 * @param pauses of the garbage collector meanwhile, when they are known
 * @param donePerSecond what was done instead, when it did not keep up with the arrivals
 */
public record LatencyRow(
    String group,
    String subject,
    SortedMap<Double, Double> percentiles,
    OptionalLong count,
    Optional<Pauses> pauses,
    OptionalLong donePerSecond) {

  /**
   * Pauses of the garbage collector.
   *
   * @param count how many
   * @param milliseconds altogether
   */
  public record Pauses(long count, double milliseconds) {}

  /**
   * Makes one that kept up.
   *
   * @param group what is compared
   * @param subject who does the work
   * @param percentiles in ns by percentage
   * @param count of operations, when it is known
   * @param pauses of the garbage collector, when they are known
   */
  public LatencyRow(
      String group,
      String subject,
      SortedMap<Double, Double> percentiles,
      OptionalLong count,
      Optional<Pauses> pauses) {
    this(group, subject, percentiles, count, pauses, OptionalLong.empty());
  }

  /**
   * Whether it kept up with the arrivals.
   *
   * @return false when its queue only grew, so that its latencies say nothing
   */
  public boolean keptUp() {
    return donePerSecond.isEmpty();
  }

  /** Keeps an unmodifiable copy of the percentiles. */
  public LatencyRow {
    percentiles = Collections.unmodifiableSortedMap(new TreeMap<>(percentiles));
  }
}
