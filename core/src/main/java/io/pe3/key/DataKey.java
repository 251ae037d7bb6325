package io.pe3.key;

import io.pe3.error.ExpiredKeyException;
import io.pe3.error.InvalidKeyException;
import io.pe3.error.KeyScopeException;
import io.pe3.error.UnknownKeyException;
import io.pe3.internal.KeyAccess;
import io.pe3.internal.SecretMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A symmetric key that protects payloads: 32 octets, kept off the heap and wiped on {@link #close}
 * or when the object is no longer reachable (wire profile, section 5).
 *
 * <p>Two keys are equal only if they are the same object. {@link #toString} has no key material.
 * Arrays of callers are copied, never kept; callers wipe their own.
 *
 * <p>Thread-safe: a key can be closed while others use it, who then get {@link
 * UnknownKeyException}.
 */
public final class DataKey implements AutoCloseable {
  /** The length of a data key. */
  public static final int OCTETS = 32;

  private static final String SCHEME_WAMP = "wamp";
  private static final String SCHEME_X_PE3 = "x_pe3";

  static {
    KeyAccess.install(
        new KeyAccess.Hook() {
          @Override
          public void copySecret(DataKey key, MemorySegment target) {
            key.copyTo(target);
          }

          @Override
          public void onClose(DataKey key, AutoCloseable dependent) {
            key.addDependent(dependent);
          }
        });
  }

  private final String id;
  private final String certifiedId;
  private final boolean canonical;
  private final boolean selfCertifying;
  private final boolean foreign;
  private final KeyScope scope;

  private final SecretMemory secret;
  private final Object lock = new Object();
  private final Dependents dependents = new Dependents();
  private volatile boolean exported;

  /** From when on it is used no more, since a newer one took its place. */
  private volatile long openUntil = KeyScope.NEVER;

  /** Until when no use is refused: in no second for a key with limits, or once it is closed. */
  private volatile long freeUntil;

  /** With a null id it is derived. */
  private DataKey(String id, byte[] octets, KeyScope scope, boolean exported) {
    this.scope = Objects.requireNonNull(scope, "scope");
    this.certifiedId = KeyId.derive(octets);
    this.id = id == null ? certifiedId : id;
    this.selfCertifying = this.id.equals(certifiedId);
    this.foreign = !selfCertifying && KeyId.isSelfCertifying(this.id);
    this.canonical = CanonicalForm.matches(octets);
    boolean servesAllSchemes = !foreign && (canonical || !selfCertifying);
    this.freeUntil = servesAllSchemes && scope.isUnlimited() ? KeyScope.NEVER : Long.MIN_VALUE;
    this.exported = exported;
    this.secret = SecretMemory.allocate(OCTETS, OCTETS);
    MemorySegment.copy(octets, 0, secret.segment(), ValueLayout.JAVA_BYTE, 0, OCTETS);
  }

  /**
   * Makes a new canonical key without limits.
   *
   * @return the key, under its self-certifying id
   */
  public static DataKey generate() {
    return generate(KeyScope.ANY);
  }

  /**
   * Makes a new canonical key from the platform's secure random generator.
   *
   * @param scope what it may be used for
   * @return the key, under its self-certifying id; not exported
   */
  public static DataKey generate(KeyScope scope) {
    byte[] octets = new byte[OCTETS];
    try {
      CanonicalForm.generate(octets);
      return new DataKey(null, octets, scope, false);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  /**
   * Imports a key without limits under the id that belongs to it.
   *
   * @param octets 32; copied
   * @return the key; exported, since it was outside
   * @throws InvalidKeyException when they are not 32
   */
  public static DataKey of(byte[] octets) {
    return of(octets, KeyScope.ANY);
  }

  /**
   * Imports a key under the id that belongs to it.
   *
   * @param octets 32; copied
   * @param scope what it may be used for
   * @return the key; exported, since it was outside
   * @throws InvalidKeyException when they are not 32
   */
  public static DataKey of(byte[] octets, KeyScope scope) {
    return new DataKey(null, octets, scope, true);
  }

  /**
   * Imports a key without limits under a given id.
   *
   * @param id opaque, or the self-certifying id of these octets
   * @param octets 32; copied
   * @return the key; exported, since it was outside
   * @throws io.pe3.error.MalformedException when the id has not the form of one
   * @throws InvalidKeyException when they are not 32, or the id belongs to another key
   */
  public static DataKey of(String id, byte[] octets) {
    return of(id, octets, KeyScope.ANY);
  }

  /**
   * Imports a key under a given id.
   *
   * @param id opaque, or the self-certifying id of these octets
   * @param octets 32; copied
   * @param scope what it may be used for
   * @return the key; exported, since it was outside
   * @throws io.pe3.error.MalformedException when the id has not the form of one
   * @throws InvalidKeyException when they are not 32, or the id belongs to another key
   */
  public static DataKey of(String id, byte[] octets, KeyScope scope) {
    DataKey key = foreign(id, octets, scope);
    if (key.foreign) {
      key.close();
      // Otherwise whoever hands over a key could put it in the place of another.
      throw new InvalidKeyException(
          "the self-certifying id belongs to another key; check key and id, or import it as"
              + " foreign, for scheme wamp only",
          "keyid",
          id);
    }
    return key;
  }

  /**
   * Imports a key without limits under an id that may be another key's, as other implementations
   * may hand them out. Where the id is another's, the key serves scheme {@code wamp} only.
   *
   * @param id any
   * @param octets 32; copied
   * @return the key; exported, since it was outside
   * @throws io.pe3.error.MalformedException when the id has not the form of one
   * @throws InvalidKeyException when they are not 32
   */
  public static DataKey foreign(String id, byte[] octets) {
    return foreign(id, octets, KeyScope.ANY);
  }

  /**
   * Imports a key under an id that may be another key's, as other implementations may hand them
   * out. Where the id is another's, the key serves scheme {@code wamp} only.
   *
   * @param id any
   * @param octets 32; copied
   * @param scope what it may be used for
   * @return the key; exported, since it was outside
   * @throws io.pe3.error.MalformedException when the id has not the form of one
   * @throws InvalidKeyException when they are not 32
   */
  public static DataKey foreign(String id, byte[] octets, KeyScope scope) {
    KeyId.check(id);
    return new DataKey(id, octets, scope, true);
  }

  /**
   * The id under which it is used.
   *
   * @return {@code ppt_keyid}
   */
  public String id() {
    return id;
  }

  /**
   * The self-certifying id of the octets, also when the key is used under another: what counts
   * messages per key counts by this, or one key under two ids would be used twice as often as its
   * cipher allows.
   *
   * @return the derived id
   */
  public String certifiedId() {
    return certifiedId;
  }

  /**
   * Whether the octets are of the form of generated keys, of which no two share an id.
   *
   * @return false for an imported key of another form
   */
  public boolean isCanonical() {
    return canonical;
  }

  /**
   * Whether the id has the self-certifying form and belongs to another key.
   *
   * @return true only for keys imported as foreign
   */
  public boolean isForeign() {
    return foreign;
  }

  /**
   * Whether the id is the one derived from the octets.
   *
   * @return false for an opaque or foreign id
   */
  public boolean isSelfCertifying() {
    return selfCertifying;
  }

  /**
   * Whether others may hold the key, so that not all messages under it are counted here.
   *
   * @return true for an imported key, and for a generated one once its octets were taken out
   */
  public boolean isExported() {
    return exported;
  }

  /**
   * What it may be used for.
   *
   * @return the scope
   */
  public KeyScope scope() {
    return scope;
  }

  /**
   * Refuses a use that the key's id or scope does not allow. What is not known is null, and is
   * refused where the scope limits it. Allocates nothing unless it refuses.
   *
   * @param realm of the session, or null
   * @param uri topic or procedure, or null
   * @param flow of the message, or null
   * @param scheme {@code ppt_scheme}
   * @param cipher {@code ppt_cipher}
   * @param nowUnixSeconds the time
   * @throws UnknownKeyException when the key is closed
   * @throws InvalidKeyException when the id is another key's and the scheme is not {@code wamp}, or
   *     in {@code x_pe3} the id is self-certifying and the key is not canonical
   * @throws ExpiredKeyException from the second on at which the scope ends, or the time of grace of
   *     a key that was replaced
   * @throws KeyScopeException when the scope does not cover the use
   */
  public void checkUse(
      String realm, String uri, Flow flow, String scheme, String cipher, long nowUnixSeconds) {
    if (isClosed()) {
      throw closed();
    }
    checkScheme(scheme);
    if (nowUnixSeconds >= openUntil) {
      throw new ExpiredKeyException(
          "the key was replaced and its time of grace is over; use the newer one",
          "keyid",
          id,
          "until",
          openUntil,
          "now",
          nowUnixSeconds);
    }
    scope.check(id, realm, uri, flow, scheme, cipher, nowUnixSeconds);
  }

  /**
   * Whether {@link #checkUse} refuses no use whatever, at once. Allocates nothing.
   *
   * @param nowUnixSeconds the time
   * @return false when a use has to be checked
   */
  public boolean allowsAll(long nowUnixSeconds) {
    return nowUnixSeconds < freeUntil;
  }

  private void checkScheme(String scheme) {
    if (SCHEME_WAMP.equals(scheme)) {
      return;
    }
    if (foreign) {
      throw new InvalidKeyException(
          "the id is another key's, so the key serves scheme wamp only",
          "keyid",
          id,
          "scheme",
          scheme);
    }
    // 32 other keys share the id, and a payload could be made to open differently under two.
    if (SCHEME_X_PE3.equals(scheme) && !canonical && selfCertifying) {
      throw new InvalidKeyException(
          "the key is not canonical, so its id does not name it alone; generate a new key",
          "keyid",
          id,
          "scheme",
          scheme);
    }
  }

  /**
   * Ends the key at a time, because a newer one takes its place: until then it opens what was
   * sealed before, and from then on it is refused. The time only comes nearer: a later one than was
   * given before changes nothing. {@link KeyRing#sweep} wipes it.
   *
   * @param unixSeconds first second at which it is no longer used
   */
  public void retire(long unixSeconds) {
    synchronized (lock) {
      openUntil = Math.min(openUntil, unixSeconds);
      freeUntil = Math.min(freeUntil, unixSeconds);
    }
  }

  /**
   * Whether a newer key took its place, so that it only opens.
   *
   * @return true from the call of {@link #retire} on
   */
  public boolean isRetired() {
    return openUntil != KeyScope.NEVER;
  }

  /**
   * From when on the key is refused, by its scope or because it was retired.
   *
   * @return unix seconds, or {@link KeyScope#NEVER}
   */
  public long usableUntil() {
    return Math.min(openUntil, scope.expires());
  }

  /**
   * Takes the octets out. From here on the key counts as exported.
   *
   * @return a copy, which the caller wipes
   * @throws UnknownKeyException when the key is closed
   */
  public byte[] octets() {
    exported = true;
    byte[] copy = new byte[OCTETS];
    copyTo(MemorySegment.ofArray(copy));
    return copy;
  }

  /**
   * Wipes the key, and closes what was made from it. A second call does nothing.
   *
   * @throws IllegalStateException when closing something made from it failed; the key is wiped and
   *     everything else closed nevertheless
   */
  @Override
  public void close() {
    List<WeakReference<AutoCloseable>> taken;
    synchronized (lock) {
      freeUntil = Long.MIN_VALUE;
      secret.close();
      taken = dependents.take();
    }
    Dependents.closeAll(taken);
  }

  /**
   * Whether it was closed.
   *
   * @return true once its octets are no longer to be had
   */
  public boolean isClosed() {
    return secret.isClosed();
  }

  /** Has no key material. */
  @Override
  public String toString() {
    return "DataKey[id="
        + id
        + " canonical="
        + canonical
        + " foreign="
        + foreign
        + " exported="
        + exported
        + " closed="
        + isClosed()
        + "]";
  }

  /** Compares in a time that does not depend on the octets; false when either key is closed. */
  boolean hasSameOctets(DataKey other) {
    return secret.hasSameOctets(other.secret);
  }

  private void copyTo(MemorySegment target) {
    if (target.byteSize() != OCTETS) {
      throw new IllegalArgumentException("a data key is 32 octets, not " + target.byteSize());
    }
    if (!secret.acquire()) {
      throw closed();
    }
    try {
      target.copyFrom(secret.segment());
    } finally {
      secret.release();
      Reference.reachabilityFence(this);
    }
  }

  private void addDependent(AutoCloseable dependent) {
    Objects.requireNonNull(dependent, "dependent");
    synchronized (lock) {
      if (isClosed()) {
        throw closed();
      }
      dependents.add(dependent);
    }
  }

  private UnknownKeyException closed() {
    return new UnknownKeyException("the key was closed and wiped; load it again", "keyid", id);
  }
}
