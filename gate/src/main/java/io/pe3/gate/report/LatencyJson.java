package io.pe3.gate.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.result.ResultJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads latencies that were measured under a fixed rate of arrivals:
 *
 * <pre>
 * {"schemaVersion": 1, "kind": "latency",
 *  "rows": [{"subject", "cipher", "ratePerSecond", "size",
 *            "percentilesNs": {percentage: number},
 *            "count", "gcCount", "gcPausesMs"}],      the last three may be absent
 *  "saturated": [{"subject", "cipher", "ratePerSecond", "size",
 *                 "donePerSecond"}]}                  who did not keep up; may be absent
 * </pre>
 */
final class LatencyJson {
  static final String KIND = "latency";
  private static final int SCHEMA_VERSION = 1;

  private LatencyJson() {}

  static List<LatencyRow> read(JsonNode root) {
    int version = root.path(ResultJson.VERSION_MEMBER).asInt();
    if (version < 1 || version > SCHEMA_VERSION) {
      throw new GateException(
          GateErrorCode.MALFORMED_RESULT,
          "latencies of a version that is not known here; read them with the pe3 that wrote them",
          ResultJson.VERSION_MEMBER,
          root.path(ResultJson.VERSION_MEMBER).asText());
    }
    List<LatencyRow> rows = new ArrayList<>();
    root.path("rows").forEach(row -> rows.add(row(row)));
    root.path("saturated").forEach(row -> rows.add(saturated(row)));
    return rows;
  }

  private static LatencyRow row(JsonNode row) {
    SortedMap<Double, Double> percentiles = new TreeMap<>();
    for (Map.Entry<String, JsonNode> at : row.path("percentilesNs").properties()) {
      double percentage = percentage(at.getKey());
      if (!at.getValue().isNumber() || at.getValue().doubleValue() < 0) {
        throw malformed("percentilesNs", "a latency is not a number of ns, 0 or more");
      }
      percentiles.put(percentage, at.getValue().doubleValue());
    }
    if (percentiles.isEmpty()) {
      throw malformed("percentilesNs", "a row has no latencies");
    }
    JsonNode pauses = row.path("gcPausesMs");
    return new LatencyRow(
        group(row),
        text(row, "subject"),
        percentiles,
        row.path("count").isNumber()
            ? OptionalLong.of(row.path("count").longValue())
            : OptionalLong.empty(),
        pauses.isNumber()
            ? Optional.of(new LatencyRow.Pauses(row.path("gcCount").asLong(), pauses.doubleValue()))
            : Optional.empty());
  }

  private static LatencyRow saturated(JsonNode row) {
    if (!row.path("donePerSecond").isNumber()) {
      throw malformed("donePerSecond", "a member is not a number");
    }
    return new LatencyRow(
        group(row),
        text(row, "subject"),
        Collections.emptySortedMap(),
        OptionalLong.empty(),
        Optional.empty(),
        OptionalLong.of(row.path("donePerSecond").longValue()));
  }

  private static double percentage(String text) {
    try {
      double percentage = Double.parseDouble(text);
      if (percentage >= 0 && percentage <= 100) {
        return percentage;
      }
    } catch (NumberFormatException e) {
      // Told below, together with numbers that are none of a percentage.
    }
    throw malformed("percentilesNs", "a percentage is not a number from 0 to 100");
  }

  private static String group(JsonNode row) {
    List<String> words = new ArrayList<>();
    if (row.has("cipher")) {
      words.add(text(row, "cipher"));
    }
    if (row.path("size").isNumber()) {
      words.add(String.format(Locale.ROOT, "%,d octets", row.path("size").longValue()));
    }
    if (row.path("ratePerSecond").isNumber()) {
      words.add(
          String.format(Locale.ROOT, "%,d per second", row.path("ratePerSecond").longValue()));
    }
    return String.join(", ", words);
  }

  private static String text(JsonNode row, String name) {
    if (!row.path(name).isTextual()) {
      throw malformed(name, "a member is not a string");
    }
    return row.path(name).textValue();
  }

  private static GateException malformed(String member, String detail) {
    return new GateException(GateErrorCode.MALFORMED_RESULT, detail, "member", member);
  }
}
