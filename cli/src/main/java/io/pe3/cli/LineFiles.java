package io.pe3.cli;

import io.pe3.cli.line.FileException;
import io.pe3.cli.line.LineException;
import io.pe3.cli.line.LineInput;
import io.pe3.cli.line.LineOutput;
import io.pe3.error.Pe3Exception;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options for input and output that all commands on lines have. */
final class LineFiles {
  @Option(
      names = "--in",
      paramLabel = "FILE",
      description = "Read lines from FILE (default: standard input).")
  private Path in;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = {
        "Write lines to FILE, which is replaced only when the",
        "run came to its end (default: standard output)."
      })
  private Path out;

  /** What is done with each line. */
  interface LineTask {
    void run(LineInput line, LineOutput out) throws IOException;
  }

  /** Runs a task on every line, up to the first that fails. */
  void eachLine(Streams streams, LineTask task) throws IOException {
    eachLine(streams, false, task);
  }

  /**
   * Runs a task on every line.
   *
   * @param keepGoing whether a line that fails is reported and passed over
   * @return the exit code
   */
  int eachLine(Streams streams, boolean keepGoing, LineTask task) throws IOException {
    int exit = ExitCode.OK;
    try (InputStream source = openInput(streams);
        LineOutput sink = LineOutput.open(out, streams.out());
        Progress progress = progress(source, streams)) {
      LineInput line = new LineInput(progress, LineInput.MAX_LINE_LENGTH, sink::flush);
      while (line.next()) {
        try {
          task.run(line, sink);
        } catch (Pe3Exception e) {
          LineException failure = new LineException(line.number(), e);
          if (!keepGoing) {
            throw failure;
          }
          exit = ExitCode.FAILED;
          streams.error(failure.getMessage());
        }
        progress.line();
      }
      sink.commit();
    }
    return exit;
  }

  private InputStream openInput(Streams streams) throws IOException {
    if (in == null) {
      return notClosed(streams.in());
    }
    try {
      if (Files.isDirectory(in)) {
        throw FileException.io("this is a folder; name a file", "file", in);
      }
      return Files.newInputStream(in);
    } catch (IOException e) {
      throw FileException.io("cannot read it (" + LineOutput.reason(e) + ")", "file", in);
    }
  }

  /** Closing standard input would give its descriptor to the next file that the JVM opens. */
  private static InputStream notClosed(InputStream standard) {
    return new FilterInputStream(standard) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, length);
      }

      @Override
      public void close() {}
    };
  }

  /**
   * A bar is for someone who waits at a terminal: not for who types the lines, nor beside lines
   * that run over the same screen.
   */
  private Progress progress(InputStream source, Streams streams) throws IOException {
    boolean typed = in == null && Streams.isTerminal(Streams.IN);
    boolean scrolls = out == null && Streams.isTerminal(Streams.OUT);
    if (!Streams.isTerminal(Streams.ERR) || typed || scrolls) {
      return Progress.none(source);
    }
    long size = in != null && Files.isRegularFile(in) ? Files.size(in) : Progress.UNKNOWN;
    return Progress.on(source, size, streams.err(), System::nanoTime);
  }
}
