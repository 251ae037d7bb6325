package io.pe3.gate.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads and writes files of results. */
public final class ResultFiles {
  private static final String GATE = "gate";

  private ResultFiles() {}

  /**
   * Reads a file that JMH ({@code -rf json}) or PE3 wrote; of a gate run, its newer version.
   *
   * @param file to read
   * @return its results; of JMH's files machine and origin are not known
   * @throws GateException {@code io} when it can't be read, {@code malformed_result} when it is
   *     something else or holds no result
   */
  public static ResultSet read(Path file) {
    JsonNode root = readTree(file);
    ResultSet set;
    try {
      set = root.isArray() ? JmhJson.read(root) : ResultJson.read(results(root));
    } catch (GateException e) {
      throw e.in(file);
    }
    if (set.cells().isEmpty()) {
      throw new GateException(
          GateErrorCode.MALFORMED_RESULT, "no benchmark is in it; did the run fail?", "file", file);
    }
    return set;
  }

  /** Of a gate run, the newer version: that is what a history keeps. */
  private static JsonNode results(JsonNode root) {
    boolean gate = JsonFields.text(root, ResultJson.KIND_MEMBER, "").equals(GATE);
    return gate ? JsonFields.object(root, "head") : root;
  }

  /**
   * Writes results as PE3 does.
   *
   * @param set to write
   * @param file made or replaced
   * @throws GateException {@code io} when it can't be written
   */
  public static void write(ResultSet set, Path file) {
    writeTree(ResultJson.write(set), file);
  }

  /**
   * Reads any JSON.
   *
   * @param file to read
   * @return its root
   * @throws GateException {@code io} or {@code malformed_result}
   */
  public static JsonNode readTree(Path file) {
    try {
      JsonNode root = mapper().readTree(Files.readAllBytes(file));
      if (root != null && root.isContainerNode()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      throw new GateException(
              GateErrorCode.MALFORMED_RESULT,
              "this is not JSON; JMH writes it with -rf json -rff FILE",
              "file",
              file,
              "line",
              e.getLocation() == null ? 0 : e.getLocation().getLineNr())
          .causedBy(e);
    } catch (IOException e) {
      throw GateException.io("cannot read it", file, e);
    }
    throw new GateException(
        GateErrorCode.MALFORMED_RESULT, "neither a JSON array nor an object", "file", file);
  }

  /**
   * Writes any JSON, indented.
   *
   * @param root to write
   * @param file made or replaced
   * @throws GateException {@code io}
   */
  public static void writeTree(JsonNode root, Path file) {
    try {
      Files.writeString(file, root.toPrettyString() + "\n");
    } catch (IOException e) {
      throw GateException.io("cannot write it", file, e);
    }
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder().build();
  }
}
