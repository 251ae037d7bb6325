package io.pe3.gate.error;

/** What kind of error a {@link GateException} is. The texts are stable. */
public enum GateErrorCode {
  /** A file is not what it should be: not JSON, not JMH's, of a newer schema. */
  MALFORMED_RESULT("malformed_result"),
  /** A file or folder could not be read or written. */
  IO("io"),
  /** A version to measure does not exist here, or its history is cut off. */
  UNKNOWN_REF("unknown_ref"),
  /** A version could not be built into a jar. */
  BUILD_FAILED("build_failed"),
  /** A jar is not there or has no benchmark that was asked for. */
  NO_BENCHMARK("no_benchmark"),
  /** A benchmark could not be measured. */
  RUN_FAILED("run_failed"),
  /** An option has a value that it can't have. */
  BAD_OPTION("bad_option");

  private final String text;

  GateErrorCode(String text) {
    this.text = text;
  }

  /**
   * The code as messages show it.
   *
   * @return lower case, with underscores
   */
  public String text() {
    return text;
  }
}
