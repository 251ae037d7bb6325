package io.pe3.replay;

import io.pe3.error.ReplayedException;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;

/**
 * Openers, as far as replay protection sees them: they look, take the message for authentic, and
 * commit.
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

  /** An opener that takes a message which follows the one before by the short way. */
  static final class Following {
    private final ReplayGuard guard;
    private DataKey lastKey;
    private UriPattern lastScope;
    private long lastHigh;
    private long lastLow;
    private long turn;

    Following(ReplayGuard guard) {
      this.guard = guard;
    }

    boolean accepts(DataKey key, UriPattern scope, long high, long low, long counter) {
      boolean same =
          key == lastKey && scope.equals(lastScope) && high == lastHigh && low == lastLow;
      if (same && guard.isNext(turn, counter, NOW)) {
        try {
          guard.commitNext(counter);
          return true;
        } catch (ReplayedException e) {
          return false;
        }
      }
      boolean accepted = ReplayTesting.accepts(guard, key, scope, high, low, counter);
      lastKey = accepted ? key : null;
      lastScope = scope;
      lastHigh = high;
      lastLow = low;
      turn = guard.turn();
      return accepted;
    }
  }
}
