package io.pe3.cli.calibrate;

import io.pe3.aead.AeadEngines;
import io.pe3.error.Pe3Exception;
import io.pe3.key.DataKey;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The program of one JVM that measures: first that the engines agree, then their times, which it
 * prints, one {@link Timing} a line.
 */
public final class MeasuringJvm {
  /** Begins the line after the last timing. */
  static final String DONE = "done";

  private static final double WARM_UP_SHARE = 0.35;

  private MeasuringJvm() {}

  /**
   * Measures.
   *
   * @param args how long the JVM may live, in milliseconds, and a seed for the order
   */
  public static void main(String[] args) {
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    long left = Long.parseLong(args[0]) - (System.currentTimeMillis() - started);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(left);
    try {
      measure(end, Long.parseLong(args[1]));
    } catch (Pe3Exception e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void measure(long end, long seed) {
    List<Subjects> all = new ArrayList<>();
    try (DataKey key = DataKey.generate()) {
      for (Candidates candidates : Candidates.of(AeadEngines.standard())) {
        all.add(new Subjects(key, candidates, new Random(seed)));
      }
      all.forEach(Subjects::verify);
      long now = System.nanoTime();
      long warmUpUntil = now + (long) ((end - now) * WARM_UP_SHARE);
      new Rounds(all, seed)
          .run(warmUpUntil, end)
          .forEach(timing -> System.out.println(timing.toLine()));
      System.out.println(DONE + " " + all.stream().mapToLong(Subjects::sum).sum());
    } finally {
      all.forEach(Subjects::close);
    }
  }
}
