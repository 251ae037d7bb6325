package io.pe3.gate.verdict;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;

/**
 * What a gate run decides between.
 *
 * @param tolerance a cell fails when it is shown to be slower by more than this: layout alone can
 *     move a benchmark by a percent; 0.01 for 1 %
 * @param margin a cell passes when it is shown to be slower by less than this; larger than the
 *     tolerance
 */
public record Margins(double tolerance, double margin) {
  /** What holds when nothing is asked for. */
  public static final double USUAL_TOLERANCE = 0.01;

  /** Refuses margins that can't be told apart. */
  public Margins {
    if (tolerance < 0 || margin <= tolerance) {
      throw new GateException(
          GateErrorCode.BAD_OPTION,
          "--fail-on must be larger than --tolerance",
          "fail_on",
          margin,
          "tolerance",
          tolerance);
    }
  }
}
