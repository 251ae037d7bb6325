package io.pe3.wamp.session;

import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.aead.RestartDetector;
import io.pe3.error.PolicyRefusedException;
import io.pe3.key.DataKey;
import io.pe3.wamp.policy.Protection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a worker has of one {@link Protection}: its opener, the attributes seen last, and what seals
 * under each of the keys in use, made when they are first used and shared by all sessions of the
 * worker. Allocates nothing unless a key is new.
 */
final class ProtectionUse implements AutoCloseable {
  /** Keys that are held prepared beside the protection's own: of a rotation, and of calls. */
  private static final int MAX_KEYS = 256;

  private final Protection protection;
  private final ReceivedAttributes received;
  private final KeyUse own;

  /** By key, the one used last at the end; null until there is a second key. */
  private LinkedHashMap<DataKey, KeyUse> others;

  /** The one of them that was asked for last. */
  private KeyUse last;

  private PayloadOpener opener;
  private long touched;

  ProtectionUse(Protection protection) {
    this.protection = protection;
    this.received = new ReceivedAttributes(protection.acceptedSchemes());
    this.own = new KeyUse(protection, protection.key());
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

  PayloadOpener opener() {
    if (opener == null) {
      opener = protection.newOpener();
    }
    return opener;
  }

  /** What messages are sealed with where no rotation gives another key. */
  KeyUse own() {
    return own;
  }

  /** What the next publication or call is sealed with, which a rotation counts. */
  KeyUse next(PayloadContext context) {
    return protection.rotation() == null
        ? own
        : under(protection.rotation().next(context.uri(), RestartDetector.coarseSeconds()));
  }

  /** What belongs to a call is sealed with, given the key of that call. */
  @SuppressWarnings("ReferenceEquality") // keys are equal only if they are the same object
  KeyUse under(DataKey key) {
    if (key == own.key()) {
      return own;
    }
    if (last != null && last.key() == key) {
      return last;
    }
    if (others == null) {
      others = new LinkedHashMap<>(16, 0.75f, true);
    }
    KeyUse use = others.get(key);
    if (use == null) {
      evict();
      use = new KeyUse(protection, key);
      others.put(key, use);
    }
    last = use;
    return use;
  }

  /**
   * What belongs to a call comes under the call's key: holders of other keys, which open what is
   * theirs to send, have no say in it.
   */
  @SuppressWarnings("ReferenceEquality") // keys are equal only if they are the same object
  void requireKey(String keyId, DataKey ofCall) {
    if (protection.opensUnderMany() && protection.openingKey(keyId) != ofCall) {
      throw new PolicyRefusedException(
          "what belongs to a call has to use the call's key, unless the policy names another",
          "keyid",
          keyId,
          "call",
          ofCall.id());
    }
  }

  /** Keys that are gone go first; then the one that was not used for the longest time. */
  private void evict() {
    if (others.size() < MAX_KEYS) {
      return;
    }
    others.values().removeIf(ProtectionUse::closeIfGone);
    if (others.size() >= MAX_KEYS) {
      Map.Entry<DataKey, KeyUse> oldest = others.firstEntry();
      oldest.getValue().close();
      others.remove(oldest.getKey());
    }
  }

  private static boolean closeIfGone(KeyUse use) {
    boolean gone = use.key().isClosed();
    if (gone) {
      use.close();
    }
    return gone;
  }

  @Override
  public void close() {
    own.close();
    if (others != null) {
      others.values().forEach(KeyUse::close);
      others = null;
    }
    last = null;
    if (opener != null) {
      opener.close();
      opener = null;
    }
  }
}
