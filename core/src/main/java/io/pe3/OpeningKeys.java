package io.pe3;

import io.pe3.error.UnknownKeyException;
import io.pe3.key.DataKey;
import io.pe3.key.KeyId;
import io.pe3.key.KeyRing;
import java.util.Objects;

/**
 * Finds the key that a message names: the one key, or one of a ring. Not thread-safe. Allocates
 * nothing.
 */
final class OpeningKeys {
  /** One of the two is null. */
  private final DataKey only;

  private final KeyRing ring;
  private String lastId;
  private DataKey last;

  OpeningKeys(DataKey only, KeyRing ring) {
    this.only = only;
    this.ring = ring;
  }

  /**
   * Finds a key.
   *
   * @param id the message's key id, or null for the only key
   */
  DataKey find(String id) {
    // A ring may get a second key at any time, and a message that names none then means neither.
    boolean fixed = id != null || ring == null;
    if (last != null && fixed && Objects.equals(id, lastId) && !last.isClosed()) {
      return last;
    }
    last = look(id);
    lastId = id;
    return last;
  }

  private DataKey look(String id) {
    if (ring != null) {
      return id == null ? ring.single() : ring.find(id);
    }
    if (id != null && !id.equals(only.id())) {
      KeyId.check(id);
      throw new UnknownKeyException("the message names another key", "keyid", id);
    }
    return only;
  }
}
