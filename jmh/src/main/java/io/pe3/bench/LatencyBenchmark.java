package io.pe3.bench;

import io.pe3.bench.latency.LatencyLoad;
import io.pe3.bench.latency.LatencyReport;
import io.pe3.bench.latency.LatencyRun;
import io.pe3.bench.peer.Peers;
import io.pe3.bench.pipeline.Pe3Engines;
import io.pe3.bench.report.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How long does a message wait that arrives while others do? Single operations at a fixed rate,
 * counted from when each was due, for PE3 and the peers, each in a JVM of its own with the launch
 * flags that users are told to set. JMH has no arrivals, so that this is a program by itself:
 * {@code pe3 bench latency}.
 *
 * <p>Run: {@code ./pe3 bench latency --rate 100000 --size 256}
 *
 * @param load what is asked of every side
 * @param forks JVMs for each side
 * @param engines the sides, by the names that the other benchmarks use
 */
public record LatencyBenchmark(LatencyLoad load, int forks, List<String> engines) {
  /** The sides that are timed unless others are named. */
  public static final List<String> ENGINES =
      List.of(Pe3Engines.AUTO, Peers.SUN_JCE, Peers.ACCP, Peers.BOUNCY_CASTLE);

  /** Before anything counts: half of it without a pause, half as it will be timed. */
  public static final int WARMUP_SECONDS = 4;

  private static final int OK = 0;
  private static final int FAILURE = 1;
  private static final int MAX_FORKS = 100;

  /** Refuses what no run can have. */
  public LatencyBenchmark {
    engines = List.copyOf(engines);
    if (forks < 1 || forks > MAX_FORKS) {
      throw new IllegalArgumentException("forks=" + forks + " is not from 1 to " + MAX_FORKS);
    }
    for (String engine : engines) {
      if (!Pe3Engines.ENGINES.contains(engine) && !Peers.ENGINES.contains(engine)) {
        throw new IllegalArgumentException(
            "no engine is named " + engine + "; there are " + Pe3Engines.ENGINES + Peers.ENGINES);
      }
    }
  }

  /**
   * Runs it.
   *
   * @param json where the latencies are written, if anywhere
   * @param out for the table
   * @param err for progress and errors
   * @return 0; 1 when a side could not be timed
   * @throws IOException when the latencies cannot be written
   */
  public int run(Optional<Path> json, PrintStream out, PrintStream err) throws IOException {
    LatencyRun run = new LatencyRun(load, BenchmarkBase.LAUNCH_FLAGS, err);
    out.print(Machine.describe());
    run.run(engines, forks);
    LatencyReport report = run.report();
    out.println();
    report.print(out);
    if (json.isPresent()) {
      Files.writeString(json.get(), report.toJson());
      out.println("results: " + json.get());
    }
    run.failures().forEach(failure -> err.println("error: code=not_measured " + failure));
    return run.failures().isEmpty() ? OK : FAILURE;
  }
}
