package io.pe3.gate.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a run says of itself that JMH's files have no room for:
 *
 * <pre>
 * {"schemaVersion": 1, "kind": "run", "facts": {name: text}, "command": text}
 * </pre>
 *
 * @param facts in order, such as machine, heap and engines; unmodifiable
 * @param command that was run, empty when it is not known
 */
public record RunNotes(List<Map.Entry<String, String>> facts, String command) {
  static final String KIND = "run";

  /** Keeps an unmodifiable copy of the facts. */
  public RunNotes {
    facts = List.copyOf(facts);
  }

  static RunNotes read(JsonNode root) {
    List<Map.Entry<String, String>> facts = new ArrayList<>();
    root.path("facts")
        .properties()
        .forEach(fact -> facts.add(Map.entry(fact.getKey(), fact.getValue().asText())));
    return new RunNotes(facts, root.path("command").asText(""));
  }
}
