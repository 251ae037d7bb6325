package io.pe3.gate.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.pe3.gate.experiment.Simulation.Tally;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.Medians;
import io.pe3.gate.result.ResultFiles;
import io.pe3.gate.result.ResultSet;
import io.pe3.gate.stats.EffectSize;
import io.pe3.gate.verdict.Comparison;
import io.pe3.gate.verdict.Outcome;
import io.pe3.gate.verdict.Thresholds;
import io.pe3.gate.verdict.Verdict;
import io.pe3.gate.verdict.VerdictTesting;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Prints the tables of docs/regression-gate.md. */
final class Evidence {
  private static final double[] DEVIATIONS = {0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.06};
  private static final double[] SLOWDOWNS = {1.03, 1.05, 1.10, 1.20};

  private final PrintStream out;
  private final RecordedForks recorded;
  private final int runs;

  private Evidence(PrintStream out, RecordedForks recorded, int runs) {
    this.out = out;
    this.recorded = recorded;
    this.runs = runs;
  }

  /**
   * Prints.
   *
   * @param args runs of each simulation, and optionally the folder of an experiment
   */
  public static void main(String[] args) throws IOException {
    Evidence evidence = new Evidence(System.out, RecordedForks.read(), Integer.parseInt(args[0]));
    if (args.length > 1) {
      evidence.experiment(Path.of(args[1]));
    }
    evidence.noise();
    evidence.simulation();
    evidence.powerCurve();
    evidence.tools();
  }

  private void experiment(Path folder) throws IOException {
    out.println("\n| run | verdict | forks a side | time, each cell | disturbances |");
    out.println("|---|---|---|---|---|");
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path run : folders.filter(f -> Files.exists(f.resolve("gate.json"))).sorted().toList()) {
        JsonNode gate = ResultFiles.readTree(run.resolve("gate.json"));
        List<String> times = new ArrayList<>();
        TreeSet<Integer> forks = new TreeSet<>();
        for (JsonNode cell : gate.get("cells")) {
          times.add(
              cell.get("params").get("work").asText()
                  + " "
                  + EffectSize.percent(cell.get("slowdown").get("estimate").doubleValue())
                  + " "
                  + cell.get("verdict").asText());
          forks.add(cell.get("forks").get("head").intValue());
        }
        out.printf(
            "| %s | %s | %s | %s | %d |%n",
            run.getFileName(),
            gate.get("verdict").asText(),
            forks.first() + (forks.size() > 1 ? " to " + forks.last() : ""),
            String.join("; ", times),
            gate.get("disturbances").size());
      }
    }
  }

  private void noise() {
    out.println("\n| cell | forks | standard deviation | farthest |");
    out.println("|---|---|---|---|");
    for (String cell : recorded.cells()) {
      double[] deviations = recorded.deviations(cell);
      double farthest = 0;
      for (double deviation : deviations) {
        farthest = Math.max(farthest, Math.abs(deviation));
      }
      out.printf(
          Locale.ROOT,
          "| %s | %d | %.2f %% | %.1f %% |%n",
          cell,
          deviations.length,
          100 * Noise.deviation(deviations),
          100 * farthest);
    }
  }

  private List<Noise> recordedNoises() {
    return recorded.cells().stream()
        .map(cell -> Noise.recorded(recorded.deviations(cell)))
        .toList();
  }

  private List<Noise> scaledNoises(double deviation) {
    return recorded.cells().stream()
        .map(cell -> Noise.recorded(Noise.scaled(recorded.deviations(cell), deviation)))
        .toList();
  }

  private void simulation() {
    out.println("\n| change of one cell | false alarms | found | passed | cannot tell | forks |");
    out.println("|---|---|---|---|---|---|");
    for (double slowdown : new double[] {1, 1.05, 1.10}) {
      String change = slowdown == 1 ? "none (A/A)" : EffectSize.percent(slowdown);
      row(
          change + ", noise of all three",
          Simulation.of(recordedNoises()).run(runs, slowdown, 100));
      for (String cell : recorded.cells()) {
        List<Noise> noise = List.of(Noise.recorded(recorded.deviations(cell)));
        row(change + ", noise of " + cell, Simulation.of(noise).run(runs, slowdown, 150));
      }
      row(
          change + ", noise of all three at 1.5 %",
          Simulation.of(scaledNoises(0.015)).run(runs, slowdown, 200));
    }
  }

  private void row(String name, Tally tally) {
    out.printf(
        Locale.ROOT,
        "| %s | %d of %d | %s | %s | %s | %.0f a run |%n",
        name,
        tally.alarms(),
        tally.runs(),
        tally.percent(tally.foundShare()),
        tally.percent(tally.passedShare()),
        tally.percent(tally.unclearShare()),
        (double) tally.forks() / tally.runs());
  }

  private void powerCurve() {
    out.print("\n| forks deviate by |");
    for (double slowdown : SLOWDOWNS) {
      out.print(" " + EffectSize.percent(slowdown) + " found / passed |");
    }
    out.println("\n|---|" + "---|".repeat(SLOWDOWNS.length));
    for (double deviation : DEVIATIONS) {
      out.printf(Locale.ROOT, "| %.1f %% |", 100 * deviation);
      for (double slowdown : SLOWDOWNS) {
        Tally tally = Simulation.of(scaledNoises(deviation)).run(runs, slowdown, 300);
        out.printf(
            " %s / %s |", tally.percent(tally.foundShare()), tally.percent(tally.passedShare()));
      }
      out.println();
    }
  }

  private void tools() {
    out.println(
        "\n| rule | A/A in turn | A/A, two moments | 5 % slower, in turn | 10 % slower, in turn |");
    out.println("|---|---|---|---|---|");
    for (PopularTools tool : PopularTools.values()) {
      out.printf(
          "| %s | %s | %s | %s | %s |%n",
          tool.title(),
          inTurn(tool, "aa-"),
          twoMoments(tool),
          inTurn(tool, "slower5-"),
          inTurn(tool, "slower10-"));
    }
    out.printf(
        "| `pe3 bench compare` | %s | %s | %s | %s |%n",
        compared("aa-"), comparedLater(), compared("slower5-"), compared("slower10-"));
  }

  private String compared(String kind) {
    List<Outcome> outcomes = recorded.runs(kind).stream().map(run -> compared(run, run)).toList();
    return cells(outcomes);
  }

  private String comparedLater() {
    List<Outcome> outcomes = new ArrayList<>();
    for (String earlier : recorded.runs("aa-")) {
      for (String later : recorded.runs("aa-").tailSet(earlier + "\0")) {
        outcomes.add(compared(earlier, later));
      }
    }
    return cells(outcomes);
  }

  private static String cells(List<Outcome> outcomes) {
    return outcomes.stream().mapToLong(outcome -> outcome.count(Verdict.REGRESSION)).sum()
        + " of "
        + outcomes.stream().mapToInt(outcome -> outcome.cells().size()).sum()
        + " cells, "
        + outcomes.stream().mapToLong(outcome -> outcome.count(Verdict.UNCLEAR)).sum()
        + " unclear";
  }

  private Outcome compared(String earlier, String later) {
    return new Comparison(Thresholds.parse(List.of()))
        .compare(set(earlier, "base"), set(later, "head"));
  }

  /** Times only, as the rules of the other tools see them. */
  private ResultSet set(String run, String side) {
    return VerdictTesting.set(
        recorded.cells().stream()
            .map(
                cell ->
                    VerdictTesting.cell(
                        cell,
                        recorded.of(run, cell, side).stream().mapToDouble(Medians::of).toArray()))
            .toArray(CellResult[]::new));
  }

  /** Cells of runs of one kind that the rule alarms on. */
  private String inTurn(PopularTools tool, String kind) {
    int alarms = 0;
    int all = 0;
    for (String run : recorded.runs(kind)) {
      for (String cell : recorded.cells()) {
        all++;
        alarms +=
            tool.alarms(recorded.of(run, cell, "base"), recorded.of(run, cell, "head")) ? 1 : 0;
      }
    }
    return alarms + " of " + all + " cells";
  }

  /** Base of one run against head of a later one, as tools do that keep the last result. */
  private String twoMoments(PopularTools tool) {
    int alarms = 0;
    int all = 0;
    for (String earlier : recorded.runs("aa-")) {
      for (String later : recorded.runs("aa-").tailSet(earlier + "\0")) {
        for (String cell : recorded.cells()) {
          all++;
          alarms +=
              tool.alarms(recorded.of(earlier, cell, "base"), recorded.of(later, cell, "head"))
                  ? 1
                  : 0;
        }
      }
    }
    return alarms + " of " + all + " cells";
  }
}
