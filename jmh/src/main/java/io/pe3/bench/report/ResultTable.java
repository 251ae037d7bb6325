package io.pe3.bench.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** The results, grouped by what was done, PE3 first and then the peers, fastest first. */
public final class ResultTable {
  private static final List<String> ORDER =
      List.of(
          "seal from arguments",
          "open to fields",
          "seal ready octets",
          "open ready octets",
          "seal secretbox",
          "serialize only",
          "copy only");
  private static final String[] HEAD = {
    "what", "payload", "cipher", "side", "ns/op", "spread", "x best peer", "B/op"
  };
  private static final int FIRST_NUMBER = 4;

  private final List<ResultRow> rows;

  /**
   * Makes one.
   *
   * @param results of JMH, in the order measured
   */
  public ResultTable(Collection<RunResult> results) {
    rows = results.stream().map(ResultRow::of).toList();
  }

  /**
   * Prints it.
   *
   * @param out to print to
   */
  public void print(PrintStream out) {
    List<String[]> lines = new ArrayList<>();
    boolean oneUnit = rows.stream().allMatch(row -> row.unit().equals("ns/op"));
    String[] head = HEAD.clone();
    head[FIRST_NUMBER] = oneUnit ? "ns/op" : "score";
    lines.add(head);
    for (List<ResultRow> task : tasks()) {
      lines.add(new String[0]);
      task.forEach(row -> lines.add(cells(row, oneUnit)));
    }
    printAligned(lines, out);
  }

  private List<List<ResultRow>> tasks() {
    Map<String, List<ResultRow>> tasks = new LinkedHashMap<>();
    rows.stream()
        .sorted(Comparator.comparingInt(row -> order(row.what())))
        .forEach(
            row ->
                tasks
                    .computeIfAbsent(
                        row.what() + '\n' + row.payload() + '\n' + row.cipher() + '\n' + row.unit(),
                        key -> new ArrayList<>())
                    .add(row));
    Comparator<ResultRow> fastest = Comparator.comparingDouble(ResultRow::score);
    for (List<ResultRow> task : tasks.values()) {
      Comparator<ResultRow> order = task.getFirst().isThroughput() ? fastest.reversed() : fastest;
      task.sort(Comparator.comparing(ResultRow::isPeer).thenComparing(order));
    }
    return List.copyOf(tasks.values());
  }

  private static int order(String what) {
    int index = ORDER.indexOf(what);
    return index < 0 ? ORDER.size() : index;
  }

  private String[] cells(ResultRow row, boolean oneUnit) {
    double ratio = row.ratioToBestPeer(rows);
    return new String[] {
      row.what(),
      row.payload(),
      row.cipher(),
      row.side(),
      number(row.score()) + (oneUnit ? "" : " " + row.unit()),
      format("%.1f%%", row.spread()),
      format("%.2f", ratio),
      format("%,.1f", row.allocated())
    };
  }

  private static String number(double value) {
    return format(value < 1 ? "%.4f" : "%,.1f", value);
  }

  private static String format(String form, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, form, value);
  }

  private static void printAligned(List<String[]> lines, PrintStream out) {
    int[] widths = new int[HEAD.length];
    for (String[] line : lines) {
      for (int i = 0; i < line.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    for (String[] line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < line.length; i++) {
        String padding = " ".repeat(widths[i] - line[i].length());
        text.append(i < FIRST_NUMBER ? line[i] + padding : padding + line[i]).append("  ");
      }
      out.println(text.toString().stripTrailing());
    }
  }
}
