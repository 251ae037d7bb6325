package io.pe3.error;

/** No key is held under the id, or the key was removed or closed. */
public final class UnknownKeyException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public UnknownKeyException(String detail, Object... facts) {
    super(ErrorCode.UNKNOWN_KEY, detail, facts);
  }
}
