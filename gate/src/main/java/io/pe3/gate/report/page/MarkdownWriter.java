package io.pe3.gate.report.page;

import io.pe3.gate.report.chart.Chart;
import io.pe3.gate.report.markup.PlainText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** Writes a page as GitHub's Markdown, with its charts as SVG files beside it. */
public final class MarkdownWriter {
  /** Folder of the charts, beside the page. */
  public static final String CHARTS = "charts";

  private final StringBuilder out = new StringBuilder();
  private final Map<String, String> charts = new LinkedHashMap<>();

  private MarkdownWriter() {}

  /**
   * What was written.
   *
   * @param text of the page
   * @param charts content of each file by its path, relative to the page
   */
  public record Files(String text, Map<String, String> charts) {
    /** Keeps an unmodifiable copy, in order. */
    public Files {
      charts = Collections.unmodifiableMap(new LinkedHashMap<>(charts));
    }
  }

  /**
   * Writes it.
   *
   * @param page to write
   * @return the files' content, to be stored as UTF-8
   */
  public static Files write(Page page) {
    MarkdownWriter writer = new MarkdownWriter();
    writer.out.append("# ").append(text(page.title())).append("\n\n");
    writer.out.append(text(page.summary())).append("\n\n");
    page.blocks().forEach(writer::block);
    return new Files(writer.out.toString().stripTrailing() + "\n", writer.charts);
  }

  private void block(Block block) {
    switch (block) {
      case Block.Heading heading ->
          out.append("#".repeat(heading.level())).append(' ').append(text(heading.text()));
      case Block.Paragraph paragraph -> out.append(text(paragraph.text()));
      case Block.Notice notice -> out.append("> **Note** ").append(text(notice.text()));
      case Block.Facts facts ->
          facts
              .facts()
              .forEach(
                  fact ->
                      out.append("- ")
                          .append(text(fact.name()))
                          .append(": ")
                          .append(text(fact.value()))
                          .append('\n'));
      case Block.Figures figures -> figures.charts().forEach(this::figure);
      case Block.Table table -> table(table);
      case Block.Command command -> command(command.text());
    }
    out.append("\n\n");
  }

  private void figure(Chart chart) {
    String file = String.format(Locale.ROOT, "%s/%02d.svg", CHARTS, charts.size() + 1);
    charts.put(file, standalone(chart));
    out.append("![").append(text(chart.title())).append("](").append(file).append(")\n");
  }

  private static String standalone(Chart chart) {
    String svg = chart.svg(Chart.WIDE, "class", "chart").toString();
    int content = svg.indexOf('>') + 1;
    return svg.substring(0, content)
        + "<style>"
        + Resources.CHART_STYLE
        + "</style>"
        + "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>"
        + svg.substring(content)
        + "\n";
  }

  private void table(Block.Table table) {
    out.append("**").append(text(table.caption())).append("**\n\n");
    out.append(table.head().stream().map(MarkdownWriter::text).collect(row()));
    out.append('\n').append("| --- |").append(" ---: |".repeat(table.head().size() - 1));
    for (Block.Row row : table.rows()) {
      out.append('\n').append(row.cells().stream().map(MarkdownWriter::cell).collect(row()));
    }
  }

  private static Collector<CharSequence, ?, String> row() {
    return Collectors.joining(" | ", "| ", " |");
  }

  private static String cell(Block.Cell cell) {
    String main = cell.isBest() ? "**" + text(cell.text()) + "**" : text(cell.text());
    return cell.note().isEmpty() ? main : main + " (" + text(cell.note()) + ")";
  }

  /** A fence that is longer than any run of its characters inside. */
  private void command(String text) {
    String clean = PlainText.clean(text);
    String fence = "```";
    while (clean.contains(fence)) {
      fence += "`";
    }
    out.append(fence).append("sh\n").append(clean).append('\n').append(fence);
  }

  private static String text(String text) {
    return PlainText.markdown(text);
  }
}
