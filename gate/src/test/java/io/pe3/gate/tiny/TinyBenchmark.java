package io.pe3.gate.tiny;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Three kinds of work whose cost a version of the jar fixes: steps that only compute, that miss the
 * first cache, and that allocate. What {@link TinyJar} makes from it is what the gate is tried on.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx256m")
public class TinyBenchmark {
  private static final int TABLE = 1 << 16;
  private static final int BLOCK = 256;

  /** What a step does. */
  @Param({"compute", "memory", "allocate"})
  public String work;

  private final long[] table = new long[TABLE];
  private TinyCost cost;
  private int steps;
  private long state = 1;

  /** For JMH. */
  public TinyBenchmark() {}

  /**
   * Reads the cost from the jar.
   *
   * @throws IOException when it is not there
   */
  @Setup
  public void setup() throws IOException {
    cost = TinyCost.read();
    steps = cost.steps();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < TABLE; i++) {
      table[i] = random.nextInt(TABLE);
    }
  }

  /**
   * Does the steps, and the extra allocation of this version.
   *
   * @param hole takes what was allocated
   * @return something that depends on all steps
   */
  @Benchmark
  public long run(Blackhole hole) {
    for (int i = 0; i < cost.extraObjects(); i++) {
      hole.consume(new byte[0]);
    }
    return switch (work) {
      case "compute" -> compute();
      case "memory" -> memory();
      default -> allocate(hole);
    };
  }

  private long compute() {
    long x = state;
    for (int i = 0; i < steps; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    state = x;
    return x;
  }

  private long memory() {
    long at = state & (TABLE - 1);
    for (int i = 0; i < steps; i++) {
      at = (table[(int) at] + i) & (TABLE - 1);
    }
    state = at;
    return at;
  }

  private long allocate(Blackhole hole) {
    for (int i = 0; i < steps; i += BLOCK / Long.BYTES) {
      hole.consume(new byte[BLOCK]);
    }
    return state;
  }
}
