package io.pe3.gate.report.page;

import java.util.Locale;

/** How numbers are written in tables: always with a point, thousands set apart by commas. */
public final class Numbers {
  /** What stands where nothing is known. */
  public static final String NOTHING = "–";

  private Numbers() {}

  /**
   * A time, a throughput, or any other measured number.
   *
   * @param value in its table's unit
   * @return with three digits or more
   */
  public static String measured(double value) {
    if (!Double.isFinite(value)) {
      return NOTHING;
    }
    double size = Math.abs(value);
    if (size >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
  }

  /**
   * Octets allocated per operation.
   *
   * @param value in B/op
   * @return 0 when it is below what can be told from none
   */
  public static String octets(double value) {
    if (!Double.isFinite(value)) {
      return NOTHING;
    }
    return value < 0.05 ? "0" : String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
  }

  /**
   * How many times.
   *
   * @param value above 0
   * @return with a multiplication sign
   */
  public static String ratio(double value) {
    if (!Double.isFinite(value)) {
      return NOTHING;
    }
    return String.format(Locale.ROOT, value < 10 ? "%.2f×" : "%,.1f×", value);
  }

  /**
   * From the lowest to the highest.
   *
   * @param low as {@link #measured} takes it
   * @param high as {@link #measured} takes it
   * @return both, or one when they read the same
   */
  public static String range(double low, double high) {
    String first = measured(low);
    String last = measured(high);
    return first.equals(last) ? first : first + "–" + last;
  }

  /**
   * From the least to the most times.
   *
   * @param low above 0
   * @param high above 0
   * @return both, or one when they read the same
   */
  public static String ratios(double low, double high) {
    String first = ratio(low);
    String last = ratio(high);
    return first.equals(last) ? first : first + "–" + last;
  }

  /**
   * A change.
   *
   * @param part 0.05 for five percent more
   * @return with its sign
   */
  public static String change(double part) {
    return Double.isFinite(part) ? String.format(Locale.ROOT, "%+.1f %%", part * 100) : NOTHING;
  }
}
