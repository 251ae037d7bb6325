package io.pe3.error;

/** The caller's output range cannot hold the result; the output holds no plaintext. */
public final class BufferTooSmallException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public BufferTooSmallException(String detail, Object... facts) {
    super(ErrorCode.BUFFER_TOO_SMALL, detail, facts);
  }
}
