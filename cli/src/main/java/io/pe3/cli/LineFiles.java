package io.pe3.cli;

import io.pe3.cli.line.FileException;
import io.pe3.cli.line.LineException;
import io.pe3.cli.line.LineInput;
import io.pe3.cli.line.LineOutput;
import io.pe3.error.Pe3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Option;

/** The options for input and output that all commands on lines have. */
final class LineFiles {
  private static final long PROGRESS_FROM = 4L << 20;
  private static final int PROGRESS_WIDTH = 78;

  @Option(
      names = "--in",
      paramLabel = "FILE",
      description = "Read lines from FILE (default: standard input).")
  private Path in;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = {
        "Write lines to FILE, which is replaced only when",
        "all went well (default: standard output)."
      })
  private Path out;

  /** What is done with each line. */
  interface LineTask {
    void run(LineInput line, LineOutput out) throws IOException;
  }

  /** Runs a task on every line. */
  void eachLine(Streams streams, LineTask task) throws IOException {
    try (InputStream source = openInput(streams);
        LineOutput sink = LineOutput.open(out, streams.out())) {
      LineInput line = new LineInput(source, LineInput.MAX_LINE_LENGTH, sink::flush);
      while (line.next()) {
        try {
          task.run(line, sink);
        } catch (Pe3Exception e) {
          throw new LineException(line.number(), e);
        }
      }
      sink.commit();
    }
  }

  private InputStream openInput(Streams streams) throws IOException {
    if (in == null) {
      return streams.in();
    }
    try {
      if (Files.isDirectory(in)) {
        throw FileException.io("this is a folder; name a file", "file", in);
      }
      InputStream file = Files.newInputStream(in);
      long size = Files.size(in);
      return size < PROGRESS_FROM || !streams.errIsTerminal()
          ? file
          : withProgress(file, size, streams);
    } catch (IOException e) {
      throw FileException.io("cannot read it (" + LineOutput.reason(e) + ")", "file", in);
    }
  }

  private static InputStream withProgress(InputStream file, long size, Streams streams) {
    return ProgressBar.wrap(
        file,
        ProgressBar.builder()
            .setTaskName("pe3")
            .setInitialMax(size)
            .setUnit(" MiB", 1 << 20)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(streams.err(), PROGRESS_WIDTH)));
  }
}
