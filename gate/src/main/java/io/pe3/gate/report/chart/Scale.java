package io.pe3.gate.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Where on an axis a value stands.
 *
 * @param kind how values are spread
 * @param low value at the start
 * @param high value at the end, above {@code low}
 * @param start place of {@code low}, in px
 * @param end place of {@code high}, in px
 */
record Scale(Kind kind, double low, double high, double start, double end) {
  private static final double[] STEPS = {1, 2, 5, 10};
  private static final double LABELLED_STEPS_UP_TO_DECADES = 1.7;

  /** How values are spread. */
  enum Kind {
    /** Evenly. */
    LINEAR,
    /** By their logarithm; they are above 0. */
    LOG,
    /** By the logarithm of one more than them, so that 0 has a place; they are not below 0. */
    LOG_FROM_ZERO;

    double spread(double value) {
      return switch (this) {
        case LINEAR -> value;
        case LOG -> Math.log10(value);
        case LOG_FROM_ZERO -> Math.log10(1 + value);
      };
    }
  }

  /**
   * Fits one around values.
   *
   * @param kind how values are spread
   * @param lowest of the values
   * @param highest of the values
   * @return from a round number to a round number, in px from 0 to 1
   */
  static Scale around(Kind kind, double lowest, double highest) {
    return switch (kind) {
      case LOG -> {
        double low = step(lowest, false);
        double high = step(highest, true);
        yield new Scale(kind, low, high > low ? high : low * 10, 0, 1);
      }
      case LOG_FROM_ZERO -> new Scale(kind, 0, step(Math.max(highest, 10), true), 0, 1);
      case LINEAR -> {
        double span = highest > lowest ? highest - lowest : Math.max(Math.abs(highest), 1);
        double unit = unit(span);
        double low = Math.floor(lowest / unit) * unit;
        double high = Math.ceil(highest / unit) * unit;
        yield new Scale(kind, low, high > low ? high : low + unit, 0, 1);
      }
    };
  }

  /** The same values between other places. */
  Scale between(double from, double to) {
    return new Scale(kind, low, high, from, to);
  }

  double at(double value) {
    double part = (kind.spread(value) - kind.spread(low)) / (kind.spread(high) - kind.spread(low));
    return start + part * (end - start);
  }

  /** Values that get a line and a label. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    switch (kind) {
      case LINEAR -> {
        double unit = unit(high - low);
        long first = Math.round(low / unit);
        for (long i = first; i * unit <= high + unit / 2; i++) {
          ticks.add(i * unit);
        }
      }
      case LOG -> {
        boolean all = Math.log10(high / low) <= LABELLED_STEPS_UP_TO_DECADES;
        addSteps(ticks, low, all ? STEPS.length - 1 : 1);
      }
      case LOG_FROM_ZERO -> {
        ticks.add(0.0);
        addSteps(ticks, 1, 1);
      }
    }
    return ticks;
  }

  /** Values between the ticks that get a thin line. */
  List<Double> minorTicks() {
    List<Double> minor = new ArrayList<>();
    if (kind == Kind.LOG) {
      addSteps(minor, low, STEPS.length - 1);
      minor.removeAll(ticks());
    }
    return minor;
  }

  private void addSteps(List<Double> ticks, double from, int steps) {
    int last = (int) Math.ceil(Math.log10(high) - 1e-9);
    for (int decade = (int) Math.floor(Math.log10(from) + 1e-9); decade <= last; decade++) {
      for (int i = 0; i < steps; i++) {
        double value = power(STEPS[i], decade);
        if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
          ticks.add(value);
        }
      }
    }
  }

  /** The next of 1, 2, 5, 10, 20, … */
  private static double step(double value, boolean up) {
    int decade = (int) Math.floor(Math.log10(value));
    double best = up ? power(10, decade) : power(1, decade);
    for (double step : STEPS) {
      double candidate = power(step, decade);
      if (up && candidate >= value * (1 - 1e-9)) {
        return candidate;
      }
      if (!up && candidate <= value * (1 + 1e-9)) {
        best = candidate;
      }
    }
    return best;
  }

  /** Exact where doubles are: 10 to a negative power is not. */
  private static double power(double step, int decade) {
    return decade < 0 ? step / Math.pow(10, -decade) : step * Math.pow(10, decade);
  }

  /** A round distance that divides a span into about five. */
  private static double unit(double span) {
    return step(span / 6, true);
  }
}
