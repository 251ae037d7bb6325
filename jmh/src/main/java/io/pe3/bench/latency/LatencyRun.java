package io.pe3.bench.latency;

import io.pe3.bench.peer.Peers;
import io.pe3.bench.pipeline.Pe3Engines;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Times every side under one load, in turn: the first fork of each, then the second of each, so
 * that what else the machine does meets them all.
 */
public final class LatencyRun {
  private final LatencyLoad load;
  private final List<String> launchFlags;
  private final PrintStream progress;
  private final SequencedMap<String, LatencyRow> rows = new LinkedHashMap<>();
  private final List<String> leftOut = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /**
   * Prepares.
   *
   * @param load what is asked of every side
   * @param launchFlags of each JVM, those that users are told to set
   * @param progress is told what goes on
   */
  public LatencyRun(LatencyLoad load, List<String> launchFlags, PrintStream progress) {
    this.load = load;
    this.launchFlags = List.copyOf(launchFlags);
    this.progress = progress;
  }

  /**
   * Times them. One that does not exist is left out; one that fails is kept as a failure, and the
   * rest goes on.
   *
   * @param engines names of the sides
   * @param forks JVMs for each of them
   * @throws IllegalArgumentException when no engine has one of the names
   */
  public void run(List<String> engines, int forks) {
    List<String> there = new ArrayList<>();
    for (String engine : engines) {
      Optional<String> refusal = refusal(engine);
      refusal.ifPresent(reason -> leftOut.add(engine + " " + reason));
      if (refusal.isEmpty()) {
        there.add(engine);
      }
    }
    for (int fork = 0; fork < forks; fork++) {
      for (int i = 0; i < there.size(); i++) {
        progress.printf(
            "[%d/%d] %s%n",
            fork * there.size() + i + 1, forks * there.size(), LatencyReport.subject(there.get(i)));
        fork(there.get(i));
      }
    }
  }

  private Optional<String> refusal(String engine) {
    return Pe3Engines.ENGINES.contains(engine)
        ? Pe3Engines.refusal(engine, load.cipher())
        : Peers.refusal(engine, load.cipher());
  }

  private void fork(String engine) {
    Process process;
    try {
      process = start(engine);
    } catch (IOException e) {
      failures.add(engine + " could not be started: " + e);
      return;
    }
    try {
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      Optional<LatencyRow> row = LatencyRow.find(printed);
      if (status == 0 && row.isPresent()) {
        rows.merge(engine, row.get(), LatencyRow::with);
      } else {
        failures.add(engine + " ended with " + status + ": " + lastLine(printed));
      }
    } catch (IOException e) {
      failures.add(engine + " could not be read from: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.add(engine + " was interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(String engine) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(launchFlags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LatencyFork.class.getName());
    command.add(engine);
    command.addAll(load.words());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return process;
  }

  private static String lastLine(String printed) {
    List<String> lines =
        printed.lines().filter(line -> !line.startsWith("\tat ") && !line.isBlank()).toList();
    return lines.isEmpty() ? "it printed nothing" : lines.getLast();
  }

  /**
   * What came out.
   *
   * @return to print and to write
   */
  public LatencyReport report() {
    return new LatencyReport(load, rows, leftOut);
  }

  /**
   * What could not be timed.
   *
   * @return a text each, the engine first
   */
  public List<String> failures() {
    return List.copyOf(failures);
  }
}
