package io.pe3.gate.run;

import io.pe3.gate.result.CellResult;
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

  /** Keeps unmodifiable copies. */
  public GateResult {
    base = List.copyOf(base);
    head = List.copyOf(head);
    disturbances = List.copyOf(disturbances);
  }
}
