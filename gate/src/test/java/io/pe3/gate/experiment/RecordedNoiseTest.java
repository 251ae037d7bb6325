package io.pe3.gate.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.gate.experiment.Simulation.Tally;
import io.pe3.gate.run.BudgetTooSmall;
import io.pe3.gate.run.GateResult;
import io.pe3.gate.run.GateRun;
import io.pe3.gate.run.GateSettings;
import io.pe3.gate.run.Job;
import io.pe3.gate.run.MachineWatch;
import io.pe3.gate.verdict.CellVerdict;
import io.pe3.gate.verdict.Margins;
import io.pe3.gate.verdict.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate over forks that were really measured, as they were and as noise of simulations. */
class RecordedNoiseTest {
  private static final int RUNS = 400;
  private static final Duration BUDGET = Duration.ofMinutes(5);

  private RecordedForks recorded;

  @BeforeEach
  void setUp() throws IOException {
    recorded = RecordedForks.read();
  }

  @Test
  void shouldHaveARecordingOfFifteenRunsOfThreeCells() {
    assertEquals(10, recorded.runs("aa-").size());
    assertEquals(15, recorded.runs("").size());
    assertEquals(3, recorded.cells().size());
    assertTrue(recorded.forks().size() >= 15 * 3 * 2 * 5, "forks: " + recorded.forks().size());
  }

  @Test
  void shouldPassEachRunOfTheSameJar() throws BudgetTooSmall {
    for (String run : recorded.runs("aa-")) {
      GateResult result = replay(run);
      assertEquals(Verdict.PASS, result.outcome().verdict(), run);
      assertEquals(
          recorded.forks().stream().filter(f -> f.run().equals(run) && f.counted()).count(),
          Stream.concat(result.base().stream(), result.head().stream())
              .mapToLong(cell -> cell.primary().forks().size())
              .sum(),
          "the replay takes the forks that the run took");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"slower5-", "slower10-", "allocates16-"})
  void shouldFindEachInjectedRegression(String kind) throws BudgetTooSmall {
    for (String run : recorded.runs(kind)) {
      for (CellVerdict cell : replay(run).outcome().cells()) {
        assertEquals(Verdict.REGRESSION, cell.verdict(), run + " " + cell.id());
        assertTrue(cell.reason().endsWith("and again in a rerun"), cell.reason());
      }
    }
  }

  @Test
  void shouldHardlyEverAlarmOverRecordedNoise() {
    Tally tally = Simulation.of(noises()).run(RUNS, 1, 21);
    System.out.println("A/A over recorded noise: " + tally);
    assertTrue(tally.alarmShare() <= 0.01, tally.toString());
  }

  @Test
  void shouldFindFivePercentWhereRecordedForksDeviateByOneAndAHalf() {
    Tally tally = Simulation.of(scaledNoises(0.015)).run(RUNS, 1.05, 22);
    System.out.println("5 % over recorded noise at 1.5 %: " + tally);
    assertTrue(tally.foundShare() >= 0.95, tally.toString());
  }

  @Test
  void shouldFindTenPercentOverRecordedNoise() {
    Tally tally = Simulation.of(noises()).run(RUNS, 1.10, 23);
    System.out.println("10 % over recorded noise: " + tally);
    assertTrue(tally.foundShare() >= 0.99, tally.toString());
  }

  @Test
  void shouldHardlyEverPassFivePercentOverRecordedNoise() {
    Tally tally = Simulation.of(noises()).run(RUNS, 1.05, 24);
    System.out.println("5 % over recorded noise: " + tally);
    // At most 2.5 % may pass; with 400 runs 5 % is more than three deviations above that.
    assertTrue(tally.passedShare() <= 0.05, tally.toString());
  }

  @Test
  void shouldAlwaysFindSixteenOctetsOverRecordedNoise() {
    Job job = SimulatedForks.jobs(12).getFirst();
    for (int seed = 0; seed < 100; seed++) {
      SimulatedForks source = new SimulatedForks(noises(), new SplittableRandom(seed));
      GateResult result =
          Simulation.of(noises()).gate(source.allocating(job, 16), SimulatedForks.jobs(12));
      assertEquals(
          Verdict.REGRESSION,
          result.outcome().cells().stream()
              .filter(cell -> cell.id().benchmark().equals(job.benchmark()))
              .findFirst()
              .orElseThrow()
              .verdict());
    }
  }

  @Test
  void shouldSeeWhatTheDefaultOfAPopularToolDoesNot() {
    for (String run : recorded.runs("slower10-")) {
      for (String cell : recorded.cells()) {
        List<double[]> base = recorded.of(run, cell, "base");
        List<double[]> head = recorded.of(run, cell, "head");
        assertFalse(PopularTools.ACTION_200.alarms(base, head), "10 % is no 100 %");
      }
    }
  }

  private GateResult replay(String run) throws BudgetTooSmall {
    List<Job> jobs = recorded.cells().stream().map(ReplayedForks::job).toList();
    return new GateRun(
            GateSettings.of(
                new Margins(Margins.USUAL_TOLERANCE, 0.05), GateSettings.USUAL_MOST_FORKS, BUDGET),
            new ReplayedForks(recorded, run),
            MachineWatch.none(),
            () -> 0,
            _ -> {})
        .run(jobs);
  }

  private List<Noise> noises() {
    return recorded.cells().stream()
        .map(cell -> Noise.recorded(recorded.deviations(cell)))
        .toList();
  }

  private List<Noise> scaledNoises(double deviation) {
    return recorded.cells().stream()
        .map(cell -> Noise.recorded(Noise.scaled(recorded.deviations(cell), deviation)))
        .toList();
  }
}
