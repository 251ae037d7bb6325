package io.pe3.key;

import io.pe3.error.LimitExceededException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the data keys that an endpoint seals under, and replaces them as a {@link RotationPolicy}
 * says. New keys go into the endpoint's ring; a replaced one opens for a time of grace, is refused
 * from then on, and is wiped when the ring is swept.
 *
 * <p>Messages are counted over all threads; one that is handed a key as another thread replaces it
 * is still sealed under the old one. Thread-safe; {@link #next} takes no lock and allocates nothing
 * unless it makes a key.
 */
public final class KeyRotation {
  /** How many URIs have a key at the same time, at most. */
  public static final int MAX_URIS = 10_000;

  /** The one epoch of a policy that does not tell URIs apart. */
  private static final String ANY_URI = "";

  private final KeyRing ring;
  private final RotationPolicy policy;
  private final KeyScope scope;
  private final long graceSeconds;
  private final Listener listener;
  private final ConcurrentHashMap<String, Epoch> epochs = new ConcurrentHashMap<>();
  private final Object lock = new Object();

  /** Is told of keys as they come and go, on the thread that asked for a key, one at a time. */
  public interface Listener {
    /** Does nothing. */
    Listener NONE = new Listener() {};

    /**
     * A key was made and will be used when this returns: who hands keys out registers their
     * procedure here and waits until that is done.
     *
     * @param key in the ring already
     */
    default void made(DataKey key) {}

    /**
     * A key seals no more.
     *
     * @param key still in the ring
     * @param until first second at which it is refused
     */
    default void retired(DataKey key, long until) {}

    /**
     * A key was wiped: what was kept for it, such as replay state, can be forgotten.
     *
     * @param key closed, with nothing left but its ids
     */
    default void wiped(DataKey key) {}
  }

  /**
   * Makes a rotation; the first key is made for the first message.
   *
   * @param ring gets the keys and owns them
   * @param policy when to take another
   * @param scope of every key; limited to the URI as well where each URI has its own, and to the
   *     time and the grace where keys are replaced after a time
   * @param grace how long a replaced key opens
   * @param listener is told of keys, or {@link Listener#NONE}
   */
  public KeyRotation(
      KeyRing ring, RotationPolicy policy, KeyScope scope, Duration grace, Listener listener) {
    this.ring = Objects.requireNonNull(ring, "ring");
    this.policy = Objects.requireNonNull(policy, "policy");
    this.scope = Objects.requireNonNull(scope, "scope");
    this.listener = Objects.requireNonNull(listener, "listener");
    this.graceSeconds = grace.toSeconds();
    if (grace.isNegative()) {
      throw new IllegalArgumentException("the time of grace is negative: " + grace);
    }
  }

  /**
   * The ring that gets the keys.
   *
   * @return the ring, which opens what was sealed under keys that are still in their time of grace
   */
  public KeyRing ring() {
    return ring;
  }

  /**
   * The policy.
   *
   * @return when keys are replaced
   */
  public RotationPolicy policy() {
    return policy;
  }

  /**
   * The key for the next message, which counts as sealed under it.
   *
   * @param uri topic or procedure of the message
   * @param nowUnixSeconds the time
   * @return the key
   * @throws LimitExceededException when {@link #MAX_URIS} URIs have keys already, or the ring is
   *     full
   * @throws IllegalStateException when the ring is closed
   */
  public DataKey next(String uri, long nowUnixSeconds) {
    String part = policy.perUri() ? uri : ANY_URI;
    Epoch epoch = epochs.get(part);
    if (epoch != null && epoch.takes(policy, nowUnixSeconds)) {
      return epoch.key;
    }
    synchronized (lock) {
      epoch = epochs.get(part);
      if (epoch != null && epoch.takes(policy, nowUnixSeconds)) {
        return epoch.key;
      }
      return replace(part, epoch, nowUnixSeconds);
    }
  }

  /**
   * Has the next message for a URI sealed under another key, whatever the policy says: after a
   * holder of the key was revoked, for example.
   *
   * @param uri topic or procedure; where one key serves all URIs, any
   * @param nowUnixSeconds the time
   */
  public void renew(String uri, long nowUnixSeconds) {
    synchronized (lock) {
      Epoch epoch = epochs.remove(policy.perUri() ? uri : ANY_URI);
      if (epoch != null) {
        retire(epoch, nowUnixSeconds);
      }
      sweep(nowUnixSeconds);
    }
  }

  private DataKey replace(String part, Epoch former, long now) {
    sweep(now);
    if (former == null && epochs.size() >= MAX_URIS) {
      epochs.values().removeIf(epoch -> epoch.key.isClosed());
    }
    if (former == null && epochs.size() >= MAX_URIS) {
      throw new LimitExceededException(
          "too many URIs have a key of their own; use one key for a pattern of them",
          "limit",
          "uris",
          "maximum",
          MAX_URIS,
          "uri",
          part);
    }
    DataKey key = DataKey.generate(scopeOf(part, now));
    try {
      ring.add(key);
    } catch (RuntimeException e) {
      key.close();
      throw e;
    }
    listener.made(key);
    epochs.put(part, new Epoch(key, policy, now));
    if (former != null) {
      retire(former, now);
    }
    return key;
  }

  private KeyScope scopeOf(String part, long now) {
    KeyScope one = policy.perUri() ? scope.withUris(UriPattern.exact(part)) : scope;
    if (policy.seconds() == RotationPolicy.UNLIMITED) {
      return one;
    }
    long end = now + policy.seconds() + graceSeconds;
    return end > 0 && end < one.expires() ? one.withExpires(end) : one;
  }

  private void retire(Epoch epoch, long now) {
    long until = now + graceSeconds;
    epoch.key.retire(until);
    listener.retired(epoch.key, until);
  }

  private void sweep(long now) {
    ring.sweep(now).forEach(listener::wiped);
  }

  @Override
  public String toString() {
    return "KeyRotation[policy=" + policy + " keys=" + epochs.size() + "]";
  }

  /** One data key and what it has sealed. */
  private static final class Epoch {
    private final DataKey key;
    private final long endsAt;

    /** Messages that it may still seal; below 0 once they are used up. */
    private final AtomicLong left;

    /** The first message is the one that the key is made for. */
    Epoch(DataKey key, RotationPolicy policy, long now) {
      this.key = key;
      long end = now + policy.seconds();
      this.endsAt = end < 0 ? Long.MAX_VALUE : end;
      this.left = new AtomicLong(policy.messages() - 1);
    }

    boolean takes(RotationPolicy policy, long now) {
      if (now >= endsAt || key.isClosed()) {
        return false;
      }
      return policy.messages() == RotationPolicy.UNLIMITED || left.getAndDecrement() > 0;
    }
  }
}
