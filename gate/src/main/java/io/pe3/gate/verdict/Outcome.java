package io.pe3.gate.verdict;

import io.pe3.gate.result.CellId;
import java.util.List;

/**
 * What a comparison says.
 *
 * @param cells that both versions have, sorted by id; unmodifiable
 * @param onlyInBase cells that only the older version has; never a failure; unmodifiable
 * @param onlyInHead cells that only the newer version has; never a failure; unmodifiable
 */
public record Outcome(List<CellVerdict> cells, List<CellId> onlyInBase, List<CellId> onlyInHead) {

  /** Keeps unmodifiable copies. */
  public Outcome {
    cells = List.copyOf(cells);
    onlyInBase = List.copyOf(onlyInBase);
    onlyInHead = List.copyOf(onlyInHead);
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
