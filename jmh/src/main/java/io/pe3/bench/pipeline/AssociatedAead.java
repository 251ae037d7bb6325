package io.pe3.bench.pipeline;

import io.pe3.Buffers;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.BufferKind;
import io.pe3.aead.Direction;
import io.pe3.aead.engine.EngineChoice;
import io.pe3.aead.engine.EngineKey;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.internal.EngineAccess;
import io.pe3.internal.KeyAccess;
import io.pe3.internal.SecretMemory;
import io.pe3.key.DataKey;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The bare call of a prepared key with as much associated data as scheme x_pe3 has, and a nonce
 * that counts where it counts there; in the engine that is chosen for the length. The associated
 * data is written once.
 */
public final class AssociatedAead implements AutoCloseable {
  /** Header and binding. */
  private static final int ASSOCIATED_DATA = 58;

  /** What stands before the ciphertext in a payload, whose octets lie as they lie there. */
  private static final int HEADER = EnvelopeDescriptor.HEADER_LENGTH;

  private static final int ALIGNMENT = 64;
  private static final int SHORT_NONCE = 12;
  private static final int MIDDLE_NONCE = 24;

  private final EngineKey sealing;
  private final EngineKey opening;
  private final UnsafeBuffer plain;
  private final UnsafeBuffer sealed;
  private final UnsafeBuffer ring;
  private final int messages;
  private final int length;
  private final int sealedLength;
  private final int nonceLength;
  private long counter;
  private int next;

  /**
   * Prepares a key.
   *
   * @param dataKey whose octets are the key
   * @param cipher to seal with
   * @param body holds what is sealed
   * @param length octets of it
   * @param messages that are opened in turn
   */
  public AssociatedAead(
      DataKey dataKey, AeadCipher cipher, UnsafeBuffer body, int length, int messages) {
    try (SecretMemory secret = SecretMemory.allocate(AeadCipher.KEY_LENGTH, ALIGNMENT)) {
      KeyAccess.copySecret(dataKey, secret.segment());
      EngineChoice choice =
          EngineAccess.choice(AeadEngines.standard(), AeadEngines.AUTO, cipher, null, false);
      sealing =
          choice.engine(Direction.SEAL, BufferKind.DIRECT, length).newKey(cipher, secret.segment());
      opening =
          choice.engine(Direction.OPEN, BufferKind.DIRECT, length).newKey(cipher, secret.segment());
    }
    this.length = length;
    this.sealedLength = HEADER + length + cipher.tagLength();
    this.nonceLength = cipher.nonceLength();
    plain = Buffers.direct(length);
    plain.putBytes(0, body, 0, length);
    sealed = Buffers.direct(sealedLength);
    for (int i = 0; i < ASSOCIATED_DATA; i++) {
      sealing.associatedData().putByte(i, (byte) i);
      opening.associatedData().putByte(i, (byte) i);
    }
    this.messages = messages;
    ring = Buffers.direct(messages * sealedLength);
    for (int i = 0; i < messages; i++) {
      seal();
      ring.putBytes(i * sealedLength, sealed, 0, sealedLength);
    }
  }

  /**
   * Seals under the next nonce.
   *
   * @return octets of the payload that it would be
   */
  public int seal() {
    long n = ++counter;
    sealing.seal(
        0, word1(n), word2(n), word3(n), ASSOCIATED_DATA, plain, 0, length, sealed, HEADER);
    return sealedLength;
  }

  /**
   * Opens the next of the messages that were sealed first.
   *
   * @return octets of plaintext
   * @throws IllegalStateException when it is not authentic
   */
  public int open() {
    int offset = next * sealedLength;
    next = next + 1 == messages ? 0 : next + 1;
    long n = next == 0 ? messages : next;
    if (!opening.open(
        0,
        word1(n),
        word2(n),
        word3(n),
        ASSOCIATED_DATA,
        ring,
        offset + HEADER,
        sealedLength - HEADER,
        plain,
        0)) {
      throw new IllegalStateException("check failed: the cipher alone opens");
    }
    return length;
  }

  @Override
  public void close() {
    sealing.close();
    opening.close();
  }

  /**
   * The counter is in the last octets, so that what derives a subkey from the first does it once.
   */
  private long word1(long n) {
    return nonceLength == SHORT_NONCE ? n : 0;
  }

  private long word2(long n) {
    return nonceLength == MIDDLE_NONCE ? n : 0;
  }

  private long word3(long n) {
    return nonceLength > MIDDLE_NONCE ? n : 0;
  }
}
