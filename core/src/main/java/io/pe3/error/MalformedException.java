package io.pe3.error;

/**
 * Octets that do not have the form that the profile requires: a broken encoding, a payload shorter
 * than its header, nonce and tag, a key id that is not exact EIP-55.
 */
public final class MalformedException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public MalformedException(String detail, Object... facts) {
    super(ErrorCode.MALFORMED, detail, facts);
  }
}
