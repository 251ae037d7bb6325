package io.pe3.aead;

import java.util.Set;

/**
 * What was found of one engine.
 *
 * @param name as given to builders: {@code sodium}, {@code jca:PROVIDER}, {@code bouncycastle}
 * @param available whether it can be used
 * @param detail version and where it was found, or why it can't be used and what to do
 * @param ciphers what it seals and opens here; empty when not available
 */
public record EngineReport(String name, boolean available, String detail, Set<AeadCipher> ciphers) {
  /** Keeps an unmodifiable copy of the set. */
  public EngineReport {
    ciphers = Set.copyOf(ciphers);
  }
}
