package io.pe3.error;

/** A message that is to be protected carries protection attributes already. */
public final class AlreadyProtectedException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public AlreadyProtectedException(String detail, Object... facts) {
    super(ErrorCode.ALREADY_PROTECTED, detail, facts);
  }
}
