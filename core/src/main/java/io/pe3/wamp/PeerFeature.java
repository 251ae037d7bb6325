package io.pe3.wamp;

import io.pe3.codec.PayloadKey;

/** The features that have to do with protected payloads (wire profile, section 1). */
public enum PeerFeature {
  /** Payload Passthru Mode of the WAMP text: {@code ppt_*}. */
  PAYLOAD_PASSTHRU_MODE("payload_passthru_mode"),
  /** What Crossbar.io announces for {@code enc_*}. */
  PAYLOAD_TRANSPARENCY("payload_transparency"),
  /** The draft name of end-to-end encryption; never required. */
  PAYLOAD_ENCRYPTION("payload_encryption");

  @SuppressWarnings("ImmutableEnumChecker") // it is immutable, and says so
  private final PayloadKey key;

  PeerFeature(String name) {
    key = PayloadKey.of(name);
  }

  /**
   * The name on the wire.
   *
   * @return for example {@code payload_passthru_mode}
   */
  public String text() {
    return key.text();
  }

  PayloadKey key() {
    return key;
  }
}
