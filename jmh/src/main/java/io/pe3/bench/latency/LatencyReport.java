package io.pe3.bench.latency;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pe3.bench.peer.Peers;
import io.pe3.bench.pipeline.Pe3Engines;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Latencies of all sides, as a table and as JSON, which {@code pe3 bench report} reads:
 *
 * <pre>
 * {"schemaVersion": 1, "kind": "latency",
 *  "rows": [{"subject", "cipher", "ratePerSecond", "size", "percentilesNs": {percentage: ns},
 *            "count", "gcCount", "gcPausesMs"}],
 *  "saturated": [{"subject", "cipher", "ratePerSecond", "size", "donePerSecond"}]}
 * </pre>
 */
public final class LatencyReport {
  private static final int SCHEMA_VERSION = 1;
  private static final List<String> PERCENTAGES = List.of("50", "90", "99", "99.9", "99.99", "100");
  private static final List<String> HEAD =
      List.of("side", "p50", "p90", "p99", "p99.9", "p99.99", "max", "operations", "gc");

  private final LatencyLoad load;
  private final SequencedMap<String, LatencyRow> rows;
  private final List<String> leftOut;

  LatencyReport(LatencyLoad load, SequencedMap<String, LatencyRow> rows, List<String> leftOut) {
    this.load = load;
    this.rows = rows;
    this.leftOut = List.copyOf(leftOut);
  }

  /** A side's name for people. */
  static String subject(String engine) {
    return switch (engine) {
      case Pe3Engines.AUTO -> "PE3";
      case Pe3Engines.SODIUM -> "PE3 sodium";
      case Peers.SUN_JCE -> "SunJCE";
      case Peers.ACCP -> "ACCP";
      case Peers.CONSCRYPT -> "Conscrypt";
      case Peers.BOUNCY_CASTLE -> "Bouncy Castle";
      default -> "Tink";
    };
  }

  private String subjectAndDirection(String engine) {
    return subject(engine) + ", " + load.direction().text();
  }

  /**
   * Prints a table, in ns.
   *
   * @param out to print to
   */
  public void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%s of %,d octets with %s, %,d per second, ns from when each was due%n%n",
        load.direction().text(),
        load.size(),
        load.cipher().text(),
        load.ratePerSecond());
    List<List<String>> lines = new ArrayList<>(List.of(HEAD));
    rows.forEach(
        (engine, row) -> {
          if (!row.saturated()) {
            lines.add(cells(engine, row));
          }
        });
    printAligned(lines, out);
    out.println();
    rows.forEach(
        (engine, row) -> {
          if (row.saturated()) {
            out.printf(
                Locale.ROOT,
                "saturated: %s did %,.0f per second%n",
                subject(engine),
                row.perSecond());
          }
        });
    leftOut.forEach(pair -> out.println("left out: " + pair));
  }

  private static List<String> cells(String engine, LatencyRow row) {
    List<String> cells = new ArrayList<>(List.of(subject(engine)));
    for (String percentage : PERCENTAGES) {
      cells.add(String.format(Locale.ROOT, "%,d", nanos(row, percentage)));
    }
    cells.add(String.format(Locale.ROOT, "%,d", row.latencies().getTotalCount()));
    cells.add(String.format(Locale.ROOT, "%,d (%,d ms)", row.gcCount(), row.gcMillis()));
    return cells;
  }

  private static long nanos(LatencyRow row, String percentage) {
    return row.latencies().getValueAtPercentile(Double.parseDouble(percentage));
  }

  private static void printAligned(List<List<String>> lines, PrintStream out) {
    int[] widths = new int[HEAD.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - line.get(i).length());
        text.append(i == 0 ? line.get(i) + padding : padding + line.get(i)).append("  ");
      }
      out.println(text.toString().stripTrailing());
    }
  }

  /**
   * As JSON.
   *
   * @return text that ends with a line's end
   */
  public String toJson() {
    ObjectNode root = JsonMapper.builder().build().createObjectNode();
    root.put("schemaVersion", SCHEMA_VERSION).put("kind", "latency");
    ArrayNode held = root.putArray("rows");
    ArrayNode saturated = root.putArray("saturated");
    for (Map.Entry<String, LatencyRow> entry : rows.entrySet()) {
      LatencyRow row = entry.getValue();
      ObjectNode node = (row.saturated() ? saturated : held).addObject();
      node.put("subject", subjectAndDirection(entry.getKey()));
      node.put("cipher", load.cipher().text());
      node.put("ratePerSecond", load.ratePerSecond());
      node.put("size", load.size());
      if (row.saturated()) {
        node.put("donePerSecond", Math.round(row.perSecond()));
      } else {
        ObjectNode percentiles = node.putObject("percentilesNs");
        PERCENTAGES.forEach(percentage -> percentiles.put(percentage, nanos(row, percentage)));
        node.put("count", row.latencies().getTotalCount());
        node.put("gcCount", row.gcCount());
        node.put("gcPausesMs", row.gcMillis());
      }
    }
    return root.toPrettyString() + "\n";
  }
}
