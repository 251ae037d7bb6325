package io.pe3.replay;

import static io.pe3.replay.ReplayTesting.NOW;
import static io.pe3.replay.ReplayTesting.accepts;
import static io.pe3.replay.ReplayTesting.high;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.ErrorCode;
import io.pe3.error.MalformedException;
import io.pe3.error.ReplayedException;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayStateTest {
  private static final UriPattern EXACT = UriPattern.exact("com.example.topic");
  private static final UriPattern PREFIX = UriPattern.prefix("com.example.topic");
  private static final long LOW = 77;

  private final DataKey key = DataKey.generate();
  private final DataKey otherKey = DataKey.generate();
  private final ReplayState state = new ReplayState();
  private final ReplayGuard guard = new ReplayGuard(state);

  @AfterEach
  void closeKeys() {
    key.close();
    otherKey.close();
  }

  @Test
  void shouldRefuseARepeatedMessage() {
    assertTrue(accepts(guard, key, EXACT, high(NOW, 1), LOW, 1));
    ReplayedException refused =
        assertThrows(
            ReplayedException.class, () -> guard.look(key, EXACT, high(NOW, 1), LOW, 1, NOW));
    assertEquals(ErrorCode.REPLAYED, refused.code());
    assertEquals(1L, refused.facts().get("counter"));
    assertEquals("6553f10000000001000000000000004d", refused.facts().get("sender"));
  }

  @Test
  void shouldRefuseARepetitionThroughAnotherOpener() {
    assertTrue(accepts(guard, key, EXACT, high(NOW, 1), LOW, 1));
    assertFalse(accepts(new ReplayGuard(state), key, EXACT, high(NOW, 1), LOW, 1));
  }

  @Test
  void shouldAcceptReorderedMessagesOnce() {
    for (long counter : new long[] {5, 3, 4, 1, 2}) {
      assertTrue(accepts(guard, key, EXACT, high(NOW, 1), LOW, counter));
    }
    for (long counter = 1; counter <= 5; counter++) {
      assertFalse(accepts(guard, key, EXACT, high(NOW, 1), LOW, counter));
    }
  }

  @Test
  void shouldAcceptOnePublicationForEachSubscriptionThatMatches() {
    assertTrue(accepts(guard, key, EXACT, high(NOW, 1), LOW, 1));
    assertTrue(accepts(guard, key, PREFIX, high(NOW, 1), LOW, 1));
    assertFalse(accepts(guard, key, EXACT, high(NOW, 1), LOW, 1));
    assertFalse(accepts(guard, key, PREFIX, high(NOW, 1), LOW, 1));
  }

  @Test
  void shouldTellSendersAndKeysApart() {
    assertTrue(accepts(guard, key, EXACT, high(NOW, 1), LOW, 1));
    assertTrue(accepts(guard, key, EXACT, high(NOW, 2), LOW, 1));
    assertTrue(accepts(guard, key, EXACT, high(NOW, 1), LOW + 1, 1));
    assertTrue(accepts(guard, otherKey, EXACT, high(NOW, 1), LOW, 1));
    assertEquals(4, state.size());
  }

  @Test
  void shouldKnowAKeyByItsOctetsWhateverItsName() {
    byte[] octets = key.octets();
    try (DataKey again = DataKey.of("another-name", octets)) {
      assertTrue(accepts(guard, key, EXACT, high(NOW, 1), LOW, 1));
      assertFalse(accepts(guard, again, EXACT, high(NOW, 1), LOW, 1));
    }
  }

  @Test
  void shouldChangeNothingByLooking() {
    for (int i = 0; i < 3; i++) {
      guard.look(key, EXACT, high(NOW, 1), LOW, 9_000, NOW);
    }
    assertEquals(0, state.size());
    assertTrue(accepts(guard, key, EXACT, high(NOW, 1), LOW, 1));
    guard.look(key, EXACT, high(NOW, 1), LOW, 9_000, NOW);
    assertTrue(accepts(guard, key, EXACT, high(NOW, 1), LOW, 2));
  }

  @Test
  void shouldCommitOnlyOneOfTwoThatLookedAtTheSameTime() {
    ReplayGuard other = new ReplayGuard(state);
    guard.look(key, EXACT, high(NOW, 1), LOW, 1, NOW);
    other.look(key, EXACT, high(NOW, 1), LOW, 1, NOW);
    guard.commit();
    assertThrows(ReplayedException.class, other::commit);
  }

  @Test
  void shouldCommitNothingTwice() {
    guard.look(key, EXACT, high(NOW, 1), LOW, 1, NOW);
    guard.commit();
    assertThrows(IllegalStateException.class, guard::commit);
  }

  @Test
  void shouldCommitNothingThatWasRefused() {
    assertTrue(accepts(guard, key, EXACT, high(NOW, 1), LOW, 1));
    assertFalse(guard.isFresh(key, EXACT, high(NOW, 1), LOW, 1, NOW));
    assertThrows(IllegalStateException.class, guard::commit);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void shouldRefuseCountersOutOfRange(long counter) {
    assertThrows(
        MalformedException.class, () -> guard.look(key, EXACT, high(NOW, 1), LOW, counter, NOW));
    assertThrows(
        MalformedException.class,
        () -> guard.look(key, new PendingCall(), high(NOW, 1), LOW, counter, NOW));
  }

  @Test
  void shouldRefuseSendersOfTheFuture() {
    assertTrue(accepts(guard, key, EXACT, high(NOW + 300, 1), LOW, 1));
    assertFalse(accepts(guard, key, EXACT, high(NOW + 301, 1), LOW, 1));
    assertFalse(accepts(guard, key, EXACT, high(0xFFFF_FFFFL, 1), LOW, 1));
    assertFalse(accepts(guard, key, new PendingCall(), high(NOW + 301, 1), LOW, 1));
  }

  @Test
  void shouldRefuseWhatAnEvictedSenderSent() {
    ReplayState small = new ReplayState(2);
    ReplayGuard guardOfSmall = new ReplayGuard(small);
    assertTrue(accepts(guardOfSmall, key, EXACT, high(NOW - 3, 1), LOW, 1));
    assertTrue(accepts(guardOfSmall, key, EXACT, high(NOW - 2, 1), LOW, 1));
    assertEquals(0, small.evictions());
    assertTrue(accepts(guardOfSmall, key, EXACT, high(NOW - 1, 1), LOW, 1));
    assertEquals(1, small.evictions());
    assertEquals(2, small.size());
    assertFalse(accepts(guardOfSmall, key, EXACT, high(NOW - 3, 1), LOW, 1), "a replay");
    assertFalse(accepts(guardOfSmall, key, EXACT, high(NOW - 3, 1), LOW, 2), "it left");
    assertFalse(accepts(guardOfSmall, key, EXACT, high(NOW - 3, 2), LOW, 1), "as old");
    assertTrue(accepts(guardOfSmall, key, EXACT, high(NOW - 2, 1), LOW, 2), "it stayed");
    assertTrue(accepts(guardOfSmall, otherKey, EXACT, high(NOW - 3, 1), LOW, 1), "another key");
  }

  @Test
  void shouldRefuseAnEvictedSenderAlsoWhereItWasRemembered() {
    ReplayState small = new ReplayState(1);
    ReplayGuard remembers = new ReplayGuard(small);
    assertTrue(accepts(remembers, key, EXACT, high(NOW - 3, 1), LOW, 1));
    assertTrue(accepts(new ReplayGuard(small), key, EXACT, high(NOW, 1), LOW, 1));
    assertFalse(accepts(remembers, key, EXACT, high(NOW - 3, 1), LOW, 2));
  }

  @Test
  void shouldAcceptOneMessageOfASenderThatLeavesAtOnce() {
    ReplayState small = new ReplayState(1);
    ReplayGuard guardOfSmall = new ReplayGuard(small);
    assertTrue(accepts(guardOfSmall, key, EXACT, high(NOW, 1), LOW, 1));
    assertTrue(accepts(guardOfSmall, key, EXACT, high(NOW - 5, 1), LOW, 1));
    assertFalse(accepts(guardOfSmall, key, EXACT, high(NOW - 5, 1), LOW, 1));
    assertTrue(accepts(guardOfSmall, key, EXACT, high(NOW, 1), LOW, 2), "the newer one stays");
  }

  @Test
  void shouldRefuseUnknownSendersUntilATime() {
    state.refuseSendersUntil(key, NOW);
    state.refuseSendersUntil(key, NOW - 100);
    assertFalse(accepts(guard, key, EXACT, high(NOW, 1), LOW, 1));
    assertTrue(accepts(guard, key, EXACT, high(NOW + 1, 1), LOW, 1));
    assertTrue(accepts(guard, otherKey, EXACT, high(NOW, 1), LOW, 1));
  }

  @Test
  void shouldForgetAKeyThatEnded() {
    assertTrue(accepts(guard, key, EXACT, high(NOW, 1), LOW, 1));
    assertTrue(accepts(guard, otherKey, EXACT, high(NOW, 1), LOW, 1));
    state.refuseSendersUntil(key, NOW + 100);
    state.forget(key);
    assertEquals(1, state.size());
    assertTrue(accepts(guard, key, EXACT, high(NOW, 1), LOW, 1), "nothing is left of it");
    assertFalse(accepts(guard, otherKey, EXACT, high(NOW, 1), LOW, 1));
  }

  @Test
  void shouldRefuseALimitOfNothing() {
    assertThrows(IllegalArgumentException.class, () -> new ReplayState(0));
  }
}
