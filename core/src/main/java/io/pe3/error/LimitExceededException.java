package io.pe3.error;

/** A size, count, ratio or depth is over its limit; the limit is named in the facts. */
public final class LimitExceededException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public LimitExceededException(String detail, Object... facts) {
    super(ErrorCode.LIMIT_EXCEEDED, detail, facts);
  }
}
