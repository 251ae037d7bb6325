package io.pe3.gate.result;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was measured of one cell.
 *
 * @param id what it measures
 * @param primary time or throughput
 * @param secondary what profilers and counters add, by JMH's name without its leading dot, such as
 *     {@value #ALLOCATION}; unmodifiable
 * @param settings how it was measured
 * @param jvm what measured it
 */
public record CellResult(
    CellId id, Metric primary, SortedMap<String, Metric> secondary, Settings settings, Jvm jvm) {
  /** Octets allocated per operation, by JMH's gc profiler. */
  public static final String ALLOCATION = "gc.alloc.rate.norm";

  /** Instructions per operation, by JMH's perfnorm profiler or by {@code perf stat}. */
  public static final String INSTRUCTIONS = "instructions";

  /** Keeps an unmodifiable copy of the metrics. */
  public CellResult {
    secondary = Collections.unmodifiableSortedMap(new TreeMap<>(secondary));
  }

  /**
   * Octets allocated per operation.
   *
   * @return in B/op, one per fork; empty when they were not counted
   */
  public Optional<Metric> allocation() {
    return Optional.ofNullable(secondary.get(ALLOCATION));
  }

  /**
   * Instructions executed per operation.
   *
   * @return one per fork; empty when they were not counted
   */
  public Optional<Metric> instructions() {
    return Optional.ofNullable(secondary.get(INSTRUCTIONS));
  }
}
