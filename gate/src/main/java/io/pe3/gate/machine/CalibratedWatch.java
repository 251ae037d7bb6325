package io.pe3.gate.machine;

import io.pe3.gate.result.Medians;
import io.pe3.gate.run.MachineWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Calibrates before and after each pair of forks, and on Linux also counts the processor time that
 * others took or the host stole meanwhile. It looks at the machine only, never at results, and
 * judges both forks of a pair together: throwing pairs away favours neither side.
 */
public final class CalibratedWatch implements MachineWatch {
  private final Calibration calibration = new Calibration();
  private final Quiet quiet = new Quiet();
  private double before;
  private long startNanos;
  private Optional<CpuTimes> startTimes = Optional.empty();

  /** Calibrates a first time; takes about a second. */
  public CalibratedWatch() {}

  @Override
  public void begin() {
    before = calibration.measure();
    startNanos = System.nanoTime();
    startTimes = CpuTimes.now();
  }

  @Override
  public Optional<String> end() {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    double others =
        startTimes
            .flatMap(start -> CpuTimes.now().map(now -> now.othersSince(start, seconds)))
            .orElse(0.0);
    return quiet.disturbance(before, calibration.measure(), others);
  }

  /** Tells what is usual on this machine from what is not. */
  static final class Quiet {
    private static final double CHANGE = 0.05;
    private static final double SLOW = 0.15;
    private static final double OTHERS = 0.10;
    private static final double MANY = 3;
    private static final double PERCENT = 100;

    private final List<Double> calibrations = new ArrayList<>();
    private final List<Double> loads = new ArrayList<>();

    /**
     * Judges a pair.
     *
     * @param before calibration before it
     * @param after calibration after it
     * @param others share of one processor that others took
     * @return what disturbed it
     */
    Optional<String> disturbance(double before, double after, double others) {
      calibrations.add(before);
      double usual = median(calibrations);
      double usualLoad = loads.isEmpty() ? 0 : median(loads);
      loads.add(others);
      if (Math.abs(after / before - 1) > CHANGE) {
        return Optional.of(text("the calibration changed by %.1f %%", after / before - 1));
      }
      if (before / usual - 1 > SLOW) {
        return Optional.of(
            text("the calibration is %.1f %% slower than usual", before / usual - 1));
      }
      // What is always there slows both versions alike and can't be waited for.
      if (others > Math.max(OTHERS, MANY * usualLoad)) {
        return Optional.of(text("others took %.0f %% of a processor", others));
      }
      return Optional.empty();
    }

    private static double median(List<Double> values) {
      return Medians.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String text(String format, double share) {
      return String.format(Locale.ROOT, format, PERCENT * share);
    }
  }
}
