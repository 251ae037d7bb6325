package io.pe3.error;

/** A serializer that is not known or not allowed in the scheme. */
public final class UnsupportedSerializerException extends Pe3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param detail what happened and what to do; no key or plaintext octets
   * @param facts names and values in turn: {@code "offset", 12, "length", 4}
   */
  public UnsupportedSerializerException(String detail, Object... facts) {
    super(ErrorCode.UNSUPPORTED_SERIALIZER, detail, facts);
  }
}
