package io.pe3.gate.report.section;

import io.pe3.gate.report.page.Block;
import io.pe3.gate.report.page.Block.Cell;
import io.pe3.gate.report.page.Block.Row;
import io.pe3.gate.report.page.Numbers;
import io.pe3.gate.report.question.Panel;
import io.pe3.gate.report.question.Question;
import io.pe3.gate.report.question.Ratio;
import io.pe3.gate.report.question.Role;
import io.pe3.gate.report.question.Side;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The numbers of a panel: a row for each side, a column for each place. */
final class PanelTables {
  private static final Cell EMPTY = new Cell(Numbers.NOTHING);

  private final Question question;
  private final Panel panel;

  private PanelTables(Question question, Panel panel) {
    this.question = question;
    this.panel = panel;
  }

  static List<Block> of(Question question, Panel panel) {
    return new PanelTables(question, panel).blocks();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (Side side : panel.sides().keySet()) {
      rows.add(row(side, place -> panel.cell(side, place).map(cell -> measured(cell, place))));
    }
    String subject = panel.subject().map(Side::name).orElse("");
    addRatios(rows, subject, "the fastest peer", panel::ratioToBestPeer);
    addRatios(rows, subject, "the limit", panel::ratioToLimit);

    blocks.add(new Block.Table(caption(), head(), rows));
    boolean counted =
        panel.sides().values().stream()
            .flatMap(cells -> cells.values().stream())
            .anyMatch(cell -> cell.allocation().isPresent());
    if (counted) {
      List<Row> allocated =
          panel.sides().keySet().stream()
              .map(side -> row(side, place -> panel.cell(side, place).map(PanelTables::allocated)))
              .toList();
      String caption = "Octets allocated per operation, median of forks" + byPlace();
      blocks.add(new Block.Table(caption, head(), allocated));
    }
    return blocks;
  }

  private String caption() {
    return "Median of forks in "
        + question.unit()
        + ", below it the lowest to the highest fork"
        + byPlace();
  }

  private String byPlace() {
    return question.place().isEmpty()
        ? ""
        : "; by " + question.place() + (question.isBySize() ? " in octets" : "");
  }

  private List<String> head() {
    return Stream.concat(
            Stream.of("Side"), panel.places().stream().map(p -> Words.column(question, p)))
        .toList();
  }

  private Row row(Side side, Function<String, Optional<Cell>> cell) {
    List<Cell> cells = new ArrayList<>();
    cells.add(new Cell(side.name()));
    panel.places().forEach(place -> cells.add(cell.apply(place).orElse(EMPTY)));
    return new Row(side.role() == Role.SUBJECT, cells);
  }

  /** The other side is named once where it is the same everywhere, else at each place. */
  private void addRatios(
      List<Row> rows, String subject, String others, Function<String, Optional<Ratio>> ratio) {
    List<Optional<Ratio>> ratios = panel.places().stream().map(ratio).toList();
    List<String> names =
        ratios.stream().flatMap(Optional::stream).map(Ratio::other).distinct().toList();
    if (names.isEmpty()) {
      return;
    }
    boolean same = names.size() == 1;
    List<Cell> cells = new ArrayList<>();
    cells.add(new Cell(subject + " against " + (same ? names.getFirst() : others)));
    ratios.forEach(found -> cells.add(found.map(r -> cell(r, same)).orElse(EMPTY)));
    rows.add(new Row(false, cells));
  }

  private static Cell cell(Ratio ratio, boolean isNamed) {
    String range = Double.isNaN(ratio.low()) ? "" : Numbers.ratios(ratio.low(), ratio.high());
    return new Cell(Numbers.ratio(ratio.value()), isNamed ? range : ratio.other(), false);
  }

  private Cell measured(CellResult cell, String place) {
    Metric metric = cell.primary();
    String note =
        metric.forks().size() > 1 ? Numbers.range(metric.lowest(), metric.highest()) : "one fork";
    return new Cell(Numbers.measured(metric.median()), note, isBest(cell, place));
  }

  /** Among all that do the work: a limit does not take part. */
  private boolean isBest(CellResult cell, String place) {
    List<CellResult> rivals =
        panel.sides().keySet().stream()
            .filter(side -> side.role() != Role.LIMIT)
            .flatMap(side -> panel.cell(side, place).stream())
            .toList();
    return rivals.contains(cell)
        && rivals.size() > 1
        && rivals.stream()
            .allMatch(
                rival ->
                    cell.id().mode().slowdown(rival.primary().median(), cell.primary().median())
                        <= 1);
  }

  private static Cell allocated(CellResult cell) {
    return cell.allocation().map(metric -> new Cell(Numbers.octets(metric.median()))).orElse(EMPTY);
  }
}
