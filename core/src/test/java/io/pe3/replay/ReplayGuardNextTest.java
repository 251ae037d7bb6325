package io.pe3.replay;

import static io.pe3.replay.ReplayTesting.NOW;
import static io.pe3.replay.ReplayTesting.accepts;
import static io.pe3.replay.ReplayTesting.high;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.ReplayedException;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message that follows the one before it: what the short way takes, and what it leaves. */
class ReplayGuardNextTest {
  private static final UriPattern SCOPE = UriPattern.exact("com.example.topic");
  private static final long HIGH = high(NOW, 1);
  private static final long LOW = 77;

  private final DataKey key = DataKey.generate();
  private final ReplayState state = new ReplayState(1);
  private final ReplayGuard guard = new ReplayGuard(state);
  private long turn;

  @BeforeEach
  void acceptTwo() {
    assertTrue(accepts(guard, key, SCOPE, HIGH, LOW, 1));
    assertTrue(accepts(guard, key, SCOPE, HIGH, LOW, 2));
    turn = guard.turn();
    assertTrue(guard.isNext(turn, 3, NOW));
  }

  @AfterEach
  void closeKey() {
    key.close();
  }

  @Test
  void shouldAcceptEachThatFollowsOnce() {
    for (long counter = 3; counter < 100; counter++) {
      assertTrue(guard.isNext(turn, counter, NOW), "counter " + counter);
      guard.commitNext(counter);
      assertFalse(guard.isNext(turn, counter, NOW));
      long accepted = counter;
      assertThrows(ReplayedException.class, () -> guard.commitNext(accepted));
      assertFalse(accepts(new ReplayGuard(state), key, SCOPE, HIGH, LOW, counter));
    }
  }

  @Test
  void shouldLeaveCountersThatDoNotFollow() {
    for (long counter : new long[] {Long.MIN_VALUE, 0, 1, 2, 4, Long.MAX_VALUE}) {
      assertFalse(guard.isNext(turn, counter, NOW), "counter " + counter);
    }
    assertTrue(guard.isNext(turn, 3, NOW));
  }

  @Test
  void shouldChangeNothingByAsking() {
    assertTrue(guard.isNext(turn, 3, NOW));
    assertTrue(accepts(new ReplayGuard(state), key, SCOPE, HIGH, LOW, 3));
    assertThrows(ReplayedException.class, () -> guard.commitNext(3));
  }

  @Test
  void shouldNameSenderAndCounterOfWhatItRefuses() {
    ReplayedException refused = assertThrows(ReplayedException.class, () -> guard.commitNext(2));
    assertEquals(2L, refused.facts().get("counter"));
    assertEquals("6553f10000000001000000000000004d", refused.facts().get("sender"));
  }

  @Test
  void shouldCommitNothingThatWasNotLookedAt() {
    guard.commitNext(3);
    assertThrows(IllegalStateException.class, guard::commit);
  }

  @Test
  void shouldCommitNothingBeforeTheFirstMessage() {
    assertThrows(IllegalStateException.class, () -> new ReplayGuard(state).commitNext(1));
  }

  @Test
  void shouldLeaveWhatFollowsAnotherLook() {
    assertTrue(accepts(guard, key, SCOPE, HIGH, LOW, 3));
    assertFalse(guard.isNext(turn, 4, NOW));
    assertTrue(guard.isNext(guard.turn(), 4, NOW));
  }

  @Test
  void shouldLeaveWhatFollowsAMessageOfACall() {
    assertTrue(accepts(guard, key, new PendingCall(), HIGH, LOW, 2));
    assertFalse(guard.isNext(turn, 3, NOW));
    assertFalse(guard.isNext(guard.turn(), 3, NOW));
  }

  @Test
  void shouldLeaveWhatFollowsASenderOfTheFuture() {
    assertFalse(accepts(guard, key, SCOPE, high(NOW + 301, 1), LOW, 9));
    assertFalse(guard.isNext(guard.turn(), 3, NOW));
    assertFalse(guard.isNext(guard.turn(), 3, NOW + 1));
  }

  @Test
  void shouldLeaveWhatFollowsTheFirstMessageOfASender() {
    ReplayGuard other = new ReplayGuard(new ReplayState());
    assertTrue(accepts(other, key, SCOPE, HIGH, LOW, 1));
    assertFalse(other.isNext(other.turn(), 2, NOW));
  }

  @Test
  void shouldLeaveWhatFollowsALateMessage() {
    for (long[] late : new long[][] {{5, 4}, {500, 400}, {2000, 1999}}) {
      assertTrue(accepts(guard, key, SCOPE, HIGH, LOW, late[0]));
      assertTrue(guard.isNext(guard.turn(), late[0] + 1, NOW));
      assertTrue(accepts(guard, key, SCOPE, HIGH, LOW, late[1]));
      assertFalse(guard.isNext(guard.turn(), late[1] + 1, NOW));
    }
  }

  @Test
  void shouldLeaveASenderThatIsInTheFutureByAClockThatWasSetBack() {
    assertTrue(guard.isNext(turn, 3, NOW - 300));
    assertFalse(guard.isNext(turn, 3, NOW - 301));
  }

  @Test
  void shouldLeaveASenderThatHasLeftTheTable() {
    assertTrue(accepts(new ReplayGuard(state), key, SCOPE, high(NOW + 1, 1), LOW, 1));
    assertFalse(guard.isNext(turn, 3, NOW));
    assertFalse(accepts(guard, key, SCOPE, HIGH, LOW, 3));
  }
}
