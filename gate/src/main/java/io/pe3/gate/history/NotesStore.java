package io.pe3.gate.history;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.result.ResultSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Git notes on the commits that were measured: they travel with the repository ({@code git push
 * origin refs/notes/…}) and change no commit.
 *
 * @param repository any folder in it
 * @param ref of the notes, such as {@value #REF}
 */
public record NotesStore(Path repository, String ref) implements HistoryStore {
  /** Where they usually are. */
  public static final String REF = "refs/notes/pe3-bench";

  @Override
  public void add(ResultSet results) {
    String line = HistoryLines.write(results);
    String commit = results.origin().orElseThrow().commit();
    git().require(line, "notes", "--ref", ref, "append", "--file", "-", commit);
  }

  /** In git's own order, which is that of commit ids. */
  @Override
  public List<ResultSet> read() {
    List<ResultSet> entries = new ArrayList<>();
    for (String note : git().require("", "notes", "--ref", ref, "list").lines().toList()) {
      String[] words = note.split(" ", 2);
      String place = ref + " " + words[words.length - 1];
      entries.addAll(HistoryLines.read(git().require("", "cat-file", "blob", words[0]), place));
    }
    if (entries.isEmpty()) {
      throw new GateException(
          GateErrorCode.IO,
          "there is no history in these notes yet; add results with pe3 bench history add, or"
              + " fetch it (git fetch origin "
              + ref
              + ":"
              + ref
              + ")",
          "notes",
          ref);
    }
    return entries;
  }

  private GitCommand git() {
    return new GitCommand(repository);
  }
}
