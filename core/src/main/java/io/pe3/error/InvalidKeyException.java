package io.pe3.error;

/**
 * A key, key id or key file that is refused: wrong length, foreign id, not canonical where it must
 * be, readable by others.
 */
public final class InvalidKeyException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public InvalidKeyException(String detail, Object... facts) {
    super(ErrorCode.INVALID_KEY, detail, facts);
  }
}
