package io.pe3.error;

/** A message in clear where a protected one is required. */
public final class CleartextException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public CleartextException(String detail, Object... facts) {
    super(ErrorCode.CLEARTEXT, detail, facts);
  }
}
