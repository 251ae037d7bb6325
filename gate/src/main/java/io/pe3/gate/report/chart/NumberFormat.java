package io.pe3.gate.report.chart;

import java.util.Locale;

/** How a number is written along an axis: short, with its unit where that changes with size. */
public enum NumberFormat {
  /** Times that are given in ns: {@code 50 ns}, {@code 2 µs}, {@code 1 ms}. */
  NANOSECONDS {
    @Override
    public String text(double value) {
      double size = Math.abs(value);
      if (size < 1000) {
        return plain(value) + " ns";
      }
      if (size < 1e6) {
        return plain(value / 1e3) + " µs";
      }
      return size < 1e9 ? plain(value / 1e6) + " ms" : plain(value / 1e9) + " s";
    }
  },
  /** Octets, in powers of 1024: {@code 64}, {@code 16 Ki}, {@code 1 Mi}. */
  OCTETS {
    @Override
    public String text(double value) {
      if (value >= MEBI && value % MEBI == 0) {
        return plain(value / MEBI) + " Mi";
      }
      return value >= KIBI && value % KIBI == 0 ? plain(value / KIBI) + " Ki" : plain(value);
    }
  },
  /** Anything: {@code 250}, {@code 2 k}, {@code 5 M}. */
  COUNT {
    @Override
    public String text(double value) {
      double size = Math.abs(value);
      if (size < 1000) {
        return plain(value);
      }
      if (size < 1e6) {
        return plain(value / 1e3) + " k";
      }
      return size < 1e9 ? plain(value / 1e6) + " M" : plain(value / 1e9) + " G";
    }
  },
  /** How many times: {@code 0.5×}, {@code 4×}. */
  FACTOR {
    @Override
    public String text(double value) {
      return plain(value) + "×";
    }
  },
  /**
   * One in how many is worse: 100 is the percentile 99, and {@link NumberFormat#MAXIMUM} stands for
   * the worst of all.
   */
  ONE_IN {
    @Override
    public String text(double value) {
      return value >= MAXIMUM ? "max" : "p" + plain(100 - 100 / value);
    }
  };

  /** Place of the worst of all on an axis of percentiles. */
  public static final double MAXIMUM = 100_000;

  private static final double KIBI = 1024;
  private static final double MEBI = 1024 * 1024;

  /**
   * Writes a number.
   *
   * @param value any number
   * @return its text
   */
  public abstract String text(double value);

  private static String plain(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.replaceFirst("\\.?0+$", "");
  }
}
