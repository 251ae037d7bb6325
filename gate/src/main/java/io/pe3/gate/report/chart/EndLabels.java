package io.pe3.gate.report.chart;

import io.pe3.gate.report.chart.Drawing.Anchor;
import java.util.Comparator;
import java.util.List;

/**
 * Names of series at the ends of their lines, moved apart where lines end close to each other.
 *
 * @param frame that the lines are in
 * @param room to its right, in px
 */
record EndLabels(Frame frame, double room) {
  private static final double GAP = 16;
  private static final double INDENT = 24;

  private static final class Label {
    private final Series series;
    private final double end;
    private double place;

    Label(Series series, double end) {
      this.series = series;
      this.end = end;
      place = end;
    }
  }

  void draw(Drawing drawing, List<Series> series) {
    List<Label> labels =
        series.stream()
            .filter(s -> !s.points().isEmpty())
            .map(s -> new Label(s, frame.y().at(Math.max(last(s).y(), frame.y().low()))))
            .sorted(Comparator.comparingDouble(label -> label.end))
            .toList();
    moveApart(labels);
    for (Label label : labels) {
      drawing.open("series " + label.series.look().colour());
      double from = frame.x().at(last(label.series).x());
      drawing.polyline(
          "leader",
          from + 7,
          label.end,
          frame.right() + 10,
          label.end,
          frame.right() + INDENT - 4,
          label.place);
      drawing.text(
          "name",
          frame.right() + INDENT,
          label.place + 4,
          Anchor.START,
          Drawing.fitting(label.series.name(), room - INDENT));
      drawing.close();
    }
  }

  private static Point last(Series series) {
    return series.points().stream().max(Comparator.comparingDouble(Point::x)).orElseThrow();
  }

  /** Downwards first, then upwards from the bottom, so that all stay within the frame. */
  private void moveApart(List<Label> labels) {
    double free = frame.top() + GAP / 2;
    for (Label label : labels) {
      label.place = Math.max(label.place, free);
      free = label.place + GAP;
    }
    double below = frame.bottom();
    for (Label label : labels.reversed()) {
      label.place = Math.min(label.place, below);
      below = label.place - GAP;
    }
  }
}
