package io.pe3.gate.report.chart;

/**
 * One number of a series.
 *
 * @param x where it stands: a value, or the index of a name
 * @param y the number
 * @param low lowest of what it is the middle of; NaN when that is not known
 * @param high highest of what it is the middle of; NaN when that is not known
 * @param text what a reader sees who points at it
 */
public record Point(double x, double y, double low, double high, String text) {
  boolean hasRange() {
    return high > low;
  }
}
