package io.pe3.cli.calibrate;

import io.pe3.LaunchFlags;
import io.pe3.cli.line.FileException;
import io.pe3.cli.line.LineOutput;
import io.pe3.error.EngineUnavailableException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts JVMs that measure, with this one's class path, options and the flags of users. */
final class Forks {
  /** For a machine that is busy with something else; then the JVM is ended. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int MOST_LINES = 4;

  /** What would measure an agent too, or listen on a port that is taken. */
  private static final List<String> NOT_PASSED_ON =
      List.of(
          "-agentlib:",
          "-agentpath:",
          "-javaagent:",
          "-Xrun",
          "-XX:StartFlightRecording",
          "-XX:+FlightRecorder",
          "-Dcom.sun.management.jmxremote");

  private Forks() {}

  /**
   * Measures in one JVM.
   *
   * @param time that it takes, with its start
   * @param seed for the order
   * @return what it measured
   * @throws EngineUnavailableException when it failed; says why
   */
  static List<Timing> measure(Duration time, long seed) {
    try {
      Path folder = Files.createTempDirectory("pe3-calibrate");
      Path out = folder.resolve("out");
      Path err = folder.resolve("err");
      // The last is deleted first, if somebody stops this JVM.
      List.of(folder, out, err).forEach(path -> path.toFile().deleteOnExit());
      try {
        Process process =
            builder(time, seed).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        int exit = waitFor(process, time);
        List<String> lines = Files.readAllLines(out);
        if (exit != 0 || lines.isEmpty() || !lines.getLast().startsWith(MeasuringJvm.DONE)) {
          throw failed(exit, err);
        }
        return lines.subList(0, lines.size() - 1).stream().map(Timing::parse).toList();
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw FileException.io("cannot start a JVM to measure in (" + LineOutput.reason(e) + ")");
    }
  }

  private static ProcessBuilder builder(Duration time, long seed) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(MeasuringJvm.class.getName());
    command.addAll(List.of(Long.toString(time.toMillis()), Long.toString(seed)));
    ProcessBuilder builder = new ProcessBuilder(command);
    // Their options are among this JVM's, and so given already.
    Stream.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS").forEach(builder.environment()::remove);
    return builder;
  }

  /** This JVM's, and the flags that it may have from a jar's manifest. */
  private static Set<String> options() {
    Set<String> options = new LinkedHashSet<>();
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (NOT_PASSED_ON.stream().noneMatch(option::startsWith)) {
        options.add(option);
      }
    }
    options.add(LaunchFlags.memoryAccessFlag());
    if (LaunchFlags.hasNativeAccess()) {
      options.add(LaunchFlags.nativeAccessFlag());
    }
    return options;
  }

  private static int waitFor(Process process, Duration time) {
    Thread onInterrupt = new Thread(process::destroyForcibly, "end-measuring-jvm");
    try {
      Runtime.getRuntime().addShutdownHook(onInterrupt);
      if (!process.waitFor(time.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS)) {
        throw new EngineUnavailableException(
            "a JVM that measures did not end; try it when the machine is less busy",
            "seconds",
            time.plus(PATIENCE).toSeconds());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineUnavailableException("stopped before all was measured").causedBy(e);
    } finally {
      process.destroyForcibly();
      forget(onInterrupt);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending and the hook runs.
    }
  }

  private static EngineUnavailableException failed(int exit, Path err) throws IOException {
    String text = new String(Files.readAllBytes(err), StandardCharsets.UTF_8);
    return new EngineUnavailableException(
        "a JVM that measures failed: "
            + String.join("; ", text.lines().limit(MOST_LINES).map(String::strip).toList()),
        "exit",
        exit);
  }
}
