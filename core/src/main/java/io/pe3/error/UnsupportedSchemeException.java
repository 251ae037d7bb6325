package io.pe3.error;

/** A {@code ppt_scheme} that is not known or not accepted here. */
public final class UnsupportedSchemeException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public UnsupportedSchemeException(String detail, Object... facts) {
    super(ErrorCode.UNSUPPORTED_SCHEME, detail, facts);
  }
}
