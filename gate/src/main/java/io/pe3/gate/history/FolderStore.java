package io.pe3.gate.history;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.result.ResultSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file of lines in a folder. Several processes may add to it at once, threads of one process only
 * one after the other.
 *
 * @param folder that holds {@value #FILE}; made when something is added
 */
public record FolderStore(Path folder) implements HistoryStore {
  /** Name of the file. */
  public static final String FILE = "history.jsonl";

  @Override
  public void add(ResultSet results) {
    ByteBuffer line = ByteBuffer.wrap(HistoryLines.write(results).getBytes(StandardCharsets.UTF_8));
    try {
      Files.createDirectories(folder);
      try (FileChannel file =
          FileChannel.open(
              folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        // Held until the file is closed.
        file.lock();
        long end = file.size();
        try {
          for (long at = end; line.hasRemaining(); ) {
            at += file.write(line, at);
          }
        } catch (IOException e) {
          // Half a line would make the rest unreadable.
          file.truncate(end);
          throw e;
        }
      }
    } catch (IOException e) {
      throw GateException.io("cannot add to the history", folder.resolve(FILE), e);
    }
  }

  @Override
  public List<ResultSet> read() {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      throw new GateException(
          GateErrorCode.IO,
          "there is no history here yet; add results with pe3 bench history add",
          "file",
          file);
    }
    try {
      return HistoryLines.read(Files.readString(file), file);
    } catch (IOException e) {
      throw GateException.io("cannot read the history", folder.resolve(FILE), e);
    }
  }
}
