package io.pe3.wamp.session;

import io.pe3.PayloadScheme;
import io.pe3.PayloadSealer;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.wamp.policy.Protection;

/**
 * What a worker has to seal under one key of a {@link Protection}: the sealer and the entries of
 * Options, made when they are first used and shared by all sessions of the worker.
 */
final class KeyUse implements AutoCloseable {
  private final Protection protection;
  private final DataKey key;
  private PayloadSealer sealer;

  /** Calls have an attribute of their own. */
  private CarrierEntries callEntries;

  private CarrierEntries entries;

  KeyUse(Protection protection, DataKey key) {
    this.protection = protection;
    this.key = key;
  }

  /** What messages are sealed under; null when the protection has none. */
  DataKey key() {
    return key;
  }

  CarrierEntries entries(Flow flow) {
    if (flow == Flow.CALL || flow == Flow.CALL_PROGRESS) {
      if (callEntries == null) {
        callEntries = new CarrierEntries(protection.otherAttributes(key, flow));
      }
      return callEntries;
    }
    if (entries == null) {
      entries = new CarrierEntries(protection.otherAttributes(key, flow));
    }
    return entries;
  }

  /** Whether the attributes tell if a payload is compressed, which shows when it is sealed. */
  boolean namesCompression() {
    return protection.compressionLevel() > 0 && protection.scheme() == PayloadScheme.WAMP;
  }

  /** Whether what belongs to a call is tied to it. */
  boolean ties() {
    return protection.scheme() == PayloadScheme.X_PE3;
  }

  PayloadSealer sealer() {
    if (sealer == null) {
      sealer = protection.newSealer(key);
    }
    return sealer;
  }

  @Override
  public void close() {
    if (sealer != null) {
      sealer.close();
      sealer = null;
    }
  }
}
