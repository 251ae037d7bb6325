package io.pe3.bench.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a run says of itself beside JMH's results, which have no room for it: {@code pe3 bench
 * report} shows it. For {@code x.json} it is {@code x.run.json}:
 *
 * <pre>
 * {"schemaVersion": 1, "kind": "run", "facts": {name: text}, "command": text}
 * </pre>
 */
public final class RunNotes {
  private static final int SCHEMA_VERSION = 1;
  private static final String JSON = ".json";
  private static final String PLAIN_WORD = "[A-Za-z0-9_./:=,+-]+";

  private RunNotes() {}

  /**
   * Where they stand.
   *
   * @param results file of results
   * @return the file beside it
   */
  public static Path beside(Path results) {
    String name = String.valueOf(results.getFileName());
    String stem = name.endsWith(JSON) ? name.substring(0, name.length() - JSON.length()) : name;
    return results.resolveSibling(stem + ".run.json");
  }

  /**
   * Writes them.
   *
   * @param results file of results that they are beside
   * @param arguments of the run
   * @param leftOut pairs that do not exist here
   * @return the file
   * @throws IOException when it cannot be written
   */
  public static Path write(Path results, List<String> arguments, List<String> leftOut)
      throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    ObjectNode root = mapper.createObjectNode();
    root.put("schemaVersion", SCHEMA_VERSION).put("kind", "run");
    ObjectNode facts = root.putObject("facts");
    Machine.facts().forEach(facts::put);
    if (!leftOut.isEmpty()) {
      facts.put("Left out", String.join("; ", leftOut));
    }
    root.put(
        "command",
        "./pe3 bench " + arguments.stream().map(RunNotes::quoted).collect(Collectors.joining(" ")));
    return Files.writeString(beside(results), root.toPrettyString() + "\n");
  }

  private static String quoted(String word) {
    return word.matches(PLAIN_WORD) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
