package io.pe3.cli.doctor;

import io.pe3.aead.EngineTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that {@code pe3 doctor} found, as text and as JSON. */
public final class Examination {
  private static final int MARGIN = 29;
  private static final int WIDTH = 100;

  private final String version;
  private final List<Finding> findings = new ArrayList<>();

  private Examination(String version) {
    this.version = version;
  }

  /**
   * Looks at this machine and JVM.
   *
   * @param version of the command, for the report
   * @param table that chooses engines, or null for the one that is built in
   * @return what was found
   */
  public static Examination of(String version, EngineTable table) {
    Examination examination = new Examination(version);
    List<Finding> findings = examination.findings;
    findings.addAll(Machine.examine());
    findings.addAll(LaunchFindings.examine());
    if (findings.stream().anyMatch(Finding::isBroken)) {
      // What follows touches classes that do not load without the flag.
      findings.add(
          Finding.note(
              "Ciphers", "(not examined)", "needs the launch flags first", "see under Launch"));
      return examination;
    }
    findings.addAll(CipherFindings.examine(table));
    findings.add(CompressionFindings.examine());
    return examination;
  }

  /**
   * Whether everything that users need works.
   *
   * @return false when a finding is broken
   */
  public boolean isHealthy() {
    return findings.stream().noneMatch(Finding::isBroken);
  }

  /**
   * The report for people.
   *
   * @return lines, each with a line feed
   */
  public String toText() {
    StringBuilder text = new StringBuilder(version).append('\n');
    String section = "";
    for (Finding finding : findings) {
      if (!finding.section().equals(section)) {
        section = finding.section();
        text.append('\n').append(section).append('\n');
      }
      appendFinding(text, finding);
    }
    text.append("\nSupport (what runs where; what is not marked as run here is untested)\n");
    SupportMatrix.append(text);
    text.append('\n').append(conclusion()).append('\n');
    return text.toString();
  }

  /**
   * The report for scripts.
   *
   * @return one JSON object
   */
  public String toJson() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("version", version);
    report.put("healthy", isHealthy());
    report.put("findings", findings.stream().map(Finding::toMap).toList());
    report.put("support", SupportMatrix.toList());
    return FlatJson.text(report);
  }

  private String conclusion() {
    long broken = findings.stream().filter(Finding::isBroken).count();
    return broken == 0
        ? "All that is needed works."
        : broken + (broken == 1 ? " thing is" : " things are") + " BROKEN; see above what to do.";
  }

  private static void appendFinding(StringBuilder text, Finding finding) {
    text.append(String.format("  %-6s  %-18s ", finding.status(), finding.name()));
    appendWrapped(text, finding.text());
    if (finding.advice() != null) {
      text.append(" ".repeat(MARGIN - 2)).append("→ ");
      appendWrapped(text, finding.advice());
    }
  }

  private static void appendWrapped(StringBuilder text, String words) {
    int column = MARGIN;
    for (String word : words.split(" ", -1)) {
      if (column > MARGIN && column + word.length() > WIDTH) {
        text.append('\n').append(" ".repeat(MARGIN));
        column = MARGIN;
      }
      text.append(column > MARGIN ? " " : "").append(word);
      column += word.length() + 1;
    }
    text.append('\n');
  }
}
