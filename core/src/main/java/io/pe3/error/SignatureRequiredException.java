package io.pe3.error;

/** The payload is not signed and the opener requires a signature. */
public final class SignatureRequiredException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public SignatureRequiredException(String detail, Object... facts) {
    super(ErrorCode.SIGNATURE_REQUIRED, detail, facts);
  }
}
