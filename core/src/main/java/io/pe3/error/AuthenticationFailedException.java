package io.pe3.error;

/**
 * The payload is not authentic under the key, for whatever reason; nothing is said about which, and
 * no plaintext is released.
 */
public final class AuthenticationFailedException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public AuthenticationFailedException(String detail, Object... facts) {
    super(ErrorCode.AUTHENTICATION_FAILED, detail, facts);
  }
}
