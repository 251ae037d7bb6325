package io.pe3.gate.report.section;

import io.pe3.gate.history.EDivisive;
import io.pe3.gate.history.HistorySeries;
import io.pe3.gate.report.chart.Axis;
import io.pe3.gate.report.chart.Axis.Spread;
import io.pe3.gate.report.chart.Chart;
import io.pe3.gate.report.chart.LineChart;
import io.pe3.gate.report.chart.Look;
import io.pe3.gate.report.chart.NumberFormat;
import io.pe3.gate.report.chart.Point;
import io.pe3.gate.report.chart.Series;
import io.pe3.gate.report.page.Block;
import io.pe3.gate.report.page.Block.Cell;
import io.pe3.gate.report.page.Block.Row;
import io.pe3.gate.report.page.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Results over commits, and where they changed. */
public final class HistorySection {
  private static final int COMMIT = 10;
  private static final int CHARTS = 24;

  private final List<HistorySeries> history;
  private final EDivisive method;
  private final boolean severalMachines;

  private HistorySection(List<HistorySeries> history, EDivisive method) {
    this.history = history;
    this.method = method;
    severalMachines = history.stream().map(HistorySeries::machine).distinct().count() > 1;
  }

  /**
   * Makes it.
   *
   * @param history to show
   * @param method that found its changes
   * @param drawn whether with charts
   * @return its blocks; none when there is no history
   */
  public static List<Block> of(List<HistorySeries> history, EDivisive method, boolean drawn) {
    return history.isEmpty() ? List.of() : new HistorySection(history, method).blocks(drawn);
  }

  private List<Block> blocks(boolean drawn) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading(2, "History"));
    blocks.add(new Block.Paragraph(explanation()));
    List<HistorySeries> changed = history.stream().filter(s -> !s.changes().isEmpty()).toList();
    if (changed.isEmpty()) {
      blocks.add(
          new Block.Paragraph(
              String.format(Locale.ROOT, "No change was found in %,d series.", history.size())));
    } else {
      blocks.add(changes(changed));
    }
    if (drawn) {
      List<Chart> charts =
          history.stream()
              .sorted(Comparator.comparing(s -> s.changes().isEmpty()))
              .limit(CHARTS)
              .map(this::chart)
              .toList();
      blocks.add(new Block.Figures(charts));
    }
    blocks.add(all());
    return blocks;
  }

  private String explanation() {
    return String.format(
        Locale.ROOT,
        "Change points by E-Divisive (Matteson and James 2014, as used by Apache Otava): where the"
            + " medians of commits before and after are further apart than at most %s of %,d random"
            + " orders of them would be (fixed seed). A change needs %d commits on each side, so"
            + " the newest commits can't show one yet. Of %,d series without any change, about %s"
            + " would be given one by chance.",
        percent(method.maxP()),
        method.permutations(),
        method.minSegment(),
        history.size(),
        Numbers.measured(history.size() * method.maxP()));
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.3f", part * 100).replaceFirst("\\.?0+$", "") + " %";
  }

  private Block changes(List<HistorySeries> changed) {
    List<Row> rows = new ArrayList<>();
    for (HistorySeries series : changed) {
      List<HistorySeries.Level> levels = series.levels();
      for (int i = 0; i < series.changes().size(); i++) {
        EDivisive.Change change = series.changes().get(i);
        double before = levels.get(i).median();
        double after = levels.get(i + 1).median();
        boolean slower = series.id().mode().slowdown(before, after) > 1;
        rows.add(
            new Row(
                false,
                List.of(
                    new Cell(name(series)),
                    new Cell(
                        shortened(series.points().get(change.index()).commit()),
                        "number " + (change.index() + 1),
                        false),
                    new Cell(Numbers.measured(before)),
                    new Cell(Numbers.measured(after)),
                    new Cell(
                        Numbers.change(after / before - 1), slower ? "slower" : "faster", false),
                    new Cell(String.format(Locale.ROOT, "%.3f", change.p())))));
      }
    }
    return new Block.Table(
        "Changes: the first commit after each, and the medians of the stretches around it",
        List.of("Series", "Commit", "Before", "After", "Change", "p"),
        rows);
  }

  private Chart chart(HistorySeries history) {
    List<Point> measured = new ArrayList<>();
    for (int i = 0; i < history.points().size(); i++) {
      HistorySeries.Point point = history.points().get(i);
      String text =
          String.format(
              Locale.ROOT,
              "%s: %s %s (%s)",
              shortened(point.commit()),
              Numbers.measured(point.metric().median()),
              point.metric().unit(),
              Numbers.range(point.metric().lowest(), point.metric().highest()));
      measured.add(
          new Point(
              i + 1,
              point.metric().median(),
              point.metric().lowest(),
              point.metric().highest(),
              text));
    }
    List<Point> levels = new ArrayList<>();
    for (HistorySeries.Level level : history.levels()) {
      String text = "level " + Numbers.measured(level.median());
      levels.add(new Point(level.from() + 1, level.median(), Double.NaN, Double.NaN, text));
      levels.add(new Point(level.to(), level.median(), Double.NaN, Double.NaN, text));
    }
    boolean isTime = history.points().getFirst().metric().unit().equals("ns/op");
    return new LineChart(
        name(history),
        new Axis("commit, oldest first", NumberFormat.COUNT, Spread.LINEAR, numbers(history)),
        new Axis(
            history.points().getFirst().metric().unit(),
            isTime ? NumberFormat.NANOSECONDS : NumberFormat.COUNT,
            Spread.LINEAR),
        List.of(
            new Series("median of forks", Look.SUBJECT, measured),
            new Series("level", Look.LIMIT, levels)),
        history.changes().stream().map(change -> change.index() + 1.0).toList());
  }

  private static List<Double> numbers(HistorySeries history) {
    List<Double> numbers = new ArrayList<>();
    for (int i = 1; i <= history.points().size(); i++) {
      numbers.add((double) i);
    }
    return numbers;
  }

  private Block all() {
    List<Row> rows = new ArrayList<>();
    for (HistorySeries series : history) {
      HistorySeries.Point last = series.points().getLast();
      rows.add(
          new Row(
              false,
              List.of(
                  new Cell(name(series)),
                  new Cell(last.metric().unit()),
                  new Cell(String.valueOf(series.points().size())),
                  new Cell(
                      Numbers.measured(series.points().getFirst().metric().median()),
                      shortened(series.points().getFirst().commit()),
                      false),
                  new Cell(
                      Numbers.measured(last.metric().median()), shortened(last.commit()), false),
                  new Cell(String.valueOf(series.changes().size())))));
    }
    return new Block.Table(
        "All series", List.of("Series", "Unit", "Commits", "First", "Last", "Changes"), rows);
  }

  private String name(HistorySeries series) {
    return series.id().label() + (severalMachines ? ", on " + series.machine().cpu() : "");
  }

  private static String shortened(String commit) {
    return commit.substring(0, Math.min(COMMIT, commit.length()));
  }
}
