package io.pe3.error;

/**
 * A cipher engine or a native library that was asked for cannot be used on this machine, or a
 * launch flag is missing.
 */
public final class EngineUnavailableException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public EngineUnavailableException(String detail, Object... facts) {
    super(ErrorCode.ENGINE_UNAVAILABLE, detail, facts);
  }
}
