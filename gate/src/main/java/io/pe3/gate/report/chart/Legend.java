package io.pe3.gate.report.chart;

import io.pe3.gate.report.chart.Drawing.Anchor;
import java.util.List;

/** Names of series above a chart, in rows. */
final class Legend {
  private static final double ROW = 19;
  private static final double MARK = 30;
  private static final double GAP = 14;

  private Legend() {}

  static double height(List<Series> series, double width) {
    return walk(null, series, width);
  }

  static void draw(Drawing drawing, List<Series> series, double width) {
    walk(drawing, series, width);
  }

  private static double walk(Drawing drawing, List<Series> series, double width) {
    double x = 4;
    double y = ROW - 5;
    for (Series one : series) {
      String name = Drawing.fitting(one.name(), width - MARK - 8);
      double needed = MARK + Drawing.widthOf(name);
      if (x > 4 && x + needed > width - 4) {
        x = 4;
        y += ROW;
      }
      if (drawing != null) {
        drawing.open("series " + one.look().colour());
        drawing.line(one.look().lineStyle(), x, y - 4, x + 22, y - 4);
        one.look().mark(drawing, x + 11, y - 4);
        drawing.text("name", x + MARK - 2, y, Anchor.START, name);
        drawing.close();
      }
      x += needed + GAP;
    }
    return y + 10;
  }
}
