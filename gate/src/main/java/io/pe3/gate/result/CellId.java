package io.pe3.gate.result;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a cell measures. Cells of two versions are compared when their ids are equal.
 *
 * @param benchmark class and method, with the package
 * @param mode what JMH measured
 * @param threads that ran at once, at least 1
 * @param params values of the benchmark's parameters by name; unmodifiable
 */
public record CellId(String benchmark, JmhMode mode, int threads, SortedMap<String, String> params)
    implements Comparable<CellId> {
  private static final Comparator<CellId> ORDER =
      Comparator.comparing(CellId::benchmark)
          .thenComparing(id -> id.params().toString())
          .thenComparing(CellId::mode)
          .thenComparingInt(CellId::threads);

  /** Keeps an unmodifiable copy of the parameters. */
  public CellId {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  /**
   * The benchmark without its package.
   *
   * @return class and method, {@code AeadBenchmark.seal}
   */
  public String shortName() {
    return shortName(benchmark);
  }

  /**
   * A benchmark without its package.
   *
   * @param benchmark class and method, with the package
   * @return class and method
   */
  public static String shortName(String benchmark) {
    int method = benchmark.lastIndexOf('.');
    int type = method < 0 ? -1 : benchmark.lastIndexOf('.', method - 1);
    return benchmark.substring(type + 1);
  }

  /**
   * Parameters as they follow a benchmark's name.
   *
   * @param params values by name
   * @return {@code [name=value,name=value]}, or nothing when there are none
   */
  public static String inBrackets(SortedMap<String, String> params) {
    return params.isEmpty()
        ? ""
        : params.entrySet().stream()
            .map(param -> param.getKey() + "=" + param.getValue())
            .collect(Collectors.joining(",", "[", "]"));
  }

  /**
   * A name for people, short and unique among cells of one package.
   *
   * @return {@code AeadBenchmark.seal[cipher=aes256gcm,size=64]}; mode and threads follow when they
   *     are not average time and one
   */
  public String label() {
    return shortName() + suffix();
  }

  /**
   * The whole name, for regular expressions of users to match.
   *
   * @return as {@link #label()}, with the package
   */
  public String fullName() {
    return benchmark + suffix();
  }

  private String suffix() {
    return inBrackets(params)
        + (mode == JmhMode.AVERAGE_TIME ? "" : " " + mode.text())
        + (threads == 1 ? "" : " t=" + threads);
  }

  /** By benchmark, parameters, mode, threads. */
  @Override
  public int compareTo(CellId other) {
    return ORDER.compare(this, other);
  }

  /** The whole name. */
  @Override
  public String toString() {
    return fullName();
  }
}
