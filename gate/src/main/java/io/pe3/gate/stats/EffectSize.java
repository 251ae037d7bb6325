package io.pe3.gate.stats;

import java.util.Locale;

/** A slowdown in words and in percent. */
public final class EffectSize {
  private static final double SLIGHT = 0.02;
  private static final double CLEAR = 0.10;
  private static final double LARGE = 0.50;
  private static final double TWICE = 2;
  private static final double FAR = 10;
  private static final double MANY = 10_000;
  private static final double PERCENT = 100;

  private EffectSize() {}

  /**
   * Says how much slower something is.
   *
   * @param slowdown new time over old; below 1 for faster
   * @param low lower end of its interval
   * @param high upper end of its interval
   * @return {@code no difference shown} when 1 lies in the interval; else slightly (below 2 %),
   *     clearly (below 10 %), much (below 50 %), very much slower or faster, or {@code 3.0 times as
   *     slow} from twice on
   */
  public static String words(double slowdown, double low, double high) {
    if (Double.isNaN(slowdown)) {
      return "not measured";
    }
    if (low <= 1 && high >= 1) {
      return "no difference shown";
    }
    boolean slower = slowdown > 1;
    double factor = slower ? slowdown : 1 / slowdown;
    if (factor >= TWICE) {
      return number(factor) + " times as " + (slower ? "slow" : "fast");
    }
    String how;
    if (factor - 1 < SLIGHT) {
      how = "slightly ";
    } else if (factor - 1 < CLEAR) {
      how = "clearly ";
    } else {
      how = factor - 1 < LARGE ? "much " : "very much ";
    }
    return how + (slower ? "slower" : "faster");
  }

  /**
   * Writes a ratio as a change.
   *
   * @param ratio new over old
   * @return {@code +5.1 %}; {@code 12.0×} from ten times on, {@code 1/12.0×} down from a tenth;
   *     {@code ?} for what is not finite or not above 0
   */
  public static String percent(double ratio) {
    if (!Double.isFinite(ratio) || ratio <= 0) {
      return "?";
    }
    if (ratio >= FAR) {
      return number(ratio) + "×";
    }
    return ratio > 1 / FAR
        ? String.format(Locale.ROOT, "%+.1f %%", (ratio - 1) * PERCENT)
        : "1/" + number(1 / ratio) + "×";
  }

  private static String number(double factor) {
    return String.format(Locale.ROOT, factor < MANY ? "%.1f" : "%.2e", factor);
  }
}
