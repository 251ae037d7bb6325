package io.pe3.gate.result;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Results of one version on one machine.
 *
 * @param origin which version, when it is known: JMH's own files don't say
 * @param machine where, when it is known: JMH's own files don't say
 * @param cells sorted by id, each id once; unmodifiable
 */
public record ResultSet(
    Optional<Origin> origin, Optional<Machine> machine, List<CellResult> cells) {

  /** Sorts the cells, and joins the forks of those that occur more than once. */
  public ResultSet {
    cells = joined(cells);
  }

  /**
   * Joins results of one version, such as the files of several runs.
   *
   * @param sets at least one; the first one that knows origin or machine says it
   * @return all cells; forks of a cell in several sets stand in the order of the sets
   * @throws GateException {@code malformed_result} when a cell has several units
   */
  public static ResultSet join(Collection<ResultSet> sets) {
    List<CellResult> cells = new ArrayList<>();
    sets.forEach(set -> cells.addAll(set.cells()));
    return new ResultSet(
        sets.stream().flatMap(set -> set.origin().stream()).findFirst(),
        sets.stream().flatMap(set -> set.machine().stream()).findFirst(),
        cells);
  }

  /**
   * The cells by id.
   *
   * @return a new map
   */
  public SortedMap<CellId, CellResult> byId() {
    SortedMap<CellId, CellResult> map = new TreeMap<>();
    cells.forEach(cell -> map.put(cell.id(), cell));
    return map;
  }

  private static List<CellResult> joined(List<CellResult> cells) {
    SortedMap<CellId, CellResult> map = new TreeMap<>();
    cells.forEach(cell -> map.merge(cell.id(), cell, ResultSet::join));
    return List.copyOf(map.values());
  }

  private static CellResult join(CellResult first, CellResult second) {
    SortedMap<String, Metric> secondary = new TreeMap<>();
    for (Map.Entry<String, Metric> metric : first.secondary().entrySet()) {
      // A metric that some forks lack could not be told which forks it is of.
      Metric other = second.secondary().get(metric.getKey());
      if (other != null) {
        secondary.put(metric.getKey(), join(first.id(), metric.getValue(), other));
      }
    }
    return new CellResult(
        first.id(),
        join(first.id(), first.primary(), second.primary()),
        secondary,
        first.settings(),
        first.jvm());
  }

  private static Metric join(CellId id, Metric first, Metric second) {
    if (!first.unit().equals(second.unit())) {
      throw new GateException(
          GateErrorCode.MALFORMED_RESULT,
          "a cell occurs twice with different units; give files of one project",
          "cell",
          id,
          "unit",
          first.unit(),
          "other",
          second.unit());
    }
    List<Double> forks = new ArrayList<>(first.forks());
    forks.addAll(second.forks());
    // Percentiles of two pools can't be joined; those of one alone would be taken for all.
    return new Metric(first.unit(), forks);
  }
}
