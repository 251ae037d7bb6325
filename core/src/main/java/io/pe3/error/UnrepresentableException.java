package io.pe3.error;

/** The target serializer has no form for the value. */
public final class UnrepresentableException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public UnrepresentableException(String detail, Object... facts) {
    super(ErrorCode.UNREPRESENTABLE, detail, facts);
  }
}
