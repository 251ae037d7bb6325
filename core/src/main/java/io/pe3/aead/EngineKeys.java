package io.pe3.aead;

import io.pe3.aead.engine.EngineChoice;
import io.pe3.aead.engine.EngineKey;
import io.pe3.internal.KeyAccess;
import io.pe3.internal.SecretMemory;
import io.pe3.key.DataKey;
import org.agrona.DirectBuffer;

/**
 * One data key, prepared by the engines that a table names for its cipher: the one for short
 * messages at once, others when the first message asks for them.
 *
 * <p>Not thread-safe.
 */
final class EngineKeys implements AutoCloseable {
  private final DataKey key;
  private final AeadCipher cipher;
  private final EngineChoice choice;

  /** By the choice's index. */
  private final EngineKey[] keys;

  private final EngineKey first;

  /** Up to this length the first key serves every use. */
  private final int firstUpTo;

  EngineKeys(DataKey key, AeadCipher cipher, EngineChoice choice) {
    this.key = key;
    this.cipher = cipher;
    this.choice = choice;
    keys = new EngineKey[choice.count()];
    first = key(0);
    firstUpTo = choice.firstUpTo();
  }

  /** The key to seal a message under. */
  EngineKey sealing(DirectBuffer src, DirectBuffer dst, int length) {
    return length <= firstUpTo ? first : key(choice.sealing(src, dst, length));
  }

  /** The key to open a message under, by the length of its plaintext. */
  EngineKey opening(DirectBuffer src, DirectBuffer dst, int length) {
    return length <= firstUpTo ? first : key(choice.opening(src, dst, length));
  }

  /** The engine for short messages. */
  String firstName() {
    return choice.engine(0).name();
  }

  /** The engine for a message. */
  String name(Direction direction, BufferKind kind, int length) {
    return choice.engine(direction, kind, length).name();
  }

  @Override
  public void close() {
    for (EngineKey each : keys) {
      if (each != null) {
        each.close();
      }
    }
  }

  private EngineKey key(int index) {
    EngineKey prepared = keys[index];
    if (prepared == null) {
      try (SecretMemory secret = SecretMemory.allocate(AeadCipher.KEY_LENGTH, Long.BYTES)) {
        KeyAccess.copySecret(key, secret.segment());
        prepared = choice.engine(index).newKey(cipher, secret.segment());
        keys[index] = prepared;
      }
    }
    return prepared;
  }
}
