package io.pe3.gate.report.question;

import io.pe3.gate.result.CellId;

/** Says in words what a cell is. */
public interface Naming {
  /**
   * Names a cell.
   *
   * @param id of the cell
   * @return which question it answers, and who does the work
   */
  Named name(CellId id);

  /**
   * Where a question stands among others.
   *
   * @param question by its title
   * @return lower numbers first
   */
  default int order(String question) {
    return 0;
  }
}
