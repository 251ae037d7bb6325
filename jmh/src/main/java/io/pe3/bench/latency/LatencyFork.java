package io.pe3.bench.latency;

import io.pe3.aead.Direction;
import io.pe3.bench.latency.Arrivals.Operation;
import io.pe3.bench.latency.Arrivals.Outcome;
import io.pe3.bench.pipeline.AeadSubject;
import io.pe3.bench.pipeline.Checks;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** The program that times one side, in a JVM of its own, and prints one line. */
final class LatencyFork {
  private static final long SEED = 4711;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private LatencyFork() {}

  /**
   * Runs it.
   *
   * @param args engine, and the words of a load
   */
  public static void main(String[] args) throws GeneralSecurityException {
    List<String> words = Arrays.asList(args);
    System.out.println(
        run(words.getFirst(), LatencyLoad.of(words.subList(1, words.size()))).toLine());
  }

  static LatencyRow run(String engine, LatencyLoad load) throws GeneralSecurityException {
    byte[] message = new byte[load.size()];
    new SplittableRandom(SEED).nextBytes(message);
    try (AeadSubject subject = AeadSubject.of(engine, load.cipher(), message)) {
      Checks.subject(subject, engine, load.cipher(), message);
      return time(load.direction() == Direction.SEAL ? subject::seal : subject::open, load);
    }
  }

  private static LatencyRow time(Operation operation, LatencyLoad load)
      throws GeneralSecurityException {
    Arrivals arrivals = new Arrivals(new Arrivals.SystemClock(), load.ratePerSecond());
    Histogram latencies = LatencyRow.newHistogram();
    warmUp(operation, load, arrivals, latencies);
    latencies.reset();
    long gcCount = gcCount();
    long gcMillis = gcMillis();
    Outcome outcome =
        arrivals.run(operation, (long) load.ratePerSecond() * load.seconds(), latencies);
    return new LatencyRow(
        latencies,
        outcome.perSecond(),
        outcome.saturated(),
        gcCount() - gcCount,
        gcMillis() - gcMillis);
  }

  /** First without a pause, which is what the JIT compiles for; then as it will be timed. */
  private static void warmUp(
      Operation operation, LatencyLoad load, Arrivals arrivals, Histogram latencies)
      throws GeneralSecurityException {
    long end = System.nanoTime() + load.warmupSeconds() * NANOS_PER_SECOND / 2;
    while (System.nanoTime() < end) {
      operation.run();
    }
    arrivals.run(operation, (long) load.ratePerSecond() * load.warmupSeconds() / 2, latencies);
  }

  private static long gcCount() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static long gcMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
