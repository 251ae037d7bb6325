package io.pe3.gate.report.chart;

import java.util.List;

/**
 * Numbers that belong together.
 *
 * @param name shown beside them
 * @param look colour and shape
 * @param points in the order of their x; unmodifiable
 */
public record Series(String name, Look look, List<Point> points) {
  /** Keeps an unmodifiable copy of the points. */
  public Series {
    points = List.copyOf(points);
  }
}
