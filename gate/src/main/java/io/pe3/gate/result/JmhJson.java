package io.pe3.gate.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what JMH writes with {@code -rf json}: an array of benchmarks, each with its raw data per
 * fork and iteration. Times become ns/op, throughputs ops/s, and each fork its median.
 */
final class JmhJson {
  /** What older versions of JMH put before names of secondary metrics. */
  private static final char DOT = '\u00b7';

  private JmhJson() {}

  static ResultSet read(JsonNode root) {
    List<CellResult> cells = new ArrayList<>();
    for (JsonNode benchmark : root) {
      cells.add(cell(benchmark));
    }
    return new ResultSet(Optional.empty(), Optional.empty(), cells);
  }

  private static CellResult cell(JsonNode benchmark) {
    CellId id =
        new CellId(
            JsonFields.text(benchmark, "benchmark"),
            JmhMode.of(JsonFields.text(benchmark, "mode")),
            JsonFields.positive(benchmark, "threads"),
            JsonFields.textMap(benchmark, "params"));
    SortedMap<String, Metric> secondary = new TreeMap<>();
    JsonNode metrics = benchmark.get("secondaryMetrics");
    if (metrics != null) {
      for (Map.Entry<String, JsonNode> metric : metrics.properties()) {
        secondary.put(name(metric.getKey()), metric(metric.getValue()));
      }
    }
    return new CellResult(
        id,
        metric(JsonFields.object(benchmark, "primaryMetric")),
        secondary,
        settings(benchmark),
        jvm(benchmark));
  }

  /** Counters are named {@code instructions:u} where only user space is counted. */
  private static String name(String key) {
    String name = key.isEmpty() || key.charAt(0) != DOT ? key : key.substring(1);
    return name.equals(CellResult.INSTRUCTIONS + ":u") ? CellResult.INSTRUCTIONS : name;
  }

  private static Settings settings(JsonNode benchmark) {
    return new Settings(
        JsonFields.count(benchmark, "warmupIterations"),
        JsonFields.text(benchmark, "warmupTime", ""),
        JsonFields.count(benchmark, "measurementIterations"),
        JsonFields.text(benchmark, "measurementTime", ""));
  }

  private static Jvm jvm(JsonNode benchmark) {
    return new Jvm(
        JsonFields.text(benchmark, "vmName", ""),
        JsonFields.text(benchmark, "vmVersion", ""),
        JsonFields.text(benchmark, "jdkVersion", ""),
        JsonFields.text(benchmark, "jmhVersion", ""),
        JsonFields.texts(benchmark, "jvmArgs"));
  }

  private static Metric metric(JsonNode metric) {
    String unit = JsonFields.text(metric, "scoreUnit");
    double factor = Units.factor(unit);
    JsonNode histograms = metric.get("rawDataHistogram");
    List<Double> forks = new ArrayList<>();
    if (histograms != null && histograms.isArray()) {
      histograms.forEach(fork -> forks.add(factor * Medians.of(histogram(fork))));
      return new Metric(Units.canonical(unit), forks, percentiles(metric, factor));
    }
    for (JsonNode fork : JsonFields.array(metric, "rawData")) {
      double[] iterations = new double[fork.size()];
      for (int i = 0; i < iterations.length; i++) {
        iterations[i] = JsonFields.number(fork.get(i), "rawData");
      }
      forks.add(factor * Medians.of(iterations));
    }
    return new Metric(Units.canonical(unit), forks);
  }

  /** All samples of a fork: iterations, each an array of pairs of a value and its count. */
  private static SortedMap<Double, Long> histogram(JsonNode fork) {
    SortedMap<Double, Long> counts = new TreeMap<>();
    for (JsonNode iteration : fork) {
      for (JsonNode bin : iteration) {
        if (!bin.isArray() || bin.size() != 2) {
          throw JsonFields.malformed("rawDataHistogram", "a bin is not a value and a count");
        }
        counts.merge(
            JsonFields.number(bin.get(0), "rawDataHistogram"), bin.get(1).asLong(), Long::sum);
      }
    }
    return counts;
  }

  private static SortedMap<Double, Double> percentiles(JsonNode metric, double factor) {
    SortedMap<Double, Double> percentiles = new TreeMap<>();
    JsonNode values = metric.get("scorePercentiles");
    if (values != null) {
      for (Map.Entry<String, JsonNode> value : values.properties()) {
        percentiles.put(
            Double.valueOf(value.getKey()),
            factor * JsonFields.number(value.getValue(), "scorePercentiles"));
      }
    }
    return percentiles;
  }
}
