package io.pe3.wamp.session;

import io.pe3.PayloadOpener;
import io.pe3.PayloadScheme;
import io.pe3.PayloadSealer;
import io.pe3.wamp.policy.Protection;

/**
 * What a worker has of one {@link Protection}: sealer, opener and the attributes seen last, made
 * when they are first used and shared by all sessions of the worker.
 */
final class KeyUse implements AutoCloseable {
  private final Protection protection;
  private final ReceivedAttributes received;
  private final CarrierEntries entries = new CarrierEntries();
  private long touched;
  private PayloadSealer sealer;
  private PayloadOpener opener;

  KeyUse(Protection protection) {
    this.protection = protection;
    this.received = new ReceivedAttributes(protection.acceptedSchemes());
  }

  Protection protection() {
    return protection;
  }

  /** Notes that it is used. */
  void touch(long now) {
    touched = now;
  }

  /** When it was used last, by the worker's own count. */
  long touched() {
    return touched;
  }

  ReceivedAttributes received() {
    return received;
  }

  CarrierEntries entries() {
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
      sealer = protection.newSealer();
    }
    return sealer;
  }

  PayloadOpener opener() {
    if (opener == null) {
      opener = protection.newOpener();
    }
    return opener;
  }

  @Override
  public void close() {
    if (sealer != null) {
      sealer.close();
      sealer = null;
    }
    if (opener != null) {
      opener.close();
      opener = null;
    }
  }
}
