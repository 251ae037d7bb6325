package io.pe3.gate.report;

import io.pe3.gate.result.ResultSet;
import java.util.List;

/**
 * What a report is made of.
 *
 * @param files names that were read; unmodifiable
 * @param sets one for each file of results; unmodifiable
 * @param latencies of all files; unmodifiable
 * @param notes of all files; unmodifiable
 */
public record ReportInput(
    List<String> files, List<ResultSet> sets, List<LatencyRow> latencies, List<RunNotes> notes) {

  /** Keeps unmodifiable copies. */
  public ReportInput {
    files = List.copyOf(files);
    sets = List.copyOf(sets);
    latencies = List.copyOf(latencies);
    notes = List.copyOf(notes);
  }

  /**
   * All cells.
   *
   * @return forks of a cell that is in several files joined
   */
  public ResultSet joined() {
    return ResultSet.join(sets);
  }
}
