package io.pe3.gate.history;

import io.pe3.gate.result.CellId;
import io.pe3.gate.result.Machine;
import io.pe3.gate.result.Medians;
import io.pe3.gate.result.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One cell on one machine, over commits.
 *
 * @param id of the cell
 * @param machine that measured it
 * @param points in the order of their commits; unmodifiable
 * @param changes found among their medians; unmodifiable
 */
public record HistorySeries(
    CellId id, Machine machine, List<Point> points, List<EDivisive.Change> changes) {

  /**
   * What was measured of a commit.
   *
   * @param commit full id
   * @param time of the measurement
   * @param metric its forks
   */
  public record Point(String commit, Instant time, Metric metric) {}

  /**
   * A stretch without a change.
   *
   * @param from index of its first point
   * @param to index after its last point
   * @param median of its points
   */
  public record Level(int from, int to, double median) {}

  /** Keeps unmodifiable copies. */
  public HistorySeries {
    points = List.copyOf(points);
    changes = List.copyOf(changes);
  }

  /**
   * What lies between the changes.
   *
   * @return one more than there are changes
   */
  public List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= changes.size(); i++) {
      int to = i < changes.size() ? changes.get(i).index() : points.size();
      levels.add(
          new Level(
              from,
              to,
              Medians.of(
                  points.subList(from, to).stream()
                      .mapToDouble(point -> point.metric().median())
                      .toArray())));
      from = to;
    }
    return levels;
  }
}
