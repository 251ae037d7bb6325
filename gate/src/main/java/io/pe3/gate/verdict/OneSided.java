package io.pe3.gate.verdict;

import io.pe3.gate.result.CellId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one version has and the other has not. It is listed, and never a failure.
 *
 * @param benchmark class and method, with the package
 * @param params values of the benchmark's parameters by name; unmodifiable
 * @param measured the cell, when it was measured; a gate run measures only what both versions have,
 *     and mode and threads are known of nothing else
 */
public record OneSided(
    String benchmark, SortedMap<String, String> params, Optional<CellId> measured) {

  /** Keeps an unmodifiable copy of the parameters. */
  public OneSided {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  /**
   * A benchmark that was not measured.
   *
   * @param benchmark class and method, with the package
   * @param params values by name
   * @return without a cell
   */
  public static OneSided unmeasured(String benchmark, SortedMap<String, String> params) {
    return new OneSided(benchmark, params, Optional.empty());
  }

  /**
   * Cells that the other side has not.
   *
   * @param cells of one side
   * @param others of the other side
   * @return in the order of the cells
   */
  public static List<OneSided> of(Collection<CellId> cells, Collection<CellId> others) {
    List<CellId> only = new ArrayList<>(cells);
    only.removeAll(others);
    return only.stream()
        .map(id -> new OneSided(id.benchmark(), id.params(), Optional.of(id)))
        .toList();
  }

  /**
   * A name for people.
   *
   * @return as {@link CellId#label()}; without mode and threads when it was not measured
   */
  public String label() {
    return measured
        .map(CellId::label)
        .orElseGet(() -> CellId.shortName(benchmark) + CellId.inBrackets(params));
  }
}
