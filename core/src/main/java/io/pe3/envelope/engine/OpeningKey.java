package io.pe3.envelope.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.engine.EngineChoice;
import io.pe3.internal.SoleUse;
import io.pe3.key.DataKey;
import org.agrona.DirectBuffer;

/**
 * The key of a sender whose messages are opened, prepared by each engine that opened one of them;
 * closed with its data key.
 */
final class OpeningKey implements AutoCloseable {
  final Id id;

  /** Held to use a key, or to put one in. */
  final SoleUse use = new SoleUse();

  private final EngineChoice choice;
  private final int firstUpTo;

  /** By the choice's index; null where none was needed yet. */
  private final SealingKey[] keys;

  private SealingKey first;

  OpeningKey(Id id, EngineChoice choice) {
    this.id = id;
    this.choice = choice;
    this.firstUpTo = choice.firstUpTo();
    this.keys = new SealingKey[choice.count()];
  }

  /** The key that opens a message, or null when its engine did not prepare one yet. */
  SealingKey key(DirectBuffer src, DirectBuffer dst, int contentLength) {
    return contentLength <= firstUpTo ? first : keys[choice.opening(src, dst, contentLength)];
  }

  /** Takes a key that opened a message; it is closed with this. */
  void put(int index, SealingKey key) {
    keys[index] = key;
    first = keys[0];
  }

  /** Wipes the keys; waits for a call that is under way. A second call does nothing. */
  @Override
  public void close() {
    if (use.close()) {
      for (SealingKey key : keys) {
        if (key != null) {
          key.close();
        }
      }
    }
  }

  /**
   * Whose key it is. Mutable only where it is not the key of a map. Data keys are equal as objects.
   */
  static final class Id {
    private DataKey dataKey;
    private AeadCipher cipher;
    private long high;
    private long low;

    Id set(DataKey newDataKey, AeadCipher newCipher, long newHigh, long newLow) {
      dataKey = newDataKey;
      cipher = newCipher;
      high = newHigh;
      low = newLow;
      return this;
    }

    Id copy() {
      return new Id().set(dataKey, cipher, high, low);
    }

    DataKey dataKey() {
      return dataKey;
    }

    AeadCipher cipher() {
      return cipher;
    }

    @SuppressWarnings("ReferenceEquality") // keys are equal only if they are the same object
    boolean is(DataKey otherKey, AeadCipher otherCipher, long otherHigh, long otherLow) {
      return low == otherLow && high == otherHigh && dataKey == otherKey && cipher == otherCipher;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Id that && is(that.dataKey, that.cipher, that.high, that.low);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(high * 31 + low);
    }
  }
}
