package io.pe3.gate.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.Medians;
import io.pe3.gate.result.ResultFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Forks that were really measured, in the order measured, with every iteration. Those that a run
 * threw away because the machine was disturbed, and those of reruns, are there and do not count.
 *
 * @param forks one line of the recording each
 */
record RecordedForks(List<Fork> forks) {
  private static final String RESOURCE = "recorded-forks.csv";

  /**
   * A fork.
   *
   * @param run name of the gate run
   * @param cell what was measured
   * @param side base or head
   * @param counted whether the run's verdicts are of it
   * @param octets allocated per operation
   * @param iterations ns/op
   */
  record Fork(
      String run,
      String cell,
      String side,
      boolean counted,
      double octets,
      List<Double> iterations) {
    double[] values() {
      return iterations.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double median() {
      return Medians.of(values());
    }
  }

  static RecordedForks read() throws IOException {
    try (InputStream in = RecordedForks.class.getResourceAsStream(RESOURCE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new RecordedForks(text.lines().skip(1).map(RecordedForks::parse).toList());
    }
  }

  private static Fork parse(String line) {
    String[] fields = line.split(",", -1);
    List<Double> iterations = Arrays.stream(fields).skip(5).map(Double::valueOf).toList();
    return new Fork(
        fields[0],
        fields[1],
        fields[2],
        fields[3].equals("counted"),
        Double.parseDouble(fields[4]),
        iterations);
  }

  SortedSet<String> runs(String kind) {
    return forks.stream()
        .map(Fork::run)
        .filter(run -> run.startsWith(kind))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  SortedSet<String> cells() {
    return forks.stream().map(Fork::cell).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The iterations of each fork that counts of one cell and side in one run. */
  List<double[]> of(String run, String cell, String side) {
    return forks.stream()
        .filter(f -> f.counted && f.run.equals(run) && f.cell.equals(cell) && f.side.equals(side))
        .map(Fork::values)
        .toList();
  }

  /**
   * How far each fork of a cell that counts is from the middle of its own run, over runs of equal
   * versions.
   */
  double[] deviations(String cell) {
    List<Double> deviations = new ArrayList<>();
    for (String run : runs("aa-")) {
      double[] logs =
          forks.stream()
              .filter(fork -> fork.run.equals(run) && fork.cell.equals(cell) && fork.counted)
              .mapToDouble(fork -> Math.log(fork.median()))
              .toArray();
      double middle = Medians.of(logs);
      Arrays.stream(logs).forEach(log -> deviations.add(log - middle));
    }
    return deviations.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Makes the recording from an experiment.
   *
   * @param args the experiment's folder and the file to write
   */
  public static void main(String[] args) throws IOException {
    StringBuilder text = new StringBuilder("run,cell,side,counted,B/op,iterations (ns/op)\n");
    try (Stream<Path> runs = Files.list(Path.of(args[0]))) {
      for (Path run :
          runs.filter(folder -> Files.exists(folder.resolve("exit"))).sorted().toList()) {
        try (Stream<Path> files = Files.list(run.resolve("forks"))) {
          Counted counted = Counted.of(ResultFiles.readTree(run.resolve("gate.json")));
          for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
            append(text, run.getFileName().toString(), file, counted);
          }
        }
      }
    }
    Files.writeString(Path.of(args[1]), text);
  }

  /** Medians of the forks that count, by cell and side, in the order measured. */
  private record Counted(Map<String, Deque<Double>> medians) {
    static Counted of(JsonNode gate) {
      Map<String, Deque<Double>> medians = new HashMap<>();
      for (String side : List.of("base", "head")) {
        for (JsonNode cell : gate.get(side).get("cells")) {
          Deque<Double> forks = new ArrayDeque<>();
          cell.get("primary").get("forks").forEach(fork -> forks.add(fork.doubleValue()));
          medians.put(cell.get("params").get("work").asText() + side, forks);
        }
      }
      return new Counted(medians);
    }

    /** Forks that don't count lie between those that do. */
    boolean takes(String cell, String side, double median) {
      Deque<Double> left = medians.get(cell + side);
      if (left.isEmpty() || Math.abs(left.peek() / median - 1) > 1e-9) {
        return false;
      }
      left.remove();
      return true;
    }
  }

  private static void append(StringBuilder text, String run, Path file, Counted counted) {
    JsonNode benchmark = ResultFiles.readTree(file).get(0);
    String side = file.getFileName().toString().replaceAll(".*-|\\.json", "");
    String cell = benchmark.get("params").get("work").asText();
    double[] values = iterations(benchmark.get("primaryMetric"));
    JsonNode allocation = benchmark.get("secondaryMetrics").get(CellResult.ALLOCATION);
    text.append(run).append(',').append(cell).append(',').append(side);
    text.append(counted.takes(cell, side, Medians.of(values)) ? ",counted" : ",not counted");
    text.append(String.format(Locale.ROOT, ",%.3f", Medians.of(iterations(allocation))));
    for (double value : values) {
      text.append(String.format(Locale.ROOT, ",%.6g", value));
    }
    text.append('\n');
  }

  private static double[] iterations(JsonNode metric) {
    List<Double> values = new ArrayList<>();
    metric.get("rawData").get(0).forEach(iteration -> values.add(iteration.doubleValue()));
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
