package io.pe3.gate.report;

import io.pe3.gate.error.GateException;
import io.pe3.gate.report.page.Block;
import io.pe3.gate.report.page.HtmlWriter;
import io.pe3.gate.report.page.MarkdownWriter;
import io.pe3.gate.report.page.Page;
import io.pe3.gate.report.question.Naming;
import io.pe3.gate.report.question.Question;
import io.pe3.gate.report.question.Questions;
import io.pe3.gate.report.section.LatencySection;
import io.pe3.gate.report.section.OverviewSection;
import io.pe3.gate.report.section.QuestionSection;
import io.pe3.gate.report.section.ReadingSection;
import io.pe3.gate.report.section.RunSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report of benchmark results, as one HTML page and as Markdown. The same input gives the same
 * octets.
 */
public final class Report {
  /** Name of the HTML page. */
  public static final String HTML = "index.html";

  /** Name of the Markdown page. */
  public static final String MARKDOWN = "report.md";

  private final Page page;

  private Report(Page page) {
    this.page = page;
  }

  /**
   * Makes one.
   *
   * @param title of the page
   * @param input to show
   * @param naming says what cells are
   * @param more sections that follow the results, such as a history
   * @return the report
   */
  public static Report of(String title, ReportInput input, Naming naming, List<Block> more) {
    List<Question> questions =
        input.sets().isEmpty() ? List.of() : new Questions(naming).of(input.joined().cells());
    List<Block> blocks = new ArrayList<>(OverviewSection.of(questions));
    blocks.addAll(RunSection.of(input));
    questions.forEach(question -> blocks.addAll(QuestionSection.of(question)));
    blocks.addAll(LatencySection.of(input.latencies(), questions));
    blocks.addAll(more);
    blocks.addAll(ReadingSection.blocks());
    return new Report(new Page(title, summary(input, questions), blocks));
  }

  private static String summary(ReportInput input, List<Question> questions) {
    long cells = input.sets().stream().mapToLong(set -> set.cells().size()).sum();
    List<String> words = new ArrayList<>();
    words.add(count(cells, "measured row"));
    words.add(count(questions.size(), "question"));
    if (!input.latencies().isEmpty()) {
      words.add(count(input.latencies().size(), "row") + " of latencies");
    }
    return String.join(", ", words) + ". Each number is the median of its forks, separate JVMs.";
  }

  private static String count(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }

  /**
   * The HTML page.
   *
   * @return self-contained, to be stored as UTF-8
   */
  public String html() {
    return HtmlWriter.write(page);
  }

  /**
   * The Markdown page and its charts.
   *
   * @return to be stored as UTF-8
   */
  public MarkdownWriter.Files markdown() {
    return MarkdownWriter.write(page);
  }

  /**
   * Writes all of it.
   *
   * @param folder made when it is not there; files of the same names are replaced
   * @return the HTML page
   * @throws GateException {@code io}
   */
  public Path writeTo(Path folder) {
    MarkdownWriter.Files markdown = markdown();
    try {
      Files.createDirectories(folder.resolve(MarkdownWriter.CHARTS));
      for (Map.Entry<String, String> chart : markdown.charts().entrySet()) {
        Files.writeString(folder.resolve(chart.getKey()), chart.getValue());
      }
      Files.writeString(folder.resolve(MARKDOWN), markdown.text());
      return Files.writeString(folder.resolve(HTML), html());
    } catch (IOException e) {
      throw GateException.io("the report cannot be written there", folder, e);
    }
  }
}
