package io.pe3.gate.experiment;

import io.pe3.gate.run.BudgetTooSmall;
import io.pe3.gate.run.GateResult;
import io.pe3.gate.run.GateRun;
import io.pe3.gate.run.GateSettings;
import io.pe3.gate.run.Job;
import io.pe3.gate.run.MachineWatch;
import io.pe3.gate.verdict.CellVerdict;
import io.pe3.gate.verdict.Margins;
import io.pe3.gate.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Many gate runs over simulated forks, by the gate's own code.
 *
 * @param cells of each run
 * @param budget of each run, at 4 s a fork
 * @param noises of the cells
 */
record Simulation(int cells, Duration budget, List<Noise> noises) {
  /** What PE3's own gate has: 12 cells in 40 minutes. */
  static Simulation of(List<Noise> noises) {
    return new Simulation(12, Duration.ofMinutes(40), noises);
  }

  /**
   * What came out.
   *
   * @param runs how many
   * @param alarms runs in which a cell failed that is not slower
   * @param found runs in which the slower cell failed
   * @param passed runs in which the slower cell passed, or without one all cells did
   * @param forks in all runs
   */
  record Tally(int runs, int alarms, int found, int passed, long forks) {
    double alarmShare() {
      return (double) alarms / runs;
    }

    double foundShare() {
      return (double) found / runs;
    }

    double passedShare() {
      return (double) passed / runs;
    }

    double unclearShare() {
      return (double) (runs - found - passed) / runs;
    }

    String percent(double share) {
      return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
  }

  /** Runs with one cell that is slower, or none at 1.0. */
  Tally run(int runs, double slowdown, long seed) {
    int alarms = 0;
    int found = 0;
    int passed = 0;
    long forks = 0;
    List<Job> jobs = SimulatedForks.jobs(cells);
    for (int i = 0; i < runs; i++) {
      SimulatedForks source = new SimulatedForks(noises, new SplittableRandom(seed + i));
      Job slower = jobs.get(i % cells);
      source.slower(slower, slowdown);
      GateResult result = gate(source, jobs);
      boolean alarm = false;
      Verdict ofSlower = Verdict.UNCLEAR;
      for (CellVerdict cell : result.outcome().cells()) {
        boolean isSlower = slowdown > 1 && cell.id().benchmark().equals(slower.benchmark());
        alarm |= !isSlower && cell.verdict() == Verdict.REGRESSION;
        ofSlower = isSlower ? cell.verdict() : ofSlower;
      }
      alarms += alarm ? 1 : 0;
      found += ofSlower == Verdict.REGRESSION ? 1 : 0;
      Verdict whole = slowdown > 1 ? ofSlower : result.outcome().verdict();
      passed += whole == Verdict.PASS ? 1 : 0;
      forks += source.forks();
    }
    return new Tally(runs, alarms, found, passed, forks);
  }

  GateResult gate(SimulatedForks source, List<Job> jobs) {
    try {
      return new GateRun(
              GateSettings.of(
                  new Margins(Margins.USUAL_TOLERANCE, 0.05),
                  GateSettings.USUAL_MOST_FORKS,
                  budget),
              source,
              MachineWatch.none(),
              source,
              _ -> {})
          .run(jobs);
    } catch (BudgetTooSmall e) {
      throw new IllegalStateException(e);
    }
  }
}
