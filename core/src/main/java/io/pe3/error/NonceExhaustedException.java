package io.pe3.error;

/** The key has sealed as many messages or blocks as its cipher allows; a new key is needed. */
public final class NonceExhaustedException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public NonceExhaustedException(String detail, Object... facts) {
    super(ErrorCode.NONCE_EXHAUSTED, detail, facts);
  }
}
