package io.pe3.replay;

import static io.pe3.replay.ReplayTesting.NOW;
import static io.pe3.replay.ReplayTesting.accepts;
import static io.pe3.replay.ReplayTesting.high;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.key.DataKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PendingCallTest {
  private static final long LOW = 5;

  private final DataKey key = DataKey.generate();
  private final DataKey otherKey = DataKey.generate();
  private final PendingCall call = new PendingCall();
  private final ReplayState state = new ReplayState();
  private final ReplayGuard guard = new ReplayGuard(state);

  @Test
  void shouldAcceptOnlyRisingCounters() {
    assertTrue(accepts(guard, key, call, high(NOW, 1), LOW, 3));
    assertFalse(accepts(guard, key, call, high(NOW, 1), LOW, 2));
    assertFalse(accepts(guard, key, call, high(NOW, 1), LOW, 3));
    assertTrue(accepts(guard, key, call, high(NOW, 1), LOW, 9));
    assertEquals(0, state.size(), "the table has no part in it");
  }

  @Test
  void shouldAcceptASenderThatFollowsUnlessItIsOlder() {
    assertTrue(accepts(guard, key, call, high(NOW - 2, 1), LOW, 3));
    assertFalse(accepts(guard, key, call, high(NOW - 3, 1), LOW, 4));
    assertTrue(accepts(guard, key, call, high(NOW, 1), LOW, 1));
    assertFalse(accepts(guard, key, call, high(NOW - 2, 1), LOW, 4), "the first one is over");
  }

  @Test
  void shouldRememberSendersOfTheSameSecond() {
    assertTrue(accepts(guard, key, call, high(NOW, 1), LOW, 3));
    assertTrue(accepts(guard, key, call, high(NOW, 2), LOW, 1));
    assertFalse(accepts(guard, key, call, high(NOW, 1), LOW, 3));
    assertTrue(accepts(guard, key, call, high(NOW, 1), LOW, 4));
    assertFalse(accepts(guard, key, call, high(NOW, 2), LOW, 1));
    assertTrue(accepts(guard, otherKey, call, high(NOW, 2), LOW, 1), "under another key");
  }

  @Test
  void shouldBoundWhatItRemembers() {
    for (int sender = 0; sender < PendingCall.MAX_SENDERS; sender++) {
      assertTrue(accepts(guard, key, call, high(NOW - 1, sender), LOW, 1));
    }
    assertFalse(accepts(guard, key, call, high(NOW - 1, PendingCall.MAX_SENDERS), LOW, 1));
    assertTrue(accepts(guard, key, call, high(NOW - 1, 0), LOW, 2));
    assertTrue(accepts(guard, key, call, high(NOW, 0), LOW, 1), "a newer one");
  }

  @Test
  void shouldTellCallsApart() {
    assertTrue(accepts(guard, key, call, high(NOW, 1), LOW, 3));
    assertTrue(accepts(guard, key, new PendingCall(), high(NOW, 1), LOW, 3));
  }

  @Test
  void shouldServeAnotherCallAfterReset() {
    assertTrue(accepts(guard, key, call, high(NOW, 1), LOW, 3));
    call.reset();
    assertTrue(accepts(guard, key, call, high(NOW - 9, 1), LOW, 1));
    assertFalse(accepts(guard, key, call, high(NOW - 9, 1), LOW, 1));
  }

  @Test
  void shouldChangeNothingByLooking() {
    guard.look(key, call, high(NOW, 1), LOW, 9, NOW);
    guard.look(key, call, high(NOW - 5, 1), LOW, 3, NOW);
    guard.commit();
    assertFalse(accepts(guard, key, call, high(NOW - 5, 1), LOW, 3));
  }

  @Property
  void shouldDecideAsTheProfileSays(
      @ForAll @Size(max = 60) List<@IntRange(max = 63) Integer> arrivals) {
    PendingCall one = new PendingCall();
    Map<Long, Long> highest = new HashMap<>();
    long newest = 0;
    for (int arrival : arrivals) {
      long sender = high(NOW - 4 + (arrival >> 4), arrival >> 3 & 1);
      long counter = 1L + (arrival & 7);
      boolean expected = sender >>> 32 >= newest && counter > highest.getOrDefault(sender, 0L);
      assertEquals(expected, accepts(guard, key, one, sender, LOW, counter));
      if (expected) {
        highest.put(sender, counter);
        newest = sender >>> 32;
      }
    }
  }
}
