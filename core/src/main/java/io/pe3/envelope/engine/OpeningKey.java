package io.pe3.envelope.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.internal.SoleUse;
import io.pe3.key.DataKey;

/** The prepared key of a sender whose messages are opened; closed with its data key. */
final class OpeningKey implements AutoCloseable {
  /** Null for the key of one message. */
  final Id id;

  final SealingKey key;
  final SoleUse use = new SoleUse();

  OpeningKey(Id id, SealingKey key) {
    this.id = id;
    this.key = key;
  }

  /** Wipes the key; waits for a call that is under way. A second call does nothing. */
  @Override
  public void close() {
    if (use.close()) {
      key.close();
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

    @Override
    public boolean equals(Object other) {
      return other instanceof Id that
          && high == that.high
          && low == that.low
          && dataKey == that.dataKey
          && cipher == that.cipher;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(high * 31 + low);
    }
  }
}
