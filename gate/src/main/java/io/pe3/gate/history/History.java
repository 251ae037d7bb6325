package io.pe3.gate.history;

import io.pe3.gate.result.CellId;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.Machine;
import io.pe3.gate.result.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Puts results of commits in order, cell by cell and machine by machine. */
public final class History {
  /** Commits of a series that are looked at, the newest ones: the search takes their square. */
  static final int MAX_POINTS = 500;

  private record Run(String commit, String machine) {}

  private record Key(CellId id, String machine, String unit) {}

  private History() {}

  /**
   * Orders and examines. Runs of one commit on one machine are joined as further forks. The order
   * is that of the repository, ancestors first; commits that it does not know follow, by the time
   * of their measurement. Of a longer series only the newest 500 commits are kept.
   *
   * @param entries that know their origin and machine
   * @param commits names their order
   * @param include a series is kept when this finds something in its cell's full name
   * @param changes finds the changes
   * @return by cell, then by machine
   */
  public static List<HistorySeries> of(
      Collection<ResultSet> entries, Commits commits, Pattern include, EDivisive changes) {
    Map<Run, List<ResultSet>> runs = new LinkedHashMap<>();
    for (ResultSet entry : entries) {
      String commit = entry.origin().orElseThrow().commit();
      Run run = new Run(commit, identity(entry.machine().orElseThrow()));
      runs.computeIfAbsent(run, key -> new ArrayList<>()).add(entry);
    }
    Map<String, Integer> order = commits.order();
    List<ResultSet> sorted =
        runs.values().stream()
            .map(ResultSet::join)
            .sorted(
                Comparator.comparingInt(
                        (ResultSet set) ->
                            order.getOrDefault(
                                set.origin().orElseThrow().commit(), Integer.MAX_VALUE))
                    .thenComparing(set -> set.origin().orElseThrow().time()))
            .toList();
    return series(sorted, include, changes);
  }

  /** Two machines are one when a time on one can be compared with a time on the other. */
  private static String identity(Machine machine) {
    return machine.cpu() + '\n' + machine.processors() + '\n' + machine.arch();
  }

  private static List<HistorySeries> series(
      List<ResultSet> sorted, Pattern include, EDivisive changes) {
    Map<Key, Machine> machines = new LinkedHashMap<>();
    Map<Key, List<HistorySeries.Point>> points = new LinkedHashMap<>();
    for (ResultSet set : sorted) {
      Machine machine = set.machine().orElseThrow();
      for (CellResult cell : set.cells()) {
        Key key = new Key(cell.id(), identity(machine), cell.primary().unit());
        if (include.matcher(cell.id().fullName()).find()
            && Double.isFinite(cell.primary().median())) {
          machines.put(key, machine);
          points
              .computeIfAbsent(key, k -> new ArrayList<>())
              .add(
                  new HistorySeries.Point(
                      set.origin().orElseThrow().commit(),
                      set.origin().orElseThrow().time(),
                      cell.primary()));
        }
      }
    }
    return points.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<Key, List<HistorySeries.Point>> e) -> e.getKey().id())
                .thenComparing(e -> e.getKey().machine()))
        .map(e -> series(e.getKey().id(), machines.get(e.getKey()), e.getValue(), changes))
        .toList();
  }

  private static HistorySeries series(
      CellId id, Machine machine, List<HistorySeries.Point> all, EDivisive changes) {
    List<HistorySeries.Point> points =
        all.subList(Math.max(0, all.size() - MAX_POINTS), all.size());
    double[] medians = points.stream().mapToDouble(point -> point.metric().median()).toArray();
    return new HistorySeries(id, machine, points, changes.changes(medians));
  }
}
