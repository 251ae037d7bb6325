package io.pe3.error;

/** The payload's signature does not verify. */
public final class SignatureInvalidException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public SignatureInvalidException(String detail, Object... facts) {
    super(ErrorCode.SIGNATURE_INVALID, detail, facts);
  }
}
