package io.pe3.gate.run;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
    return params.isEmpty()
        ? benchmark
        : benchmark
            + params.entrySet().stream()
                .map(param -> param.getKey() + "=" + param.getValue())
                .collect(Collectors.joining(",", "[", "]"));
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
