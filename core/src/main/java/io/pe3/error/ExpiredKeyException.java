package io.pe3.error;

/** The key's scope ended at a time that has passed. */
public final class ExpiredKeyException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public ExpiredKeyException(String detail, Object... facts) {
    super(ErrorCode.EXPIRED_KEY, detail, facts);
  }
}
