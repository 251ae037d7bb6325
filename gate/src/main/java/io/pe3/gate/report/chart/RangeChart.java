package io.pe3.gate.report.chart;

import io.pe3.gate.report.chart.Drawing.Anchor;
import io.pe3.gate.report.markup.Markup;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Numbers by name: under each name a row for each series, a mark where its number is and a line
 * from the lowest to the highest that it is the middle of.
 *
 * @param title what it shows
 * @param value the axis below
 * @param names a block of rows each; a point's x is the index here; unmodifiable
 * @param series at least one with a point; unmodifiable
 */
public record RangeChart(String title, Axis value, List<String> names, List<Series> series)
    implements Chart {
  private static final double ROW = 13;
  private static final double PADDING = 7;
  private static final double BOTTOM = 44;
  private static final double TICK_GAP = 10;

  /** Keeps unmodifiable copies. */
  public RangeChart {
    names = List.copyOf(names);
    series = List.copyOf(series);
  }

  @Override
  public Markup svg(int width, String... attributes) {
    double legend = series.size() > 1 ? Legend.height(series, width) + 4 : 8;
    double block = series.size() * ROW + 2 * PADDING;
    double bottom = legend + names.size() * block;
    double left =
        Math.min(width * 0.34, 14 + names.stream().mapToDouble(Drawing::widthOf).max().orElse(0));
    double[] values =
        series.stream()
            .flatMap(s -> s.points().stream())
            .flatMapToDouble(p -> DoubleStream.of(p.y(), p.low(), p.high()))
            .filter(v -> !Double.isNaN(v) && (v > 0 || value.kind() != Axis.Spread.LOG))
            .toArray();
    Scale scale =
        Scale.around(
                value.kind().kind(),
                DoubleStream.of(values).min().orElse(1),
                DoubleStream.of(values).max().orElse(10))
            .between(left, width - 16);
    Frame frame = new Frame(scale, new Scale(Scale.Kind.LINEAR, 0, 1, bottom, legend));

    Drawing drawing = new Drawing(width, bottom + BOTTOM, title, attributes);
    if (series.size() > 1) {
      Legend.draw(drawing, series, width);
    }
    drawAxis(drawing, frame, width);
    for (int i = 0; i < names.size(); i++) {
      double top = legend + i * block;
      if (i > 0) {
        drawing.line("base", 4, top, width - 16, top);
      }
      drawing.text(
          "name",
          left - 10,
          top + block / 2 + 4,
          Anchor.END,
          Drawing.fitting(names.get(i), left - 10));
    }
    for (int row = 0; row < series.size(); row++) {
      draw(drawing, series.get(row), frame, legend + PADDING + (row + 0.5) * ROW, block);
    }
    return drawing.finish();
  }

  private void drawAxis(Drawing drawing, Frame frame, int width) {
    for (double minor : frame.x().minorTicks()) {
      drawing.line(
          "grid minor", frame.x().at(minor), frame.top(), frame.x().at(minor), frame.bottom());
    }
    double taken = Double.NEGATIVE_INFINITY;
    for (double tick : frame.x().ticks()) {
      double place = frame.x().at(tick);
      String text = value.format().text(tick);
      double half = Drawing.widthOf(text) / 2;
      drawing.line("grid", place, frame.top(), place, frame.bottom() + 4);
      if (place - half > taken + TICK_GAP && place + half < width) {
        drawing.text("tick", place, frame.bottom() + 18, Anchor.MIDDLE, text);
        taken = place + half;
      }
    }
    drawing.line("base", frame.left(), frame.bottom(), frame.right(), frame.bottom());
    double middle = (frame.left() + frame.right()) / 2;
    drawing.text("axis", middle, frame.bottom() + 37, Anchor.MIDDLE, value.label());
  }

  private void draw(Drawing drawing, Series one, Frame frame, double first, double block) {
    drawing.open("series " + one.look().colour());
    for (Point point : one.points()) {
      if (frame.x().kind() == Scale.Kind.LOG && point.y() <= 0) {
        continue;
      }
      double y = first + point.x() * block;
      drawing.openWithText("point", point.text());
      drawing.line("stem", frame.left(), y, frame.x().at(point.y()), y);
      if (point.hasRange() && (frame.x().kind() != Scale.Kind.LOG || point.low() > 0)) {
        drawing.line("range", frame.x().at(point.low()), y, frame.x().at(point.high()), y);
      }
      one.look().mark(drawing, frame.x().at(point.y()), y);
      drawing.close();
    }
    drawing.close();
  }
}
