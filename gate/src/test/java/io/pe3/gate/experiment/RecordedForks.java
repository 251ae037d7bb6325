package io.pe3.gate.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.pe3.gate.result.Medians;
import io.pe3.gate.result.ResultFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Forks that were really measured, in the order measured, with every iteration; also those that a
 * run threw away because the machine was disturbed.
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
   * @param iterations ns/op
   */
  record Fork(String run, String cell, String side, List<Double> iterations) {
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
    List<Double> iterations = Arrays.stream(fields).skip(3).map(Double::valueOf).toList();
    return new Fork(fields[0], fields[1], fields[2], iterations);
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

  /** The iterations of each fork of one cell and side in one run. */
  List<double[]> of(String run, String cell, String side) {
    return forks.stream()
        .filter(f -> f.run.equals(run) && f.cell.equals(cell) && f.side.equals(side))
        .map(Fork::values)
        .toList();
  }

  /** How far each fork of a cell is from the middle of its own run, over runs of equal versions. */
  double[] deviations(String cell) {
    List<Double> deviations = new ArrayList<>();
    for (String run : runs("aa-")) {
      double[] logs =
          forks.stream()
              .filter(fork -> fork.run.equals(run) && fork.cell.equals(cell))
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
    StringBuilder text = new StringBuilder("run,cell,side,iterations (ns/op)\n");
    try (Stream<Path> runs = Files.list(Path.of(args[0]))) {
      for (Path run :
          runs.filter(folder -> Files.exists(folder.resolve("exit"))).sorted().toList()) {
        try (Stream<Path> files = Files.list(run.resolve("forks"))) {
          for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
            append(text, run.getFileName().toString(), file);
          }
        }
      }
    }
    Files.writeString(Path.of(args[1]), text);
  }

  private static void append(StringBuilder text, String run, Path file) {
    JsonNode benchmark = ResultFiles.readTree(file).get(0);
    String side = file.getFileName().toString().replaceAll(".*-|\\.json", "");
    text.append(run).append(',').append(benchmark.get("params").get("work").asText());
    text.append(',').append(side);
    for (JsonNode iteration : benchmark.get("primaryMetric").get("rawData").get(0)) {
      text.append(String.format(Locale.ROOT, ",%.6g", iteration.doubleValue()));
    }
    text.append('\n');
  }
}
