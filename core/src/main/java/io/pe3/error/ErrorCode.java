package io.pe3.error;

/** The stable names of what can go wrong (wire profile, section 7). */
public enum ErrorCode {
  /**
   * Octets that do not have the form that the profile requires: a broken encoding, a payload
   * shorter than its header, nonce and tag, a key id that is not exact EIP-55.
   */
  MALFORMED("malformed"),
  /** A {@code ppt_scheme} that is not known or not accepted here. */
  UNSUPPORTED_SCHEME("unsupported_scheme"),
  /** A serializer that is not known or not allowed in the scheme. */
  UNSUPPORTED_SERIALIZER("unsupported_serializer"),
  /** A cipher that is not known or not accepted here. */
  UNSUPPORTED_CIPHER("unsupported_cipher"),
  /** A compressor that is not known or not allowed for the serializer. */
  UNSUPPORTED_COMPRESSOR("unsupported_compressor"),
  /** No key is held under the id, or the key was removed or closed. */
  UNKNOWN_KEY("unknown_key"),
  /** The key's scope ended at a time that has passed. */
  EXPIRED_KEY("expired_key"),
  /** The key may not be used for this realm, URI, flow, scheme or cipher. */
  KEY_SCOPE("key_scope"),
  /**
   * A key, key id or key file that is refused: wrong length, foreign id, not canonical where it
   * must be, readable by others.
   */
  INVALID_KEY("invalid_key"),
  /**
   * The payload is not authentic under the key, for whatever reason; nothing is said about which,
   * and no plaintext is released.
   */
  AUTHENTICATION_FAILED("authentication_failed"),
  /** The payload was sealed for another URI, or names none where one is required. */
  URI_MISMATCH("uri_mismatch"),
  /** The payload was accepted before, or is too old for that to be known. */
  REPLAYED("replayed"),
  /** The payload is not signed and the opener requires a signature. */
  SIGNATURE_REQUIRED("signature_required"),
  /** The payload's signature does not verify. */
  SIGNATURE_INVALID("signature_invalid"),
  /** The compressed frame names a dictionary that is not loaded. */
  UNKNOWN_DICTIONARY("unknown_dictionary"),
  /** A size, count, ratio or depth is over its limit; the limit is named in the facts. */
  LIMIT_EXCEEDED("limit_exceeded"),
  /** The caller's output range cannot hold the result; the output holds no plaintext. */
  BUFFER_TOO_SMALL("buffer_too_small"),
  /** The target serializer has no form for the value. */
  UNREPRESENTABLE("unrepresentable"),
  /** A message that is to be protected carries protection attributes already. */
  ALREADY_PROTECTED("already_protected"),
  /** The key has sealed as many messages or blocks as its cipher allows; a new key is needed. */
  NONCE_EXHAUSTED("nonce_exhausted"),
  /** A message in clear where a protected one is required. */
  CLEARTEXT("cleartext"),
  /** The policy forbids what was asked. */
  POLICY_REFUSED("policy_refused"),
  /** The router announced no feature that could carry a protected payload. */
  CARRIER_UNAVAILABLE("carrier_unavailable"),
  /**
   * A cipher engine or a native library that was asked for cannot be used on this machine, or a
   * launch flag is missing.
   */
  ENGINE_UNAVAILABLE("engine_unavailable");

  private final String text;

  ErrorCode(String text) {
    this.text = text;
  }

  /**
   * The code as it stands in messages.
   *
   * @return lower case with underscores, for example {@code uri_mismatch}
   */
  public String text() {
    return text;
  }

  /**
   * The error URI for WAMP messages.
   *
   * @return {@code pe3.error.} followed by the code
   */
  public String uri() {
    return "pe3.error." + text;
  }

  @Override
  public String toString() {
    return text;
  }
}
