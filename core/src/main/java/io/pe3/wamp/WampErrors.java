package io.pe3.wamp;

import io.pe3.codec.PayloadKey;

/** The error URIs of WAMP that payload passthru and forwarding lead to, encoded once. */
public final class WampErrors {
  /** A peer broke the protocol; the session is aborted. */
  public static final PayloadKey PROTOCOL_VIOLATION =
      PayloadKey.of("wamp.error.protocol_violation");

  /** A peer of the exchange did not announce what the message needs. */
  public static final PayloadKey FEATURE_NOT_SUPPORTED =
      PayloadKey.of("wamp.error.feature_not_supported");

  /** A message is longer than the transport of its recipient takes. */
  public static final PayloadKey PAYLOAD_SIZE_EXCEEDED =
      PayloadKey.of("wamp.error.payload_size_exceeded");

  private WampErrors() {}
}
