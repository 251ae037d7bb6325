package io.pe3.gate.report.section;

import io.pe3.gate.report.LatencyRow;
import io.pe3.gate.report.chart.Axis;
import io.pe3.gate.report.chart.Axis.Spread;
import io.pe3.gate.report.chart.LineChart;
import io.pe3.gate.report.chart.Look;
import io.pe3.gate.report.chart.NumberFormat;
import io.pe3.gate.report.chart.Point;
import io.pe3.gate.report.chart.Series;
import io.pe3.gate.report.page.Block;
import io.pe3.gate.report.page.Block.Cell;
import io.pe3.gate.report.page.Block.Row;
import io.pe3.gate.report.page.Numbers;
import io.pe3.gate.report.question.Panel;
import io.pe3.gate.report.question.Question;
import io.pe3.gate.report.question.Side;
import io.pe3.gate.result.CellResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Latencies by percentile, up to 99.99 and the worst. */
public final class LatencySection {
  private static final List<Double> SHOWN = List.of(50.0, 90.0, 99.0, 99.9, 99.99, 100.0);
  private static final List<Double> TICKS =
      List.of(2.0, 10.0, 100.0, 1000.0, 10_000.0, NumberFormat.MAXIMUM);
  private static final double HIGHEST_BELOW_WORST = 99.99;
  private static final double WORST = 100;
  private static final double MEDIAN = 50;

  private LatencySection() {}

  /**
   * Makes it.
   *
   * @param measured under fixed rates of arrivals
   * @param questions of which those with sampled times are shown
   * @return its blocks; none when there are no latencies
   */
  public static List<Block> of(List<LatencyRow> measured, List<Question> questions) {
    List<Block> blocks = new ArrayList<>();
    if (!measured.isEmpty()) {
      blocks.add(new Block.Heading(2, "Latency under a fixed rate of arrivals"));
      blocks.add(
          new Block.Paragraph(
              "Single operations, timed from when each was due, so that one that waits for a slow"
                  + " one counts as slow too (corrected for coordinated omission)."));
      add(blocks, measured);
    }
    List<LatencyRow> sampled = sampled(questions);
    if (!sampled.isEmpty()) {
      blocks.add(new Block.Heading(2, "Sampled times by percentile"));
      blocks.add(
          new Block.Paragraph(
              "Operations one after the other, a sample of them timed by JMH. Waiting is not part"
                  + " of it, and reading the clock adds some tens of ns to each."));
      add(blocks, sampled);
    }
    return blocks;
  }

  private static List<LatencyRow> sampled(List<Question> questions) {
    List<LatencyRow> rows = new ArrayList<>();
    for (Question question : questions) {
      for (Panel panel : question.panels()) {
        for (String place : panel.places()) {
          for (Side side : panel.sides().keySet()) {
            Optional<CellResult> cell = panel.cell(side, place);
            SortedMap<Double, Double> percentiles =
                cell.map(found -> found.primary().percentiles())
                    .orElse(Collections.emptySortedMap());
            if (!percentiles.isEmpty() && question.unit().equals("ns/op")) {
              String where = place.isEmpty() ? "" : ", " + Words.place(question, place);
              rows.add(
                  new LatencyRow(
                      Words.name(question, panel) + where,
                      side.name(),
                      percentiles,
                      OptionalLong.empty(),
                      Optional.empty()));
            }
          }
        }
      }
    }
    return rows;
  }

  private static void add(List<Block> blocks, List<LatencyRow> rows) {
    Map<String, List<LatencyRow>> groups = new LinkedHashMap<>();
    rows.forEach(row -> groups.computeIfAbsent(row.group(), k -> new ArrayList<>()).add(row));
    groups.forEach(
        (group, members) -> {
          if (!group.isEmpty()) {
            blocks.add(new Block.Heading(3, group));
          }
          List<LatencyRow> kept = members.stream().filter(LatencyRow::keptUp).toList();
          if (!kept.isEmpty()) {
            blocks.add(new Block.Figures(List.of(chart(kept))));
            blocks.add(table(kept));
          }
          if (kept.size() < members.size()) {
            blocks.add(new Block.Notice(saturated(members)));
          }
        });
  }

  private static String saturated(List<LatencyRow> members) {
    return members.stream()
        .filter(row -> !row.keptUp())
        .map(row -> row.subject() + " did " + count(row.donePerSecond().getAsLong()))
        .collect(
            Collectors.joining(
                "; ",
                "Did not keep up, so that there are no latencies (operations per second): ",
                "."));
  }

  private static LineChart chart(List<LatencyRow> rows) {
    List<Series> series = new ArrayList<>();
    int others = 0;
    for (LatencyRow row : rows) {
      boolean main = isMain(row, rows);
      series.add(
          main
              ? new Series(row.subject(), Look.SUBJECT, points(row))
              : new Series(row.subject(), Look.other(others), points(row)));
      others += main ? 0 : 1;
    }
    return new LineChart(
        "Latency by percentile",
        new Axis("percentile", NumberFormat.ONE_IN, Spread.LOG, TICKS),
        new Axis("latency", NumberFormat.NANOSECONDS, Spread.LOG),
        series,
        List.of());
  }

  /** PE3, or its first form; without one, what stands alone. */
  private static boolean isMain(LatencyRow row, List<LatencyRow> rows) {
    return rows.stream()
        .filter(other -> other.subject().startsWith("PE3"))
        .findFirst()
        .map(first -> first.subject().equals(row.subject()))
        .orElse(rows.size() == 1);
  }

  private static List<Point> points(LatencyRow row) {
    List<Point> points = new ArrayList<>();
    row.percentiles()
        .forEach(
            (at, ns) -> {
              if (at == WORST || (at >= MEDIAN && at <= HIGHEST_BELOW_WORST)) {
                double x = at == WORST ? NumberFormat.MAXIMUM : 100 / (100 - at);
                String text = row.subject() + ", " + name(at) + ": " + Numbers.measured(ns) + " ns";
                points.add(new Point(x, ns, Double.NaN, Double.NaN, text));
              }
            });
    return points;
  }

  private static Block table(List<LatencyRow> rows) {
    boolean counted = rows.stream().anyMatch(row -> row.count().isPresent());
    boolean paused = rows.stream().anyMatch(row -> row.pauses().isPresent());
    List<String> head = new ArrayList<>(List.of("Side"));
    SHOWN.forEach(at -> head.add(name(at)));
    if (counted) {
      head.add("Operations");
    }
    if (paused) {
      head.add("GC pauses");
    }
    List<Row> body = new ArrayList<>();
    for (LatencyRow row : rows) {
      List<Cell> cells = new ArrayList<>(List.of(new Cell(row.subject())));
      SHOWN.forEach(
          at ->
              cells.add(
                  new Cell(Numbers.measured(row.percentiles().getOrDefault(at, Double.NaN)))));
      if (counted) {
        cells.add(
            new Cell(row.count().isPresent() ? count(row.count().getAsLong()) : Numbers.NOTHING));
      }
      if (paused) {
        cells.add(new Cell(row.pauses().map(LatencySection::text).orElse(Numbers.NOTHING)));
      }
      body.add(new Row(isMain(row, rows), cells));
    }
    return new Block.Table("Latency in ns by percentile", head, body);
  }

  private static String text(LatencyRow.Pauses pauses) {
    return String.format(Locale.ROOT, "%,d, %,.1f ms", pauses.count(), pauses.milliseconds());
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String name(double at) {
    return at == WORST ? "max" : "p" + String.valueOf(at).replaceFirst("\\.0$", "");
  }
}
