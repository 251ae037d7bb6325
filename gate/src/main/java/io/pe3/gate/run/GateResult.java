package io.pe3.gate.run;

import io.pe3.gate.result.CellResult;
import io.pe3.gate.verdict.OneSided;
import io.pe3.gate.verdict.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * What a gate run found.
 *
 * @param outcome verdict of each cell, and cells on one side only
 * @param base all forks of the older version that count, without those of reruns
 * @param head all forks of the newer version that count, without those of reruns
 * @param disturbances what disturbed the machine, one line each; unmodifiable
 * @param elapsed how long was measured
 * @param budgetEnded whether cells stayed unclear because the budget ended
 */
public record GateResult(
    Outcome outcome,
    List<CellResult> base,
    List<CellResult> head,
    List<String> disturbances,
    Duration elapsed,
    boolean budgetEnded) {

  /**
   * Of versions that have nothing in common: nothing was measured.
   *
   * @return without cells
   */
  public static GateResult nothing() {
    return new GateResult(
        new Outcome(List.of(), List.of(), List.of()),
        List.of(),
        List.of(),
        List.of(),
        Duration.ZERO,
        false);
  }

  /**
   * Adds what only one version has, and was therefore not measured.
   *
   * @param inBase only the older version has it
   * @param inHead only the newer version has it
   * @return a new one
   */
  public GateResult andOneSided(List<OneSided> inBase, List<OneSided> inHead) {
    return new GateResult(
        outcome.andOneSided(inBase, inHead), base, head, disturbances, elapsed, budgetEnded);
  }

  /** Keeps unmodifiable copies. */
  public GateResult {
    base = List.copyOf(base);
    head = List.copyOf(head);
    disturbances = List.copyOf(disturbances);
  }
}
