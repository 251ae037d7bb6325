package io.pe3.gate.report.chart;

import io.pe3.gate.report.chart.Drawing.Anchor;
import io.pe3.gate.report.markup.Markup;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Numbers over numbers: a line for each series, with its name at its end where there is room and
 * else above.
 *
 * @param title what it shows
 * @param x the axis below
 * @param y the axis on the left
 * @param series at least one with a point; unmodifiable
 * @param marks where something happened along x, such as a change; unmodifiable
 */
public record LineChart(String title, Axis x, Axis y, List<Series> series, List<Double> marks)
    implements Chart {
  private static final int TOP = 28;
  private static final int BOTTOM = 46;
  private static final int LABEL_ROW = 16;
  private static final int LEAST_PLOT = 250;
  private static final double TICK_GAP = 8;

  /** Keeps unmodifiable copies. */
  public LineChart {
    series = List.copyOf(series);
    marks = List.copyOf(marks);
  }

  @Override
  public Markup svg(int width, String... attributes) {
    boolean wide = width >= WIDE;
    boolean named = series.size() > 1;
    double legend = named && !wide ? Legend.height(series, width) : 0;
    double names = named && wide ? Math.min(width * 0.36, longestName() + 34) : 14;
    double plot = Math.max(LEAST_PLOT, named && wide ? series.size() * LABEL_ROW : 0);
    double height = legend + TOP + plot + BOTTOM;
    Scale vertical = scale(y, values(Point::y, true));
    double left = 16 + vertical.ticks().stream().mapToDouble(this::tickWidth).max().orElse(30);
    Scale across = scale(x, values(Point::x, false));
    Frame frame =
        new Frame(
            across.between(left, width - names),
            vertical.between(legend + TOP + plot, legend + TOP));

    Drawing drawing = new Drawing(width, height, title, attributes);
    if (legend > 0) {
      Legend.draw(drawing, series, width);
    }
    drawAxes(drawing, frame);
    marks.forEach(mark -> frame.mark(drawing, mark));
    // The first series is what it is about, so it is drawn over the others.
    series.reversed().forEach(one -> draw(drawing, one, frame));
    if (named && wide) {
      new EndLabels(frame, names).draw(drawing, series);
    }
    return drawing.finish();
  }

  private double longestName() {
    return series.stream().mapToDouble(s -> Drawing.widthOf(s.name())).max().orElse(0);
  }

  private double tickWidth(double value) {
    return Drawing.widthOf(y.format().text(value));
  }

  private double[] values(ToDoubleFunction<Point> of, boolean ranges) {
    return series.stream()
        .flatMap(s -> s.points().stream())
        .flatMapToDouble(
            point ->
                ranges && point.hasRange()
                    ? DoubleStream.of(of.applyAsDouble(point), point.low(), point.high())
                    : DoubleStream.of(of.applyAsDouble(point)))
        .filter(v -> y.kind() != Axis.Spread.LOG || v > 0)
        .toArray();
  }

  private static Scale scale(Axis axis, double[] values) {
    double low = DoubleStream.of(values).min().orElse(1);
    double high = DoubleStream.of(values).max().orElse(10);
    if (axis.ticks().isEmpty()) {
      return Scale.around(axis.kind().kind(), low, high);
    }
    return new Scale(axis.kind().kind(), low, high > low ? high : low + 1, 0, 1);
  }

  private void drawAxes(Drawing drawing, Frame frame) {
    Scale vertical = frame.y();
    vertical.minorTicks().forEach(value -> frame.across(drawing, "grid minor", value));
    for (double value : vertical.ticks()) {
      frame.across(drawing, "grid", value);
      drawing.text(
          "tick", frame.left() - 7, vertical.at(value) + 4, Anchor.END, y.format().text(value));
    }
    drawing.text("axis", 4, frame.top() - 15, Anchor.START, y.label());
    drawing.line("base", frame.left(), frame.bottom(), frame.right(), frame.bottom());
    double taken = Double.NEGATIVE_INFINITY;
    List<Double> ticks = x.ticks().isEmpty() ? frame.x().ticks() : x.ticks();
    for (double value : ticks.stream().sorted().toList()) {
      double place = frame.x().at(value);
      String text = x.format().text(value);
      double half = Drawing.widthOf(text) / 2;
      drawing.line("base", place, frame.bottom(), place, frame.bottom() + 4);
      if (place - half > taken + TICK_GAP) {
        drawing.text("tick", place, frame.bottom() + 18, Anchor.MIDDLE, text);
        taken = place + half;
      }
    }
    double middle = (frame.left() + frame.right()) / 2;
    drawing.text("axis", middle, frame.bottom() + 38, Anchor.MIDDLE, x.label());
  }

  private void draw(Drawing drawing, Series one, Frame frame) {
    drawing.open("series " + one.look().colour());
    List<Point> points =
        one.points().stream()
            .filter(point -> frame.y().kind() != Scale.Kind.LOG || point.y() > 0)
            .sorted(Comparator.comparingDouble(Point::x))
            .toList();
    double[] places =
        points.stream()
            .flatMapToDouble(p -> DoubleStream.of(frame.x().at(p.x()), frame.y().at(p.y())))
            .toArray();
    if (points.size() > 1) {
      drawing.polyline(one.look().lineStyle(), places);
    }
    for (Point point : points) {
      drawing.openWithText("point", point.text());
      double place = frame.x().at(point.x());
      if (point.hasRange() && (frame.y().kind() != Scale.Kind.LOG || point.low() > 0)) {
        drawing.line("range", place, frame.y().at(point.low()), place, frame.y().at(point.high()));
      }
      one.look().mark(drawing, place, frame.y().at(point.y()));
      drawing.close();
    }
    drawing.close();
  }
}
