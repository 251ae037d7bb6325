package io.pe3.wamp;

import io.pe3.codec.PayloadKey;

/** The roles of WAMP, as HELLO and WELCOME name them. */
public enum PeerRole {
  /** Publishes. */
  PUBLISHER("publisher"),
  /** Subscribes. */
  SUBSCRIBER("subscriber"),
  /** Calls. */
  CALLER("caller"),
  /** Is called. */
  CALLEE("callee"),
  /** Routes events. */
  BROKER("broker"),
  /** Routes calls. */
  DEALER("dealer");

  @SuppressWarnings("ImmutableEnumChecker") // it is immutable, and says so
  private final PayloadKey key;

  PeerRole(String name) {
    key = PayloadKey.of(name);
  }

  /**
   * The name on the wire.
   *
   * @return for example {@code dealer}
   */
  public String text() {
    return key.text();
  }

  PayloadKey key() {
    return key;
  }
}
