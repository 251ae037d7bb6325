package io.pe3.gate.report.section;

import io.pe3.gate.report.chart.Axis;
import io.pe3.gate.report.chart.Axis.Spread;
import io.pe3.gate.report.chart.Chart;
import io.pe3.gate.report.chart.LineChart;
import io.pe3.gate.report.chart.NumberFormat;
import io.pe3.gate.report.chart.Point;
import io.pe3.gate.report.chart.RangeChart;
import io.pe3.gate.report.chart.RatioChart;
import io.pe3.gate.report.chart.Series;
import io.pe3.gate.report.page.Block;
import io.pe3.gate.report.page.Numbers;
import io.pe3.gate.report.question.Panel;
import io.pe3.gate.report.question.Question;
import io.pe3.gate.report.question.Ratio;
import io.pe3.gate.report.question.Side;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One question: for each panel charts and tables, and the command that measures it again. */
public final class QuestionSection {
  /**
   * Below this many octets per operation everywhere a chart would show what the profiler leaves.
   */
  private static final double WORTH_A_CHART = 1;

  private final Question question;
  private final Looks looks;

  private QuestionSection(Question question) {
    this.question = question;
    looks = new Looks(question);
  }

  /**
   * Makes it.
   *
   * @param question to show
   * @return its blocks
   */
  public static List<Block> of(Question question) {
    return new QuestionSection(question).blocks();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading(2, Words.title(question)));
    for (Panel panel : question.panels()) {
      if (!panel.title().isEmpty()) {
        blocks.add(new Block.Heading(3, panel.title()));
      }
      List<Chart> charts = new ArrayList<>();
      charts.add(measured(panel));
      ratios(panel).ifPresent(charts::add);
      if (allocates(panel)) {
        charts.add(allocation(panel));
      }
      blocks.add(new Block.Figures(charts));
      blocks.addAll(PanelTables.of(question, panel));
    }
    blocks.add(new Block.Paragraph("To measure this again:"));
    blocks.add(new Block.Command(Reproduction.command(question)));
    return blocks;
  }

  private Chart measured(Panel panel) {
    NumberFormat format =
        question.unit().equals("ns/op") ? NumberFormat.NANOSECONDS : NumberFormat.COUNT;
    Axis axis = new Axis(Words.measure(question), format, Spread.LOG);
    String what = Words.measure(question);
    String title = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
    return chart(panel, title, axis, cell -> Optional.of(cell.primary()), Numbers::measured);
  }

  private Chart allocation(Panel panel) {
    Axis axis = new Axis("octets per operation", NumberFormat.COUNT, Spread.LOG_FROM_ZERO);
    return chart(
        panel, "Octets allocated per operation", axis, CellResult::allocation, Numbers::octets);
  }

  private static boolean allocates(Panel panel) {
    return panel.sides().values().stream()
        .flatMap(cells -> cells.values().stream())
        .flatMap(cell -> cell.allocation().stream())
        .anyMatch(metric -> metric.median() >= WORTH_A_CHART);
  }

  private Chart chart(
      Panel panel,
      String title,
      Axis value,
      Function<CellResult, Optional<Metric>> metric,
      Function<Double, String> format) {
    List<Series> series = new ArrayList<>();
    for (Side side : panel.sides().keySet()) {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < panel.places().size(); i++) {
        String place = panel.places().get(i);
        Optional<Metric> found = panel.cell(side, place).flatMap(metric);
        if (found.isPresent() && Double.isFinite(found.get().median())) {
          double x = isLine(panel) ? Double.parseDouble(place) : i;
          points.add(point(side, place, x, found.get(), format));
        }
      }
      if (!points.isEmpty()) {
        series.add(new Series(side.name(), looks.of(side), points));
      }
    }
    if (!isLine(panel)) {
      List<String> names = panel.places().stream().map(p -> Words.place(question, p)).toList();
      return new RangeChart(title, value, names, series);
    }
    List<Double> sizes = panel.places().stream().map(Double::valueOf).toList();
    NumberFormat sizeFormat = question.isBySize() ? NumberFormat.OCTETS : NumberFormat.COUNT;
    String label = question.isBySize() ? question.place() + ", octets" : question.place();
    return new LineChart(
        title, new Axis(label, sizeFormat, Spread.LOG, sizes), value, series, List.of());
  }

  private boolean isLine(Panel panel) {
    return question.numeric() && panel.places().size() > 1;
  }

  private Point point(
      Side side, String place, double x, Metric metric, Function<Double, String> format) {
    String where = place.isEmpty() ? "" : ", " + Words.place(question, place);
    String middle = format.apply(metric.median());
    String spread =
        metric.forks().size() > 1
            ? String.format(
                Locale.ROOT,
                " (%s to %s in %d forks)",
                format.apply(metric.lowest()),
                format.apply(metric.highest()),
                metric.forks().size())
            : " (one fork)";
    return new Point(
        x,
        metric.median(),
        metric.lowest(),
        metric.highest(),
        side.name() + where + ": " + middle + " " + metric.unit() + spread);
  }

  private Optional<Chart> ratios(Panel panel) {
    List<RatioChart.Bar> bars = new ArrayList<>();
    for (String place : panel.places()) {
      Optional<Ratio> ratio = panel.ratioToBestPeer(place);
      ratio.ifPresent(
          r ->
              bars.add(
                  new RatioChart.Bar(
                      place.isEmpty() ? question.title() : Words.place(question, place),
                      r.value(),
                      r.low(),
                      r.high(),
                      r.other())));
    }
    if (bars.isEmpty()) {
      return Optional.empty();
    }
    String subject = panel.subject().map(Side::name).orElse("");
    return Optional.of(
        new RatioChart(
            "How many times as fast as the fastest peer",
            subject + " against the fastest peer",
            bars));
  }
}
