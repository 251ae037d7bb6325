package io.pe3.gate.machine;

import io.pe3.gate.result.Medians;

/**
 * A benchmark of the machine: the same integer work each time, in this JVM, between forks. When its
 * time changes, something else did: another process, the host, the clock rate. Not thread-safe.
 */
final class Calibration {
  private static final int REPEATS = 7;
  private static final int WARMUPS = 200;
  private static final int STEPS = 4_000_000;
  private static final int WARMUP_STEPS = 20_000;

  private long state = 0x9E3779B97F4A7C15L;

  /** Compiles the work before it is timed. */
  Calibration() {
    for (int i = 0; i < WARMUPS; i++) {
      work(WARMUP_STEPS);
    }
    measure();
  }

  /** Nanoseconds that the work takes now. */
  double measure() {
    double[] times = new double[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      long before = System.nanoTime();
      work(STEPS);
      times[i] = System.nanoTime() - before;
    }
    return Medians.of(times);
  }

  /** A chain of dependent operations (xorshift), which no compiler shortens. */
  private void work(int steps) {
    long x = state;
    for (int i = 0; i < steps; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    state = x;
  }
}
