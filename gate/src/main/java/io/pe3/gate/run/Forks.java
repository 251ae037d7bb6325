package io.pe3.gate.run;

import io.pe3.gate.result.CellId;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The forks of both sides so far. */
final class Forks {
  private final List<CellResult> base = new ArrayList<>();
  private final List<CellResult> head = new ArrayList<>();

  void add(Side side, List<CellResult> fork) {
    (side == Side.BASE ? base : head).addAll(fork);
  }

  void add(Forks others) {
    base.addAll(others.base);
    head.addAll(others.head);
  }

  /** Cells with all of their forks joined, in the order measured. */
  SortedMap<CellId, CellResult> cells(Side side) {
    List<CellResult> forks = side == Side.BASE ? base : head;
    return new ResultSet(Optional.empty(), Optional.empty(), forks).byId();
  }

  /** Cells that both sides have measured. */
  SortedMap<CellId, CellResult> common(Side side) {
    SortedMap<CellId, CellResult> cells = cells(side);
    cells.keySet().retainAll(cells(side.other()).keySet());
    return cells;
  }
}
