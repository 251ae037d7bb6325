package io.pe3.wamp.session;

import io.pe3.PayloadOpener;
import io.pe3.PayloadOpenerBuilder;
import io.pe3.PayloadSealer;
import io.pe3.PayloadSealerBuilder;
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

  /** Whether what is sealed may come out compressed. */
  boolean compresses() {
    return protection.compressionLevel() > 0;
  }

  PayloadSealer sealer() {
    if (sealer == null) {
      PayloadSealerBuilder builder =
          PayloadSealer.builder(protection.key())
              .cipher(protection.cipher())
              .serializer(protection.serializer())
              .engine(protection.engine())
              .limits(protection.limits());
      if (protection.compressionLevel() > 0) {
        builder.compression(protection.compressionLevel());
      }
      if (protection.endpoints() > 0) {
        builder.endpoints(protection.endpoints());
      }
      sealer = builder.build();
    }
    return sealer;
  }

  PayloadOpener opener() {
    if (opener == null) {
      PayloadOpenerBuilder builder =
          protection.openingKeys() == null
              ? PayloadOpener.builder(protection.key())
              : PayloadOpener.builder(protection.openingKeys());
      opener =
          builder
              .ciphers(protection.acceptedCiphers())
              .requireUri(protection.requiresUri())
              .engine(protection.engine())
              .limits(protection.limits())
              .build();
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
