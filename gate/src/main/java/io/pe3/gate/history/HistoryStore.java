package io.pe3.gate.history;

import io.pe3.gate.result.ResultSet;
import java.util.List;

/**
 * Keeps results of commits. Each entry is one line of JSON, a {@link ResultSet} as PE3 writes it
 * that knows its commit and its machine; entries are only ever added.
 */
public sealed interface HistoryStore permits FolderStore, NotesStore {
  /**
   * Adds one.
   *
   * @param results that know their origin, with a commit, and their machine
   * @throws io.pe3.gate.error.GateException {@code io} when they cannot be kept
   */
  void add(ResultSet results);

  /**
   * Reads all of them.
   *
   * @return in the order added, as far as the store knows it
   * @throws io.pe3.gate.error.GateException {@code io}, or {@code malformed_result} with the line
   */
  List<ResultSet> read();
}
