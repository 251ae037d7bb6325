package io.pe3.cli.calibrate;

import io.pe3.aead.EngineReport;
import io.pe3.aead.EngineTable;
import io.pe3.gate.result.Machine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, and the table that follows from it. */
public final class Calibrated {
  private static final int NAME_WIDTH = 33;
  private static final int CELL_WIDTH = 7;

  private final List<Candidates> all;
  private final MedianTimes medians;
  private final EngineTable table;

  Calibrated(List<Candidates> all, MedianTimes medians, EngineTable table) {
    this.all = all;
    this.medians = medians;
    this.table = table;
  }

  EngineTable table() {
    return table;
  }

  /**
   * The table as a file.
   *
   * @param version of the command
   * @param time that measuring was to take
   * @param reports of the engines
   * @return its text, with a comment that says what it was measured on
   */
  public String toFile(String version, Duration time, List<EngineReport> reports) {
    Machine machine = Machine.here();
    List<String> comment = new ArrayList<>();
    comment.add("Which engine seals and opens from which length on, in octets of plaintext.");
    comment.add(
        String.format(
            "Measured by `pe3 doctor --calibrate` in %d JVMs, %d s. It holds for this machine, JDK",
            Calibration.jvms(time), time.toSeconds()));
    comment.add("and these engines; measure again when one of them changes.");
    comment.add("");
    comment.add("date     " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
    comment.add("version  " + version);
    comment.add(
        String.format(
            "machine  %s, %d processors, %s, %s",
            machine.cpu(), machine.processors(), machine.os(), machine.arch()));
    comment.add("JDK      " + Runtime.version() + ", " + System.getProperty("java.vendor"));
    for (EngineReport report : reports) {
      if (report.available()) {
        comment.add("engine   " + report.name() + ": " + report.detail());
      }
    }
    return table.toText(comment);
  }

  /**
   * What was measured and decided, for people.
   *
   * @return lines, each with a line feed
   */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(
        "Nanoseconds for a message by octets of plaintext, medians; * is what is chosen.\n");
    for (Candidates candidates : all) {
      for (Row row : Row.of(candidates.cipher())) {
        append(text, candidates, row);
      }
    }
    return text.toString();
  }

  private void append(StringBuilder text, Candidates candidates, Row row) {
    String heading =
        String.format("%s, %s, %s", row.cipher().text(), row.direction().text(), row.kind().text());
    text.append('\n').append(padded(heading, NAME_WIDTH));
    Sizes.ALL.forEach(size -> text.append(left(Sizes.text(size))));
    text.append('\n');
    List<EngineTable.Step> steps = table.steps(row.cipher(), row.direction(), row.kind());
    for (String engine : candidates.engines()) {
      text.append(padded("  " + engine, NAME_WIDTH));
      for (int size : Sizes.ALL) {
        String mark = engineFor(steps, size).equals(engine) ? "*" : "";
        text.append(left(mark + shortened(medians.of(row, size, engine))));
      }
      text.append('\n');
    }
    text.append("  → ").append(StepsText.of(steps)).append('\n');
  }

  /**
   * The same for scripts.
   *
   * @return rows with their steps and times, of maps, lists, texts and numbers
   */
  public List<Map<String, Object>> toList() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Candidates candidates : all) {
      for (Row row : Row.of(candidates.cipher())) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("cipher", row.cipher().text());
        map.put("direction", row.direction().text());
        map.put("kind", row.kind().text());
        map.put("steps", StepsText.toList(table.steps(row.cipher(), row.direction(), row.kind())));
        map.put(
            "nanos",
            Sizes.ALL.stream().map(size -> toMap(candidates.engines(), row, size)).toList());
        rows.add(map);
      }
    }
    return rows;
  }

  private Map<String, Object> toMap(List<String> engines, Row row, int size) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("size", size);
    engines.forEach(
        engine -> map.put(engine, Math.round(medians.of(row, size, engine) * 10) / 10d));
    return map;
  }

  private static String engineFor(List<EngineTable.Step> steps, int length) {
    return steps.stream()
        .filter(step -> step.fromLength() <= length)
        .reduce((first, second) -> second)
        .orElseThrow()
        .engine();
  }

  /** At most five signs, so that all sizes fit on a line: 51.9, 9876, 82.4k, 213k, 1.05M. */
  static String shortened(double nanos) {
    if (nanos < 99.95) {
      return String.format(Locale.ROOT, "%.1f", nanos);
    }
    if (nanos < 9_999.5) {
      return String.format(Locale.ROOT, "%.0f", nanos);
    }
    if (nanos < 999_500) {
      return String.format(Locale.ROOT, nanos < 99_950 ? "%.1fk" : "%.0fk", nanos / 1e3);
    }
    return String.format(Locale.ROOT, nanos < 9_995_000 ? "%.2fM" : "%.1fM", nanos / 1e6);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static String left(String text) {
    return " ".repeat(Math.max(1, CELL_WIDTH - text.length())) + text;
  }
}
