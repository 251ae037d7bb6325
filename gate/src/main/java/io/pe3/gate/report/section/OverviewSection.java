package io.pe3.gate.report.section;

import io.pe3.gate.report.chart.RatioChart;
import io.pe3.gate.report.page.Block;
import io.pe3.gate.report.page.Block.Cell;
import io.pe3.gate.report.page.Block.Row;
import io.pe3.gate.report.page.Numbers;
import io.pe3.gate.report.question.Panel;
import io.pe3.gate.report.question.Question;
import io.pe3.gate.report.question.Ratio;
import io.pe3.gate.report.question.Side;
import io.pe3.gate.result.Medians;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All comparisons at a glance. */
public final class OverviewSection {
  private record At(String place, Ratio ratio) {}

  private OverviewSection() {}

  /**
   * Makes it.
   *
   * @param questions of the report
   * @return its blocks; none when nothing is compared
   */
  public static List<Block> of(List<Question> questions) {
    List<RatioChart.Bar> bars = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    Optional<Side> subject = Optional.empty();
    for (Question question : questions) {
      for (Panel panel : question.panels()) {
        List<At> ratios = ratios(panel);
        if (!ratios.isEmpty()) {
          subject = subject.or(panel::subject);
          String name = Words.name(question, panel);
          double middle = median(ratios);
          At worst = ratios.getFirst();
          At best = ratios.getLast();
          bars.add(
              new RatioChart.Bar(name, middle, worst.ratio().value(), best.ratio().value(), ""));
          rows.add(
              new Row(
                  false,
                  List.of(
                      new Cell(name),
                      new Cell(String.valueOf(ratios.size())),
                      cell(question, worst),
                      new Cell(Numbers.ratio(middle)),
                      cell(question, best))));
        }
      }
    }
    return rows.isEmpty() ? List.of() : blocks(subject.map(Side::name).orElse(""), bars, rows);
  }

  private static List<Block> blocks(String subject, List<RatioChart.Bar> bars, List<Row> rows) {
    return List.of(
        new Block.Heading(2, "At a glance"),
        new Block.Paragraph(
            subject
                + " against the fastest peer of the same run, at every size or payload that was"
                + " measured. Above 1× "
                + subject
                + " is faster. The peer is chosen anew at each place, so that this is the hardest"
                + " comparison."),
        new Block.Figures(
            List.of(
                new RatioChart(
                    "How many times as fast as the fastest peer",
                    "bar: median; line: lowest to highest",
                    bars))),
        new Block.Table(
            "How many times as fast as the fastest peer",
            List.of("What", "Places", "Lowest", "Median", "Highest"),
            rows));
  }

  private static List<At> ratios(Panel panel) {
    return panel.places().stream()
        .flatMap(place -> panel.ratioToBestPeer(place).stream().map(ratio -> new At(place, ratio)))
        .sorted(Comparator.comparingDouble(at -> at.ratio().value()))
        .toList();
  }

  private static double median(List<At> ratios) {
    return Medians.of(ratios.stream().mapToDouble(at -> at.ratio().value()).toArray());
  }

  private static Cell cell(Question question, At at) {
    String place = Words.place(question, at.place());
    String note = (place.isEmpty() ? "" : place + ", ") + at.ratio().other();
    return new Cell(Numbers.ratio(at.ratio().value()), note, false);
  }
}
