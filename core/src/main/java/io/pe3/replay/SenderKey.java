package io.pe3.replay;

import io.pe3.key.UriPattern;

/**
 * What replay state is keyed by: data key, delivery scope and sender (wire profile, section 4). A
 * guard sets one again and again to look others up; those in the table are never set again.
 *
 * <p>The data key is known by its certified id: one key under two ids is one key.
 */
final class SenderKey {
  private static final long HIGH_FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final long LOW_FACTOR = 0xC2B2_AE3D_27D4_EB4FL;

  /** Drawn for each table, so that nobody can choose senders that fall into one bin. */
  private final long seed;

  private String keyId;
  private UriPattern scope;
  private long high;
  private long low;
  private int hash;

  SenderKey(long seed) {
    this.seed = seed;
  }

  /** Sets all parts; allocates nothing. */
  void set(String key, UriPattern deliveryScope, long senderHigh, long senderLow) {
    this.keyId = key;
    this.scope = deliveryScope;
    this.high = senderHigh;
    this.low = senderLow;
    long mixed = (senderHigh ^ seed) * HIGH_FACTOR;
    mixed = (mixed ^ (mixed >>> Integer.SIZE) ^ senderLow) * LOW_FACTOR;
    mixed = (mixed ^ (mixed >>> Integer.SIZE) ^ deliveryScope.hashCode()) * HIGH_FACTOR;
    this.hash = (int) (mixed >>> Integer.SIZE) ^ key.hashCode();
  }

  SenderKey copy() {
    SenderKey copy = new SenderKey(seed);
    copy.set(keyId, scope, high, low);
    return copy;
  }

  /** Whether all parts are these; mostly they are the same objects. */
  @SuppressWarnings({"ReferenceEquality", "StringEquality"})
  boolean is(String key, UriPattern deliveryScope, long senderHigh, long senderLow) {
    return high == senderHigh
        && low == senderLow
        && (scope == deliveryScope || scope.equals(deliveryScope))
        && (keyId == key || keyId.equals(key));
  }

  String keyId() {
    return keyId;
  }

  UriPattern scope() {
    return scope;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  long created() {
    return SenderId.created(high);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SenderKey that && is(that.keyId, that.scope, that.high, that.low);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "SenderKey[keyid="
        + keyId
        + " scope="
        + scope
        + " sender="
        + SenderId.text(high, low)
        + "]";
  }
}
