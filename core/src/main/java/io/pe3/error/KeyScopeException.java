package io.pe3.error;

/** The key may not be used for this realm, URI, flow, scheme or cipher. */
public final class KeyScopeException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public KeyScopeException(String detail, Object... facts) {
    super(ErrorCode.KEY_SCOPE, detail, facts);
  }
}
