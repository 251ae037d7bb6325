package io.pe3.gate.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.gate.result.CellResult;
import io.pe3.gate.run.BudgetTooSmall;
import io.pe3.gate.run.ForkSource;
import io.pe3.gate.run.GateResult;
import io.pe3.gate.run.GateRun;
import io.pe3.gate.run.GateSettings;
import io.pe3.gate.run.Job;
import io.pe3.gate.run.MachineWatch;
import io.pe3.gate.run.Side;
import io.pe3.gate.verdict.CellVerdict;
import io.pe3.gate.verdict.Margins;
import io.pe3.gate.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GateRunTest {
  private static final List<Job> JOBS = SimulatedForks.jobs(3);
  private static final Job FIRST = JOBS.getFirst();
  private static final Noise QUIET = Noise.normal(0.004);

  @Test
  void shouldAlternateWhichVersionComesFirst() throws BudgetTooSmall {
    SimulatedForks source = source(QUIET);
    List<Side> sides = new ArrayList<>();
    run(source, recording(source, sides), MachineWatch.none(), 20, 60);
    Side a = Side.BASE;
    Side b = Side.HEAD;
    assertEquals(List.of(a, b, b, a, a, b, b, a, a, b), sides);
  }

  @Test
  void shouldPassAtFiveForksWhereItIsClear() throws BudgetTooSmall {
    GateResult result = run(source(QUIET), 20, 60);
    assertEquals(Verdict.PASS, result.outcome().verdict());
    assertEquals(5, result.base().getFirst().primary().forks().size());
  }

  @Test
  void shouldAddForksOnlyWhereItIsNotClear() throws BudgetTooSmall {
    GateResult result = run(source(QUIET).slower(FIRST, 1.10), 20, 60);
    assertEquals(Verdict.REGRESSION, result.outcome().verdict());
    for (CellResult cell : result.head()) {
      boolean slower = cell.id().benchmark().equals(FIRST.benchmark());
      assertEquals(slower ? 8 : 5, cell.primary().forks().size());
    }
  }

  @Test
  void shouldFindASlowerThroughput() throws BudgetTooSmall {
    GateResult result = run(source(QUIET).throughput().slower(FIRST, 1.10), 20, 60);
    CellVerdict cell = cell(result, FIRST);
    assertEquals(Verdict.REGRESSION, cell.verdict());
    assertEquals(1.10, cell.slowdown().orElseThrow().estimate(), 0.02);
    assertEquals("much slower", cell.slowdown().orElseThrow().words());
  }

  @Test
  void shouldPassWhatIsFaster() throws BudgetTooSmall {
    GateResult result = run(source(QUIET).slower(FIRST, 0.8), 20, 60);
    assertEquals(Verdict.PASS, result.outcome().verdict());
    assertEquals("much faster", cell(result, FIRST).slowdown().orElseThrow().words());
  }

  @Test
  void shouldAlwaysFindAnAddedAllocationOfSixteenOctets() throws BudgetTooSmall {
    for (int seed = 0; seed < 200; seed++) {
      SimulatedForks source =
          new SimulatedForks(List.of(Noise.normal(0.2)), new SplittableRandom(seed));
      GateResult result = run(source.allocating(FIRST, 16), 5, 60);
      assertEquals(Verdict.REGRESSION, cell(result, FIRST).verdict());
      assertTrue(cell(result, FIRST).reason().startsWith("it allocates more, and again"));
    }
  }

  @Test
  void shouldMeasureAgainBeforeAFailure() throws BudgetTooSmall {
    SimulatedForks source = source(QUIET).slower(FIRST, 1.10);
    List<Side> sides = new ArrayList<>();
    GateResult result = run(source, recording(source, sides), MachineWatch.none(), 20, 60);
    assertEquals(2 * (8 + 5), sides.size());
    assertTrue(cell(result, FIRST).reason().endsWith("and again in a rerun"));
  }

  @Test
  void shouldNotFailWhenTheRerunIsNotSlower() throws BudgetTooSmall {
    SimulatedForks source = source(QUIET).slower(FIRST, 1.10);
    List<Side> sides = new ArrayList<>();
    ForkSource recovering =
        (side, job) -> {
          if (sides.size() == 2 * 8) {
            source.slower(FIRST, 1);
          }
          return recording(source, sides).measure(side, job);
        };
    GateResult result = run(source, recovering, MachineWatch.none(), 20, 60);
    assertEquals(Verdict.UNCLEAR, cell(result, FIRST).verdict());
    assertTrue(cell(result, FIRST).reason().contains("not again in a rerun"));
  }

  @Test
  void shouldSayThatItCannotTellWhenTheBudgetEnds() throws BudgetTooSmall {
    GateResult result = run(source(Noise.normal(0.2)), 20, 3);
    assertEquals(Verdict.UNCLEAR, result.outcome().verdict());
    assertTrue(result.budgetEnded());
    assertTrue(result.elapsed().compareTo(Duration.ofMinutes(3)) <= 0, "never over the budget");
  }

  @Test
  void shouldSayHowManyMinutesFiveForksTake() {
    BudgetTooSmall early =
        assertThrows(
            BudgetTooSmall.class,
            () -> GateRun.requireBudget(12, Duration.ofSeconds(4), Duration.ofMinutes(7)));
    assertEquals(8, early.neededMinutes());
    assertTrue(early.getMessage().contains("--budget 8"), early.getMessage());
    BudgetTooSmall late = assertThrows(BudgetTooSmall.class, () -> run(source(QUIET), 20, 1));
    assertEquals(2, late.neededMinutes(), "after the first round, by what it took");
  }

  @Test
  void shouldMeasureAPairAgainWhenTheMachineWasDisturbed() throws BudgetTooSmall {
    SimulatedForks source = source(QUIET);
    int[] pairs = {0};
    MachineWatch watch =
        watch(() -> pairs[0]++ == 4 ? Optional.of("others took 90 %") : Optional.empty());
    GateResult result = run(source, source, watch, 20, 60);
    assertEquals(3 * 2 * 5 + 2, source.forks());
    assertEquals(1, result.disturbances().size());
    assertTrue(result.disturbances().getFirst().endsWith("both forks measured again"));
    assertEquals(5, result.base().getFirst().primary().forks().size());
  }

  @Test
  void shouldGoOnWhenTheMachineIsAlwaysDisturbed() throws BudgetTooSmall {
    SimulatedForks source = source(QUIET);
    GateResult result = run(source, source, watch(() -> Optional.of("noise")), 20, 60);
    assertEquals(3 * 3 * 2 * 5, source.forks());
    assertEquals(Verdict.PASS, result.outcome().verdict());
    assertTrue(result.disturbances().get(2).endsWith("taken as it is"));
  }

  @Test
  void shouldNotFailByTooFewForksHoweverSlow() throws BudgetTooSmall {
    assertEquals(Verdict.UNCLEAR, run(source(QUIET).slower(FIRST, 2), 5, 60).outcome().verdict());
    assertEquals(
        Verdict.REGRESSION, run(source(QUIET).slower(FIRST, 2), 8, 60).outcome().verdict());
  }

  @Test
  void shouldKeepEveryForkThatCounts() throws BudgetTooSmall {
    GateResult result = run(source(QUIET).slower(FIRST, 1.10), 20, 60);
    assertEquals(3, result.base().size());
    assertEquals(3, result.head().size());
    assertFalse(result.budgetEnded());
  }

  private static SimulatedForks source(Noise noise) {
    return new SimulatedForks(List.of(noise), new SplittableRandom(5));
  }

  /** Notes the sides of the first job. */
  private static ForkSource recording(ForkSource source, List<Side> sides) {
    return (side, job) -> {
      if (job.equals(FIRST)) {
        sides.add(side);
      }
      return source.measure(side, job);
    };
  }

  private static MachineWatch watch(Supplier<Optional<String>> end) {
    return new MachineWatch() {
      @Override
      public void begin() {}

      @Override
      public Optional<String> end() {
        return end.get();
      }
    };
  }

  private static GateResult run(SimulatedForks source, int forks, int minutes)
      throws BudgetTooSmall {
    return run(source, source, MachineWatch.none(), forks, minutes);
  }

  private static GateResult run(
      SimulatedForks clock, ForkSource source, MachineWatch watch, int forks, int minutes)
      throws BudgetTooSmall {
    return new GateRun(
            GateSettings.of(new Margins(0.01, 0.05), forks, Duration.ofMinutes(minutes)),
            source,
            watch,
            clock,
            _ -> {})
        .run(JOBS);
  }

  private static CellVerdict cell(GateResult result, Job job) {
    return result.outcome().cells().stream()
        .filter(cell -> cell.id().benchmark().equals(job.benchmark()))
        .findFirst()
        .orElseThrow();
  }
}
