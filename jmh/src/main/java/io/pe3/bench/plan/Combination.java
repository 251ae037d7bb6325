package io.pe3.bench.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing to measure.
 *
 * @param benchmark class and method, for example {@code AeadBenchmark.seal}
 * @param parameters a value for each of its parameters
 */
public record Combination(String benchmark, Map<String, String> parameters) {
  /** Keeps an unmodifiable copy of the map, in its order. */
  public Combination {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * The benchmark's full name, as JMH matches it.
   *
   * @return with its package
   */
  public String fullName() {
    return "io.pe3.bench." + benchmark;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(benchmark);
    parameters.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
    return text.toString();
  }
}
