package io.pe3.gate.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.result.ResultFiles;
import io.pe3.gate.result.ResultJson;
import io.pe3.gate.result.ResultSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a report is made of: results of JMH or PE3, latencies, and what runs say of
 * themselves. For {@code x.json} a file {@code x.run.json} beside it is read too, when there is
 * one.
 */
public final class ReportReader {
  private static final String JSON = ".json";
  private static final String NOTES = ".run.json";

  private final List<String> files = new ArrayList<>();
  private final List<ResultSet> sets = new ArrayList<>();
  private final List<LatencyRow> latencies = new ArrayList<>();
  private final List<RunNotes> notes = new ArrayList<>();

  private ReportReader() {}

  /**
   * Reads.
   *
   * @param files in any order, of any kind
   * @return their content
   * @throws GateException {@code io}, or {@code malformed_result} when a file is something else or
   *     holds nothing that could be shown
   */
  public static ReportInput read(List<Path> files) {
    ReportReader reader = new ReportReader();
    for (Path file : files) {
      reader.read(file);
      Path beside = notesBeside(file);
      if (!files.contains(beside) && Files.isRegularFile(beside)) {
        reader.read(beside);
      }
    }
    if (reader.sets.isEmpty() && reader.latencies.isEmpty()) {
      throw new GateException(
          GateErrorCode.MALFORMED_RESULT,
          "nothing to show; give a file that JMH wrote (-rf json) or that pe3 bench --json wrote",
          "files",
          reader.files);
    }
    return new ReportInput(reader.files, reader.sets, reader.latencies, reader.notes);
  }

  /**
   * Where a run's notes stand.
   *
   * @param file of results
   * @return the file beside it
   */
  public static Path notesBeside(Path file) {
    String name = String.valueOf(file.getFileName());
    String stem = name.endsWith(JSON) ? name.substring(0, name.length() - JSON.length()) : name;
    return file.resolveSibling(stem + NOTES);
  }

  private void read(Path file) {
    JsonNode root = ResultFiles.readTree(file);
    try {
      switch (root.path(ResultJson.KIND_MEMBER).asText()) {
        case LatencyJson.KIND -> latencies.addAll(LatencyJson.read(root));
        case RunNotes.KIND -> notes.add(RunNotes.read(root));
        default -> sets.add(ResultFiles.read(file));
      }
    } catch (GateException e) {
      throw e.in(file);
    }
    files.add(String.valueOf(file.getFileName()));
  }
}
