package io.pe3.cli;

import io.pe3.gate.history.Commits;
import io.pe3.gate.history.EDivisive;
import io.pe3.gate.history.FolderStore;
import io.pe3.gate.history.History;
import io.pe3.gate.history.HistorySeries;
import io.pe3.gate.history.HistoryStore;
import io.pe3.gate.history.NotesStore;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Where a history is: one of two places. */
final class HistoryPlace {
  @Option(
      names = "--history",
      paramLabel = "DIR",
      description = "Folder with the history: history.jsonl, one line for each run.")
  private Path folder;

  @Option(
      names = "--notes",
      arity = "0..1",
      paramLabel = "REF",
      fallbackValue = NotesStore.REF,
      description = {"Git notes with the history", "(REF by default: refs/notes/pe3-bench)."})
  private String notes;

  HistoryStore store(Path repository) {
    return folder != null ? new FolderStore(folder) : new NotesStore(repository, notes);
  }

  List<HistorySeries> read(Path repository, Pattern include, EDivisive method) {
    return History.of(store(repository).read(), new Commits(repository), include, method);
  }
}
