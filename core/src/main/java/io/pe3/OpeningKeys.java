package io.pe3;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.error.UnknownKeyException;
import io.pe3.key.DataKey;
import io.pe3.key.KeyId;
import io.pe3.key.KeyRing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The prepared keys of one opener: a bounded number, the least recently used of which is wiped and
 * prepared again when it is needed.
 *
 * <p>Not thread-safe. Allocates only when a key is prepared, or found again after another.
 */
final class OpeningKeys implements AutoCloseable {
  private static final int MAX_PREPARED = 256;

  private final PayloadOpenerBuilder source;
  private final LinkedHashMap<Use, Aead> prepared = new LinkedHashMap<>(16, 0.75f, true);
  private String lastId;
  private AeadCipher lastCipher;
  private DataKey lastKey;
  private Aead last;
  private boolean closed;

  OpeningKeys(PayloadOpenerBuilder source) {
    this.source = source;
  }

  /**
   * Finds the prepared key that a message names.
   *
   * @param id the message's key id, or null for the only key
   */
  Aead find(String id, AeadCipher cipher) {
    if (cipher == lastCipher && isStillLast(id)) {
      return last;
    }
    if (closed) {
      throw new IllegalStateException("closed");
    }
    DataKey key = key(id);
    Use use = new Use(key, cipher);
    Aead aead = prepared.get(use);
    if (aead == null) {
      evict();
      aead = source.newAead(key, cipher);
      prepared.put(use, aead);
    }
    lastId = id;
    lastCipher = cipher;
    lastKey = key;
    last = aead;
    return aead;
  }

  /** Whether a message that names this key means the key of the last find, which is still open. */
  boolean isStillLast(String id) {
    boolean fixed = id != null || source.ring == null;
    return last != null && fixed && Objects.equals(id, lastId) && !lastKey.isClosed();
  }

  /** The key of the last find. */
  DataKey lastKey() {
    return lastKey;
  }

  @Override
  public void close() {
    prepared.values().forEach(Aead::close);
    prepared.clear();
    last = null;
    closed = true;
  }

  private DataKey key(String id) {
    KeyRing ring = source.ring;
    if (ring != null) {
      return id == null ? ring.single() : ring.find(id);
    }
    if (id != null && !id.equals(source.key.id())) {
      KeyId.check(id);
      throw new UnknownKeyException("the message names another key", "keyid", id);
    }
    return source.key;
  }

  /** Keys that were closed go first; then the one that was not used for the longest time. */
  private void evict() {
    prepared
        .entrySet()
        .removeIf(
            entry -> {
              boolean closed = entry.getKey().key().isClosed();
              if (closed) {
                entry.getValue().close();
              }
              return closed;
            });
    if (prepared.size() >= MAX_PREPARED) {
      Map.Entry<Use, Aead> oldest = prepared.firstEntry();
      oldest.getValue().close();
      prepared.remove(oldest.getKey());
    }
  }

  /** Keys are equal only if they are the same object. */
  private record Use(DataKey key, AeadCipher cipher) {}
}
