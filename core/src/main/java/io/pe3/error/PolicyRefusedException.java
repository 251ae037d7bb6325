package io.pe3.error;

/** The policy forbids what was asked. */
public final class PolicyRefusedException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public PolicyRefusedException(String detail, Object... facts) {
    super(ErrorCode.POLICY_REFUSED, detail, facts);
  }
}
