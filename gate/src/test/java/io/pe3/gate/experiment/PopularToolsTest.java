package io.pe3.gate.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.Medians;
import io.pe3.gate.verdict.Comparison;
import io.pe3.gate.verdict.Thresholds;
import io.pe3.gate.verdict.Verdict;
import io.pe3.gate.verdict.VerdictTesting;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What the rules of other tools answer over simulated forks whose truth is known. */
class PopularToolsTest {
  private static final int RUNS = 400;
  private static final int CELLS = 12;
  private static final int FORKS = 10;
  private static final int ITERATIONS = 5;

  /** Iterations of one JVM agree better with each other than JVMs do. */
  private static final double WITHIN = 0.004;

  private static final Noise USUAL = Noise.normal(0.015);
  private static final Noise TWO_MODES = Noise.twoModes(0.005, 0.15, 0.3);

  @Test
  void shouldAnswerAsTheirRulesSay() {
    System.out.println("rule | A/A 1.5 % | A/A two modes | one cell 5 % slower, 1.5 %");
    for (PopularTools tool : PopularTools.values()) {
      System.out.printf(
          "%s | %d | %d | %d of %d%n",
          tool.title(), alarms(tool, USUAL), alarms(tool, TWO_MODES), found(tool), RUNS);
    }
    assertEquals(0, found(PopularTools.ACTION_200), "5 % is no 100 %");
    assertTrue(alarms(PopularTools.BENCHSTAT, USUAL) > RUNS / 10, "twelve tests at 0.05 each");
    assertTrue(alarms(PopularTools.JMH_ERROR, USUAL) > RUNS / 10, "iterations are no forks");
  }

  @Test
  void shouldKeepOneErrorForAllCellsWhereForksAreCompared() {
    int usual = comparisons(USUAL);
    int modes = comparisons(TWO_MODES);
    System.out.printf("pe3 bench compare | %d | %d of %d%n", usual, modes, RUNS);
    assertTrue(usual <= RUNS * 0.05 && modes <= RUNS * 0.05, usual + " and " + modes);
  }

  /** Comparisons of equal versions, of all cells together, that end with a regression. */
  private static int comparisons(Noise noise) {
    int alarms = 0;
    for (int run = 0; run < RUNS; run++) {
      RandomGenerator random = new SplittableRandom(run);
      CellResult[] base = new CellResult[CELLS];
      CellResult[] head = new CellResult[CELLS];
      for (int cell = 0; cell < CELLS; cell++) {
        base[cell] = cell(cell, forks(noise, 1, random));
        head[cell] = cell(cell, forks(noise, 1, random));
      }
      Verdict verdict =
          new Comparison(Thresholds.parse(List.of()))
              .compare(VerdictTesting.set(base), VerdictTesting.set(head))
              .verdict();
      alarms += verdict == Verdict.REGRESSION ? 1 : 0;
    }
    return alarms;
  }

  private static CellResult cell(int number, List<double[]> forks) {
    return VerdictTesting.cell("cell" + number, forks.stream().mapToDouble(Medians::of).toArray());
  }

  /** Runs of equal versions in which any cell is reported. */
  private static int alarms(PopularTools tool, Noise noise) {
    int alarms = 0;
    for (int run = 0; run < RUNS; run++) {
      RandomGenerator random = new SplittableRandom(run);
      boolean alarm = false;
      for (int cell = 0; cell < CELLS; cell++) {
        alarm |= tool.alarms(forks(noise, 1, random), forks(noise, 1, random));
      }
      alarms += alarm ? 1 : 0;
    }
    return alarms;
  }

  /** Runs in which a cell that is 5 % slower is reported. */
  private static int found(PopularTools tool) {
    int found = 0;
    for (int run = 0; run < RUNS; run++) {
      RandomGenerator random = new SplittableRandom(run);
      found += tool.alarms(forks(USUAL, 1, random), forks(USUAL, 1.05, random)) ? 1 : 0;
    }
    return found;
  }

  private static List<double[]> forks(Noise noise, double slowdown, RandomGenerator random) {
    DoubleSupplier sequence = noise.start(random);
    List<double[]> forks = new ArrayList<>();
    for (int fork = 0; fork < FORKS; fork++) {
      double middle = 100 * slowdown * Math.exp(sequence.getAsDouble());
      forks.add(
          random
              .doubles(ITERATIONS)
              .map(_ -> middle * Math.exp(WITHIN * random.nextGaussian()))
              .toArray());
    }
    return forks;
  }
}
