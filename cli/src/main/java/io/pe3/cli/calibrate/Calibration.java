package io.pe3.cli.calibrate;

import io.pe3.aead.AeadEngines;
import io.pe3.aead.EngineReport;
import io.pe3.aead.EngineTable;
import io.pe3.error.EngineUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures the engines of this machine and makes a table of what it finds. */
public final class Calibration {
  private static final int JVMS = 5;

  /** The start of a JVM, and the JIT, take their part of each. */
  private static final int JVMS_IN_A_HURRY = 3;

  private static final Duration HURRY = Duration.ofSeconds(30);

  /** Enough for a table that comes out the same again. */
  public static final Duration USUAL_TIME = Duration.ofSeconds(60);

  /** Enough for the start of the JVMs and a look at everything. */
  public static final Duration SHORTEST_TIME = Duration.ofSeconds(10);

  /** Nothing gets better after that. */
  public static final Duration LONGEST_TIME = Duration.ofHours(1);

  private final List<Candidates> all;

  private Calibration(List<Candidates> all) {
    this.all = all;
  }

  /**
   * Prepares.
   *
   * @param found the engines
   * @return ready to measure
   * @throws EngineUnavailableException when no cipher has two engines
   */
  public static Calibration of(AeadEngines found) {
    List<Candidates> all = Candidates.of(found);
    if (all.isEmpty()) {
      throw new EngineUnavailableException(
          "there is nothing to compare: no cipher has two engines here; `pe3 doctor` tells why",
          "engines",
          found.reports().stream()
              .filter(EngineReport::available)
              .map(EngineReport::name)
              .toList());
    }
    return new Calibration(all);
  }

  /**
   * How many JVMs measure; the medians of all count.
   *
   * @param time that measuring is to take
   * @return 3 or 5
   */
  public static int jvms(Duration time) {
    return time.compareTo(HURRY) < 0 ? JVMS_IN_A_HURRY : JVMS;
  }

  /**
   * Measures.
   *
   * @param time that it takes altogether, about
   * @return what came of it
   * @throws EngineUnavailableException when engines do not agree, or a JVM fails
   */
  public Calibrated measure(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    List<Timing> timings = new ArrayList<>();
    int jvms = jvms(time);
    for (int jvm = 0; jvm < jvms; jvm++) {
      Duration part = Duration.ofNanos(Math.max(0, end - System.nanoTime()) / (jvms - jvm));
      timings.addAll(Forks.measure(part, jvm));
    }
    return decide(all, timings);
  }

  /** Makes the table of what was measured. */
  static Calibrated decide(List<Candidates> all, List<Timing> timings) {
    MedianTimes medians = MedianTimes.of(timings);
    EngineTable table = EngineTable.empty();
    for (Candidates candidates : all) {
      for (Row row : Row.of(candidates.cipher())) {
        List<EngineTable.Step> steps =
            Crossovers.steps(
                candidates.engines(),
                candidates.handicaps(),
                Sizes.ALL,
                medians.of(row, candidates.engines()),
                candidates.firstUpTo());
        table = table.with(row.cipher(), row.direction(), row.kind(), steps);
      }
    }
    return new Calibrated(all, medians, table);
  }
}
