package io.pe3.gate.result;

import java.util.Map;

/** Brings times and throughputs to one unit each, so that files with others can be compared. */
final class Units {
  static final String TIME = "ns/op";
  static final String THROUGHPUT = "ops/s";
  private static final double NANOS_PER_SECOND = 1e9;

  /** JMH's names of units of time, in nanoseconds. */
  private static final Map<String, Double> NANOS =
      Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day", 86_400e9);

  private Units() {}

  static String canonical(String unit) {
    if (unit.endsWith("/op") && NANOS.containsKey(unit.substring(0, unit.length() - 3))) {
      return TIME;
    }
    return unit.startsWith("ops/") && NANOS.containsKey(unit.substring(4)) ? THROUGHPUT : unit;
  }

  /** What a number in this unit is multiplied by to be one in the canonical unit. */
  static double factor(String unit) {
    return switch (canonical(unit)) {
      case TIME -> NANOS.getOrDefault(unit.substring(0, unit.length() - 3), 1.0);
      case THROUGHPUT -> NANOS_PER_SECOND / NANOS.getOrDefault(unit.substring(4), 1.0);
      default -> 1.0;
    };
  }
}
