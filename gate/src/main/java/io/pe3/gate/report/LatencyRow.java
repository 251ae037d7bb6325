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
 * @param percentiles in ns by percentage, 100 being the worst; unmodifiable
 * @param count of operations that were timed, when it is known
 * @param pauses of the garbage collector meanwhile, when they are known
 */
public record LatencyRow(
    String group,
    String subject,
    SortedMap<Double, Double> percentiles,
    OptionalLong count,
    Optional<Pauses> pauses) {

  /**
   * Pauses of the garbage collector.
   *
   * @param count how many
   * @param milliseconds altogether
   */
  public record Pauses(long count, double milliseconds) {}

  /** Keeps an unmodifiable copy of the percentiles. */
  public LatencyRow {
    percentiles = Collections.unmodifiableSortedMap(new TreeMap<>(percentiles));
  }
}
