package io.pe3.gate.result;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;

/** What JMH measured; its four modes. */
public enum JmhMode {
  /** Operations per time: more is better. */
  THROUGHPUT("thrpt"),
  /** Average time of an operation. */
  AVERAGE_TIME("avgt"),
  /** Times of sampled operations. */
  SAMPLE_TIME("sample"),
  /** Time of one cold operation. */
  SINGLE_SHOT("ss");

  private final String text;

  JmhMode(String text) {
    this.text = text;
  }

  /**
   * JMH's short name.
   *
   * @return {@code thrpt}, {@code avgt}, {@code sample} or {@code ss}
   */
  public String text() {
    return text;
  }

  /**
   * Whether a larger number is better.
   *
   * @return true for throughput
   */
  public boolean moreIsBetter() {
    return this == THROUGHPUT;
  }

  /**
   * How many times as slow one number is as another.
   *
   * @param base a number of the older version
   * @param head a number of the newer version, in the same unit
   * @return above 1 when the newer one is slower, whatever the mode
   */
  public double slowdown(double base, double head) {
    return moreIsBetter() ? base / head : head / base;
  }

  /**
   * Finds a mode.
   *
   * @param text JMH's short name
   * @return the mode
   * @throws GateException {@code malformed_result} when there is none of this name
   */
  public static JmhMode of(String text) {
    for (JmhMode mode : values()) {
      if (mode.text.equals(text)) {
        return mode;
      }
    }
    throw new GateException(
        GateErrorCode.MALFORMED_RESULT, "JMH has no such mode; is this its JSON?", "mode", text);
  }
}
