package io.pe3.gate.run;

import io.pe3.gate.result.CellId;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one fork measures: a benchmark with values for its parameters. It gives one cell, or several
 * when the benchmark has several modes.
 *
 * @param benchmark class and method, with the package
 * @param params values by name; unmodifiable
 */
public record Job(String benchmark, SortedMap<String, String> params) implements Comparable<Job> {
  private static final Comparator<Job> ORDER =
      Comparator.comparing(Job::benchmark).thenComparing(job -> job.params().toString());

  /** Keeps an unmodifiable copy. */
  public Job {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  /**
   * The whole name, for regular expressions of users to match.
   *
   * @return {@code a.b.Benchmark.method[name=value,name=value]}
   */
  public String fullName() {
    return benchmark + CellId.inBrackets(params);
  }

  /** By benchmark, then parameters. */
  @Override
  public int compareTo(Job other) {
    return ORDER.compare(this, other);
  }

  /** The whole name. */
  @Override
  public String toString() {
    return fullName();
  }
}
