package io.pe3.error;

/** The payload was sealed for another URI, or names none where one is required. */
public final class UriMismatchException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public UriMismatchException(String detail, Object... facts) {
    super(ErrorCode.URI_MISMATCH, detail, facts);
  }
}
