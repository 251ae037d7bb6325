package io.pe3.error;

/** The payload was accepted before, or is too old for that to be known. */
public final class ReplayedException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public ReplayedException(String detail, Object... facts) {
    super(ErrorCode.REPLAYED, detail, facts);
  }
}
