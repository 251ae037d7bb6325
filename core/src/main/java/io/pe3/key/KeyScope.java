package io.pe3.key;

import io.pe3.error.ExpiredKeyException;
import io.pe3.error.KeyScopeException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a key may be used for (wire profile, section 5): a holder of one topic's key must not be
 * able to write to another topic. A part that is left open allows anything; a part that is given
 * refuses everything else, also a message of which that part is not known. Immutable.
 *
 * @param realm the realm, or null for any
 * @param uris patterns of which one has to match; empty for any URI
 * @param flows flows allowed; empty for any
 * @param schemes {@code ppt_scheme} names allowed; empty for any
 * @param ciphers cipher names allowed; empty for any
 * @param expires first second, in seconds since 1970, at which the key is no longer used, or {@link
 *     #NEVER}
 */
public record KeyScope(
    String realm,
    List<UriPattern> uris,
    Set<Flow> flows,
    Set<String> schemes,
    Set<String> ciphers,
    long expires) {
  /** The value of {@code expires} for a key that does not expire. */
  public static final long NEVER = Long.MAX_VALUE;

  /** The scope without limits. */
  public static final KeyScope ANY =
      new KeyScope(null, List.of(), Set.of(), Set.of(), Set.of(), NEVER);

  /**
   * Makes a scope; the collections are copied.
   *
   * @throws IllegalArgumentException when the realm or a name is empty, or the time is negative
   */
  public KeyScope {
    uris = List.copyOf(uris);
    flows = Set.copyOf(flows);
    schemes = Set.copyOf(schemes);
    ciphers = Set.copyOf(ciphers);
    if ((realm != null && realm.isEmpty()) || schemes.contains("") || ciphers.contains("")) {
      throw new IllegalArgumentException("a realm, scheme or cipher of a key scope is empty");
    }
    if (expires < 0) {
      throw new IllegalArgumentException("a key scope expires before 1970: " + expires);
    }
  }

  /**
   * This scope for one realm.
   *
   * @param name of the realm
   * @return the narrower scope
   */
  public KeyScope withRealm(String name) {
    return new KeyScope(Objects.requireNonNull(name), uris, flows, schemes, ciphers, expires);
  }

  /**
   * This scope for other URIs.
   *
   * @param patterns of which one has to match; at least one
   * @return the changed scope
   */
  public KeyScope withUris(UriPattern... patterns) {
    return new KeyScope(realm, List.of(some(patterns)), flows, schemes, ciphers, expires);
  }

  /**
   * This scope for other flows.
   *
   * @param allowed each once; at least one
   * @return the changed scope
   */
  public KeyScope withFlows(Flow... allowed) {
    return new KeyScope(realm, uris, Set.of(some(allowed)), schemes, ciphers, expires);
  }

  /**
   * This scope for other schemes.
   *
   * @param names each once; at least one
   * @return the changed scope
   */
  public KeyScope withSchemes(String... names) {
    return new KeyScope(realm, uris, flows, Set.of(some(names)), ciphers, expires);
  }

  /**
   * This scope for other ciphers.
   *
   * @param names each once; at least one
   * @return the changed scope
   */
  public KeyScope withCiphers(String... names) {
    return new KeyScope(realm, uris, flows, schemes, Set.of(some(names)), expires);
  }

  /**
   * This scope with another end.
   *
   * @param unixSeconds first second at which the key is no longer used
   * @return the changed scope
   */
  public KeyScope withExpires(long unixSeconds) {
    return new KeyScope(realm, uris, flows, schemes, ciphers, unixSeconds);
  }

  /**
   * Whether {@link #check} can never refuse.
   *
   * @return true when every part is open
   */
  public boolean isUnlimited() {
    return realm == null
        && uris.isEmpty()
        && flows.isEmpty()
        && schemes.isEmpty()
        && ciphers.isEmpty()
        && expires == NEVER;
  }

  /**
   * Refuses a use outside the scope. What is not known is null, and is refused where the scope
   * limits it. Allocates nothing unless it refuses.
   *
   * @param keyId for the error
   * @param messageRealm of the session, or null
   * @param uri topic or procedure, or null
   * @param flow of the message, or null
   * @param scheme {@code ppt_scheme}, or null
   * @param cipher {@code ppt_cipher}, or null
   * @param nowUnixSeconds the time
   * @throws ExpiredKeyException from the second {@code expires} on
   * @throws KeyScopeException when the scope does not cover the use; the facts name the part
   */
  public void check(
      String keyId,
      String messageRealm,
      String uri,
      Flow flow,
      String scheme,
      String cipher,
      long nowUnixSeconds) {
    if (expires != NEVER && nowUnixSeconds >= expires) {
      throw new ExpiredKeyException(
          "the key's scope has ended; use a newer key",
          "keyid",
          keyId,
          "expires",
          expires,
          "now",
          nowUnixSeconds);
    }
    if (realm != null && !realm.equals(messageRealm)) {
      throw outside(keyId, "realm", messageRealm);
    }
    if (!uris.isEmpty() && !matchesUri(uri)) {
      throw outside(keyId, "uri", uri);
    }
    if (!flows.isEmpty() && !contains(flows, flow)) {
      throw outside(keyId, "flow", flow);
    }
    if (!schemes.isEmpty() && !contains(schemes, scheme)) {
      throw outside(keyId, "scheme", scheme);
    }
    if (!ciphers.isEmpty() && !contains(ciphers, cipher)) {
      throw outside(keyId, "cipher", cipher);
    }
  }

  private boolean matchesUri(String uri) {
    if (uri == null) {
      return false;
    }
    for (int i = 0; i < uris.size(); i++) {
      if (uris.get(i).matches(uri)) {
        return true;
      }
    }
    return false;
  }

  /** An empty list would lift the limit that the caller asked for. */
  private static <T> T[] some(T[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a part of a key scope is limited to nothing");
    }
    return values;
  }

  /** Immutable sets raise an error when asked for null. */
  private static boolean contains(Set<?> allowed, Object value) {
    return value != null && allowed.contains(value);
  }

  private static KeyScopeException outside(String keyId, String part, Object value) {
    return new KeyScopeException(
        value == null
            ? "the key is limited in this part and the message's is not known; pass it"
            : "the key may not be used for this; use a key whose scope covers it",
        "keyid",
        keyId,
        "part",
        part,
        "value",
        value);
  }
}
