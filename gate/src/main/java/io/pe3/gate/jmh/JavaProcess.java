package io.pe3.gate.jmh;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the JVM that this runs on, in a process of its own. */
final class JavaProcess {
  private static final int TAIL_LINES = 12;

  private JavaProcess() {}

  /** Runs to its end; an interrupt of this thread ends it. */
  static int run(List<String> arguments, Path folder, Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(nothing()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      Thread.currentThread().interrupt();
      throw new GateException(GateErrorCode.RUN_FAILED, "interrupted").causedBy(e);
    }
  }

  private static File nothing() {
    return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
  }

  /** The last lines of an output, in one line. */
  static String tail(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    int from = Math.max(0, lines.size() - TAIL_LINES);
    for (int i = lines.size() - 1; i >= 0; i--) {
      from = lines.get(i).contains("<failure>") ? i : from;
    }
    return String.join("; ", lines.subList(from, Math.min(lines.size(), from + TAIL_LINES)));
  }
}
