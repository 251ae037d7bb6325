package io.pe3.gate.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.result.ResultJson;
import io.pe3.gate.result.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** Results as lines of JSON. */
final class HistoryLines {
  private HistoryLines() {}

  static String write(ResultSet results) {
    if (results.origin().isEmpty()
        || results.origin().get().commit().isEmpty()
        || results.machine().isEmpty()) {
      throw new IllegalArgumentException("results without a commit or a machine have no place");
    }
    return ResultJson.write(results) + "\n";
  }

  static List<ResultSet> read(String text, Object place) {
    List<ResultSet> entries = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        entries.add(read(line, place, number));
      }
    }
    return entries;
  }

  private static ResultSet read(String line, Object place, int number) {
    try {
      JsonNode root = JsonMapper.builder().build().readTree(line);
      ResultSet results = ResultJson.read(root);
      if (results.origin().isPresent() && results.machine().isPresent()) {
        return results;
      }
      throw broken("it names no commit or no machine", place, number);
    } catch (JsonProcessingException e) {
      throw broken("it is not JSON", place, number).causedBy(e);
    } catch (GateException e) {
      throw e.facts().containsKey("line")
          ? e
          : broken("it is no entry of pe3 bench history add", place, number).causedBy(e);
    }
  }

  private static GateException broken(String why, Object place, int number) {
    return new GateException(
        GateErrorCode.MALFORMED_RESULT,
        "a line of the history cannot be read: " + why,
        "history",
        place,
        "line",
        number);
  }
}
