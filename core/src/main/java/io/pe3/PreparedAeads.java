package io.pe3;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.key.DataKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys that one opener has prepared for scheme {@code wamp}: a bounded number, the least
 * recently used of which is wiped and prepared again when it is needed.
 *
 * <p>Not thread-safe. Allocates only when a key is prepared, or found again after another.
 */
final class PreparedAeads implements AutoCloseable {
  private static final int MAX_PREPARED = 256;

  private final PayloadOpenerBuilder source;
  private final LinkedHashMap<Use, Aead> prepared = new LinkedHashMap<>(16, 0.75f, true);
  private DataKey lastKey;
  private AeadCipher lastCipher;
  private Aead last;
  private boolean closed;

  PreparedAeads(PayloadOpenerBuilder source) {
    this.source = source;
  }

  @SuppressWarnings("ReferenceEquality") // keys are equal only if they are the same object
  Aead find(DataKey key, AeadCipher cipher) {
    if (last != null && key == lastKey && cipher == lastCipher) {
      return last;
    }
    if (closed) {
      throw new IllegalStateException("closed");
    }
    Use use = new Use(key, cipher);
    Aead aead = prepared.get(use);
    if (aead == null) {
      evict();
      aead = source.newAead(key, cipher);
      prepared.put(use, aead);
    }
    lastKey = key;
    lastCipher = cipher;
    last = aead;
    return aead;
  }

  @Override
  public void close() {
    prepared.values().forEach(Aead::close);
    prepared.clear();
    last = null;
    closed = true;
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
