package io.pe3.envelope.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.engine.EngineChoice;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.EnvelopeHeader;
import io.pe3.key.DataKey;
import java.lang.foreign.MemorySegment;

/**
 * Where keys are prepared for messages that nothing is known of yet, in one cipher: one place for
 * each engine, used again for every message. Anybody can send octets under any number of senders;
 * what they cost is a derivation each, and no memory that is taken or stays.
 *
 * <p>Not thread-safe.
 */
final class CandidateKeys implements AutoCloseable {
  private final AeadCipher cipher;
  private final EngineChoice choice;
  private final KeyDerivation derivation;

  /** By the choice's index; null before the first use, and once taken. */
  private final SealingKey[] places;

  private boolean forMessage;

  CandidateKeys(AeadCipher cipher, EngineChoice choice, KeyDerivation derivation) {
    this.cipher = cipher;
    this.choice = choice;
    this.derivation = derivation;
    this.places = new SealingKey[choice.count()];
  }

  /** The engines. */
  EngineChoice choice() {
    return choice;
  }

  /**
   * Prepares the key that a header names, in place of the candidate before.
   *
   * @throws io.pe3.error.UnknownKeyException when the data key is closed
   */
  SealingKey prepare(int index, DataKey dataKey, EnvelopeHeader header) {
    long high = header.senderHigh();
    long low = header.senderLow();
    forMessage = header.has(EnvelopeDescriptor.MESSAGE_KEY);
    try {
      MemorySegment derived =
          forMessage
              ? derivation.ofMessage(dataKey, cipher, high, low, header.counter())
              : derivation.ofSender(dataKey, cipher, high, low);
      places[index] =
          SealingKey.prepare(places[index], cipher, choice.engine(index), derived, high, low);
      return places[index];
    } finally {
      derivation.wipe();
    }
  }

  /** Whether the key prepared last serves one message, and is not worth keeping. */
  boolean isForMessage() {
    return forMessage;
  }

  /** Hands the candidate over to whoever asks; another one gets memory of its own. */
  SealingKey take(int index) {
    SealingKey taken = places[index];
    places[index] = null;
    return taken;
  }

  @Override
  public void close() {
    for (SealingKey place : places) {
      if (place != null) {
        place.close();
      }
    }
  }
}
