package io.pe3.wamp.session;

import io.pe3.error.LimitExceededException;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The subscriptions of a session, or its registrations: what the router's ids stand for. Bounded;
 * memory is taken only when the first is asked for.
 */
final class PatternTable {
  private static final long NONE = -1;

  private final int maximum;

  /** What was asked for, by request. */
  private Long2ObjectHashMap<TrackedUri> asked;

  /** What the router granted, by its id. */
  private Long2ObjectHashMap<TrackedUri> granted;

  /** The ids whose end was asked for, by request. */
  private Long2LongHashMap ending;

  PatternTable(int maximum) {
    this.maximum = maximum;
  }

  /** A SUBSCRIBE or REGISTER goes out. */
  void ask(long request, TrackedUri uri) {
    if (granted == null) {
      granted = new Long2ObjectHashMap<>();
    }
    if (asked == null) {
      asked = new Long2ObjectHashMap<>();
    }
    if (asked.size() + granted.size() >= maximum) {
      throw new LimitExceededException(
          "the session has as many subscriptions or registrations as it may",
          "limit",
          "tracked",
          "maximum",
          maximum);
    }
    asked.put(request, uri);
  }

  /** Whether the request is pending. */
  boolean isAsked(long request) {
    return asked != null && asked.containsKey(request);
  }

  /** An ERROR answers a SUBSCRIBE or REGISTER. */
  void refuse(long request) {
    if (asked != null) {
      take(request);
    }
  }

  /** Between requests, which are few, no memory is held for them. */
  private TrackedUri take(long request) {
    TrackedUri uri = asked.remove(request);
    if (asked.isEmpty()) {
      asked = null;
    }
    return uri;
  }

  /**
   * A SUBSCRIBED or REGISTERED comes in.
   *
   * @return false when the id stands for another URI already. The application may tell messages
   *     apart by the id alone, so that what is meant for one would reach the other
   */
  boolean grant(long request, long id) {
    TrackedUri uri = take(request);
    TrackedUri before = granted.get(id);
    if (before != null && !before.isSame(uri)) {
      return false;
    }
    granted.put(id, uri);
    return true;
  }

  /** An UNSUBSCRIBE or UNREGISTER goes out. */
  void askEnd(long request, long id) {
    if (granted == null || !granted.containsKey(id)) {
      return;
    }
    if (ending == null) {
      ending = new Long2LongHashMap(NONE);
    }
    if (ending.size() < maximum) {
      ending.put(request, id);
    }
  }

  /** An ERROR answers an UNSUBSCRIBE or UNREGISTER. */
  void refuseEnd(long request) {
    if (ending != null) {
      ending.remove(request);
    }
  }

  /** An UNSUBSCRIBED or UNREGISTERED comes in. */
  void end(long request) {
    if (ending != null) {
      long id = ending.remove(request);
      if (id != NONE) {
        granted.remove(id);
      }
      if (ending.isEmpty()) {
        ending = null;
      }
    }
  }

  /** The router ends it by itself. */
  void revoke(long id) {
    if (granted != null) {
      granted.remove(id);
    }
  }

  /** What an id stands for, or null. */
  TrackedUri find(long id) {
    return granted == null ? null : granted.get(id);
  }

  /** How many are granted. */
  int size() {
    return granted == null ? 0 : granted.size();
  }

  void clear() {
    asked = null;
    granted = null;
    ending = null;
  }
}
