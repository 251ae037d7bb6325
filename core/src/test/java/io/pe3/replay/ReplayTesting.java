package io.pe3.replay;

import io.pe3.error.ReplayedException;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;

/**
 * An opener, as far as replay protection sees one: looks, takes the message for authentic, commits.
 */
final class ReplayTesting {
  static final long NOW = 1_700_000_000L;

  private ReplayTesting() {}

  /** The first half of the name of a sender made at a time. */
  static long high(long created, int random) {
    return created << 32 | random;
  }

  static boolean accepts(
      ReplayGuard guard, DataKey key, UriPattern scope, long high, long low, long counter) {
    try {
      guard.look(key, scope, high, low, counter, NOW);
      guard.commit();
      return true;
    } catch (ReplayedException e) {
      return false;
    }
  }

  static boolean accepts(
      ReplayGuard guard, DataKey key, PendingCall call, long high, long low, long counter) {
    try {
      guard.look(key, call, high, low, counter, NOW);
      guard.commit();
      return true;
    } catch (ReplayedException e) {
      return false;
    }
  }
}
