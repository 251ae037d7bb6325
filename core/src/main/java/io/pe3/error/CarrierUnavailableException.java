package io.pe3.error;

/** The router announced no feature that could carry a protected payload. */
public final class CarrierUnavailableException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public CarrierUnavailableException(String detail, Object... facts) {
    super(ErrorCode.CARRIER_UNAVAILABLE, detail, facts);
  }
}
