package io.pe3.error;

/** The compressed frame names a dictionary that is not loaded. */
public final class UnknownDictionaryException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public UnknownDictionaryException(String detail, Object... facts) {
    super(ErrorCode.UNKNOWN_DICTIONARY, detail, facts);
  }
}
