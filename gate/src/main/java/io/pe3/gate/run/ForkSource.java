package io.pe3.gate.run;

import io.pe3.gate.result.CellResult;
import java.util.List;

/** Measures one fork. */
@FunctionalInterface
public interface ForkSource {
  /**
   * Starts a JVM, measures, and ends it.
   *
   * @param side version to measure
   * @param job what to measure
   * @return the cells of the job, with one fork each
   * @throws io.pe3.gate.error.GateException {@code run_failed} when it can't be measured
   */
  List<CellResult> measure(Side side, Job job);
}
