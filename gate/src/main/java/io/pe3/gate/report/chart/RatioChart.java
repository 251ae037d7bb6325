package io.pe3.gate.report.chart;

import io.pe3.gate.report.chart.Drawing.Anchor;
import io.pe3.gate.report.markup.Markup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How many times as good one is as another: a bar from 1 for each name, to the right where it is
 * better and to the left where it is worse.
 *
 * @param title what it shows
 * @param label of the axis below
 * @param bars at least one; unmodifiable
 */
public record RatioChart(String title, String label, List<Bar> bars) implements Chart {
  private static final double ROW = 30;
  private static final double TOP = 8;
  private static final double BOTTOM = 46;
  private static final double BAR = 16;
  private static final double TICK_GAP = 12;
  private static final double FIGURE = 72;
  private static final double MARGIN = 8;
  private static final double NAME_ROW = 18;
  private static final double LONG_NAME = 0.45;
  private static final double SHORT_NAME = 0.3;
  private static final double FEW = 5;
  private static final double[] FINE_STEPS = {1, 1.5};

  /**
   * One comparison.
   *
   * @param name what is compared
   * @param ratio how many times as good, above 0
   * @param low lowest that it may be, by the spread of both sides; NaN when that is not known
   * @param high highest that it may be; NaN when that is not known
   * @param other what it is compared with
   */
  public record Bar(String name, double ratio, double low, double high, String other) {
    boolean hasRange() {
      return high > low && low > 0;
    }
  }

  /** Keeps an unmodifiable copy of the bars. */
  public RatioChart {
    bars = List.copyOf(bars);
  }

  /** Long names stand above their bars and not before them. */
  private record Layout(boolean stacked, double left, double row, double bottom) {}

  private Layout layout(int width) {
    double longest = bars.stream().mapToDouble(b -> Drawing.widthOf(b.name())).max().orElse(0);
    boolean stacked = longest > width * (width < WIDE ? SHORT_NAME : LONG_NAME);
    double row = stacked ? ROW + NAME_ROW : ROW;
    return new Layout(stacked, stacked ? 12 : 16 + longest, row, TOP + bars.size() * row);
  }

  @Override
  public Markup svg(int width, String... attributes) {
    Layout layout = layout(width);
    double low = 1;
    double high = 1;
    for (Bar bar : bars) {
      low = Math.min(low, bar.hasRange() ? bar.low() : bar.ratio());
      high = Math.max(high, bar.hasRange() ? bar.high() : bar.ratio());
    }
    double others =
        width < WIDE
            ? 0
            : bars.stream().mapToDouble(bar -> Drawing.widthOf(bar.other())).max().orElse(0);
    double right = width - Math.min(width * 0.5, FIGURE + others);
    double start = layout.left() + (low < 1 ? MARGIN : 0);
    Scale scale = new Scale(Scale.Kind.LOG, below(low), above(high), start, right);

    Drawing drawing = new Drawing(width, layout.bottom() + BOTTOM, title, attributes);
    drawAxis(drawing, scale, layout.bottom());
    drawing.text("axis", 4, layout.bottom() + 38, Anchor.START, label);
    drawing.line("one", scale.at(1), TOP - 4, scale.at(1), layout.bottom() + 4);
    for (int i = 0; i < bars.size(); i++) {
      draw(drawing, bars.get(i), scale, TOP + i * layout.row(), layout, width);
    }
    return drawing.finish();
  }

  /** Powers of two and half-way between them, so that twice and half are as far from 1. */
  private static double above(double value) {
    return Math.max(2, Math.pow(2, Math.ceil(Math.log(value) / Math.log(2) * 2) / 2));
  }

  private static double below(double value) {
    return value >= 1 ? 1 : Math.pow(2, Math.floor(Math.log(value) / Math.log(2) * 2) / 2);
  }

  private static void drawAxis(Drawing drawing, Scale scale, double bottom) {
    List<double[]> taken = new ArrayList<>();
    for (double value : ticks(scale)) {
      double place = scale.at(value);
      String text = NumberFormat.FACTOR.text(value);
      double half = (Drawing.widthOf(text) + TICK_GAP) / 2;
      drawing.line("grid", place, TOP, place, bottom + 4);
      if (taken.stream().noneMatch(t -> place + half > t[0] && place - half < t[1])) {
        drawing.text("tick", place, bottom + 18, Anchor.MIDDLE, text);
        taken.add(new double[] {place - half, place + half});
      }
    }
  }

  /** Powers of two, and between them where few are in sight; those nearest to 1 first. */
  private static List<Double> ticks(Scale scale) {
    double[] steps = scale.high() / scale.low() > FEW ? new double[] {1} : FINE_STEPS;
    List<Double> ticks = new ArrayList<>();
    for (int power = -8; power <= 20; power++) {
      for (double step : steps) {
        double value = Math.pow(2, power) * step;
        if (value >= scale.low() * 0.999 && value <= scale.high() * 1.001) {
          ticks.add(value);
        }
      }
    }
    ticks.sort(Comparator.comparingDouble(value -> Math.abs(Math.log(value))));
    return ticks;
  }

  private static void draw(
      Drawing drawing, Bar bar, Scale scale, double top, Layout layout, int width) {
    double y = top + layout.row() - ROW / 2;
    boolean better = bar.ratio() >= 1;
    drawing.openWithText(better ? "bar better" : "bar worse", bar.name() + ": " + words(bar, WIDE));
    if (layout.stacked()) {
      String name = Drawing.fitting(bar.name(), width - 8);
      drawing.text("name", 4, top + NAME_ROW - 3, Anchor.START, name);
    } else {
      drawing.text("name", layout.left() - 12, y + 4, Anchor.END, bar.name());
    }
    double from = Math.min(scale.at(1), scale.at(bar.ratio()));
    double to = Math.max(scale.at(1), scale.at(bar.ratio()));
    drawing.rect("fill", from, y - BAR / 2, Math.max(1, to - from), BAR);
    double end = to;
    if (bar.hasRange()) {
      drawing.line("range", scale.at(bar.low()), y, scale.at(bar.high()), y);
      drawing.line("range", scale.at(bar.low()), y - 4, scale.at(bar.low()), y + 4);
      drawing.line("range", scale.at(bar.high()), y - 4, scale.at(bar.high()), y + 4);
      end = Math.max(to, scale.at(bar.high()));
    }
    String words = Drawing.fitting(words(bar, width), width - end - 8);
    drawing.text("figure", end + 8, y + 4, Anchor.START, words);
    drawing.close();
  }

  private static String words(Bar bar, int width) {
    String ratio = String.format(Locale.ROOT, bar.ratio() < 10 ? "%.2f×" : "%.1f×", bar.ratio());
    return width < WIDE || bar.other().isEmpty() ? ratio : ratio + "  " + bar.other();
  }
}
