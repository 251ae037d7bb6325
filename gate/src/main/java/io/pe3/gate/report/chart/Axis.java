package io.pe3.gate.report.chart;

import java.util.List;

/**
 * What an axis measures.
 *
 * @param label what and in which unit
 * @param format of the numbers along it
 * @param kind how values are spread
 * @param ticks values that get a label where there is room; empty means round numbers
 */
public record Axis(String label, NumberFormat format, Spread kind, List<Double> ticks) {
  /** How values are spread along an axis. */
  public enum Spread {
    /** Evenly. */
    LINEAR(Scale.Kind.LINEAR),
    /** By their logarithm; they are above 0. */
    LOG(Scale.Kind.LOG),
    /** Like {@link #LOG} for large values, and 0 has a place. */
    LOG_FROM_ZERO(Scale.Kind.LOG_FROM_ZERO);

    private final Scale.Kind kind;

    Spread(Scale.Kind kind) {
      this.kind = kind;
    }

    Scale.Kind kind() {
      return kind;
    }
  }

  /** Keeps an unmodifiable copy of the ticks. */
  public Axis {
    ticks = List.copyOf(ticks);
  }

  /**
   * Makes one with round numbers along it.
   *
   * @param label what and in which unit
   * @param format of the numbers along it
   * @param kind how values are spread
   */
  public Axis(String label, NumberFormat format, Spread kind) {
    this(label, format, kind, List.of());
  }
}
