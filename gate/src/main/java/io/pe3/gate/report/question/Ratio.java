package io.pe3.gate.report.question;

import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.JmhMode;
import io.pe3.gate.result.Metric;

/**
 * How many times as good one cell is as another.
 *
 * @param value of the two medians, above 1 when the first one is better
 * @param low by the worst fork of the first and the best fork of the second; NaN when one of them
 *     has a single fork
 * @param high by the best fork of the first and the worst fork of the second; NaN likewise
 * @param other name of the second
 */
public record Ratio(double value, double low, double high, String other) {
  static Ratio of(CellResult first, CellResult second, String other) {
    JmhMode mode = first.id().mode();
    Metric a = first.primary();
    Metric b = second.primary();
    boolean ranged = a.forks().size() > 1 && b.forks().size() > 1;
    double fast = mode.moreIsBetter() ? a.highest() : a.lowest();
    double slow = mode.moreIsBetter() ? a.lowest() : a.highest();
    double otherFast = mode.moreIsBetter() ? b.highest() : b.lowest();
    double otherSlow = mode.moreIsBetter() ? b.lowest() : b.highest();
    return new Ratio(
        mode.slowdown(a.median(), b.median()),
        ranged ? mode.slowdown(slow, otherFast) : Double.NaN,
        ranged ? mode.slowdown(fast, otherSlow) : Double.NaN,
        other);
  }
}
