package io.pe3.gate.experiment;

import io.pe3.gate.result.CellId;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.JmhMode;
import io.pe3.gate.result.Jvm;
import io.pe3.gate.result.Metric;
import io.pe3.gate.result.Settings;
import io.pe3.gate.run.ForkSource;
import io.pe3.gate.run.Job;
import io.pe3.gate.run.Side;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Forks and the time that they take, without a JVM. */
final class SimulatedForks implements ForkSource, LongSupplier {
  static final Duration FORK = Duration.ofSeconds(4);
  private static final double NANOS = 100;
  private static final Settings SETTINGS = new Settings(4, "500 ms", 5, "200 ms");
  private static final Jvm JVM = new Jvm("simulated", "", "", "", List.of());

  private final List<Noise> noises;
  private final RandomGenerator random;
  private final Map<Job, DoubleSupplier> sequences = new HashMap<>();
  private final Map<Job, Double> slowdowns = new HashMap<>();
  private final Map<Job, Double> allocations = new HashMap<>();
  private JmhMode mode = JmhMode.AVERAGE_TIME;
  private long now;
  private int forks;

  SimulatedForks(List<Noise> noises, RandomGenerator random) {
    this.noises = noises;
    this.random = random;
  }

  static List<Job> jobs(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Job("simulated.Cell%02d.run".formatted(i), new TreeMap<>()))
        .toList();
  }

  SimulatedForks slower(Job job, double slowdown) {
    slowdowns.put(job, slowdown);
    return this;
  }

  SimulatedForks allocating(Job job, double octets) {
    allocations.put(job, octets);
    return this;
  }

  SimulatedForks throughput() {
    mode = JmhMode.THROUGHPUT;
    return this;
  }

  int forks() {
    return forks;
  }

  @Override
  public List<CellResult> measure(Side side, Job job) {
    now += FORK.toNanos();
    forks++;
    int cell = Math.floorMod(job.benchmark().hashCode(), noises.size());
    double noise =
        sequences.computeIfAbsent(job, _ -> noises.get(cell).start(random)).getAsDouble();
    boolean head = side == Side.HEAD;
    double time = NANOS * Math.exp(noise) * (head ? slowdowns.getOrDefault(job, 1.0) : 1);
    double octets = 24 + 0.001 * random.nextDouble();
    octets += head ? allocations.getOrDefault(job, 0.0) : 0;
    boolean throughput = mode == JmhMode.THROUGHPUT;
    return List.of(
        new CellResult(
            new CellId(job.benchmark(), mode, 1, job.params()),
            new Metric(throughput ? "ops/s" : "ns/op", List.of(throughput ? 1e9 / time : time)),
            new TreeMap<>(Map.of(CellResult.ALLOCATION, new Metric("B/op", List.of(octets)))),
            SETTINGS,
            JVM));
  }

  @Override
  public long getAsLong() {
    return now;
  }
}
