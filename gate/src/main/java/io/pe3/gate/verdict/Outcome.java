package io.pe3.gate.verdict;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a comparison says.
 *
 * @param cells that both versions have, sorted by id; unmodifiable
 * @param onlyInBase what only the older version has; never a failure; unmodifiable
 * @param onlyInHead what only the newer version has; never a failure; unmodifiable
 */
public record Outcome(
    List<CellVerdict> cells, List<OneSided> onlyInBase, List<OneSided> onlyInHead) {

  /** Keeps unmodifiable copies. */
  public Outcome {
    cells = List.copyOf(cells);
    onlyInBase = List.copyOf(onlyInBase);
    onlyInHead = List.copyOf(onlyInHead);
  }

  /**
   * Adds what only one version has.
   *
   * @param inBase only the older version has it
   * @param inHead only the newer version has it
   * @return with them before what is one-sided already
   */
  public Outcome andOneSided(List<OneSided> inBase, List<OneSided> inHead) {
    return new Outcome(cells, joined(inBase, onlyInBase), joined(inHead, onlyInHead));
  }

  private static List<OneSided> joined(List<OneSided> first, List<OneSided> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /**
   * The verdict of all cells together.
   *
   * @return the worst one
   */
  public Verdict verdict() {
    return Verdict.worst(cells.stream().map(CellVerdict::verdict).toList());
  }

  /**
   * How many cells have a verdict.
   *
   * @param verdict to count
   * @return 0 or more
   */
  public long count(Verdict verdict) {
    return cells.stream().filter(cell -> cell.verdict() == verdict).count();
  }

  /**
   * All of it in a line.
   *
   * @return for example {@code regression: 1 of 12 cells slower or allocating more, 1 unclear}
   */
  public String summary() {
    StringBuilder line = new StringBuilder(verdict().words()).append(": ");
    line.append(cells.size()).append(cells.size() == 1 ? " cell, " : " cells, ");
    line.append(count(Verdict.PASS)).append(" without regression, ");
    line.append(count(Verdict.REGRESSION)).append(" with, ");
    line.append(count(Verdict.UNCLEAR)).append(" unclear");
    if (!onlyInBase.isEmpty() || !onlyInHead.isEmpty()) {
      line.append("; on one side only: ").append(onlyInBase.size() + onlyInHead.size());
    }
    return line.toString();
  }
}
