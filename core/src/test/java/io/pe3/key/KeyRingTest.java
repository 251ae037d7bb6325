package io.pe3.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.InvalidKeyException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnknownKeyException;
import io.pe3.internal.KeyAccess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyRingTest {
  private final KeyRing ring = new KeyRing();

  @AfterEach
  void close() {
    ring.close();
  }

  @Test
  void shouldFindAKeyByItsId() {
    DataKey one = DataKey.generate();
    DataKey two = key("two");
    ring.add(one).add(two);
    assertSame(one, ring.find(one.id()));
    assertSame(two, ring.find("two"));
    assertEquals(2, ring.size());
  }

  @Test
  void shouldNameTheIdThatItDoesNotHold() {
    UnknownKeyException error = assertThrows(UnknownKeyException.class, () -> ring.find("nobody"));
    assertEquals("nobody", error.facts().get("keyid"));
  }

  @Test
  void shouldRefuseToLookForAMalformedId() {
    String id = "0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED";
    assertThrows(MalformedException.class, () -> ring.find(id));
    assertThrows(MalformedException.class, () -> ring.find(""));
  }

  @Test
  void shouldGiveTheOnlyKeyToMessagesThatNameNone() {
    assertThrows(UnknownKeyException.class, ring::single);
    DataKey one = key("one");
    ring.add(one);
    assertSame(one, ring.single());
    DataKey two = key("two");
    ring.add(two);
    assertThrows(UnknownKeyException.class, ring::single);
    ring.remove("one");
    assertSame(two, ring.single());
  }

  @Test
  void shouldTakeTheSameKeyTwice() {
    DataKey one = key("one");
    ring.add(one).add(one);
    assertEquals(1, ring.size());
  }

  @Test
  void shouldRefuseAnotherKeyUnderTheSameId() {
    DataKey one = key("one");
    ring.add(one);
    byte[] octets = new byte[32];
    octets[5] = 9;
    try (DataKey same = key("one");
        DataKey other = DataKey.of("one", octets)) {
      assertThrows(InvalidKeyException.class, () -> ring.add(same));
      assertThrows(InvalidKeyException.class, () -> ring.add(other));
      assertFalse(same.isClosed());
      assertFalse(other.isClosed());
    }
    assertSame(one, ring.find("one"));
  }

  @Test
  void shouldWipeWhatItRemoves() {
    DataKey one = key("one");
    ring.add(one);
    assertTrue(ring.remove("one"));
    assertTrue(one.isClosed());
    assertFalse(ring.remove("one"));
    assertThrows(UnknownKeyException.class, () -> ring.find("one"));
  }

  @Test
  void shouldWipeEverythingWhenClosed() {
    List<DataKey> keys = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      DataKey key = key("key" + i);
      keys.add(key);
      ring.add(key);
    }
    ring.close();
    assertTrue(keys.stream().allMatch(DataKey::isClosed));
    assertEquals(0, ring.size());
    assertThrows(UnknownKeyException.class, () -> ring.find("key1"));
    assertThrows(UnknownKeyException.class, ring::single);
    try (DataKey late = key("late")) {
      assertThrows(IllegalStateException.class, () -> ring.add(late));
    }
  }

  @Test
  void shouldWipeTheOthersWhenOneCannotBeClosed() {
    AutoCloseable failing =
        () -> {
          throw new IllegalArgumentException("cannot");
        };
    List<DataKey> keys = List.of(key("a"), key("b"), key("c"));
    for (DataKey key : keys) {
      KeyAccess.onClose(key, failing);
      ring.add(key);
    }
    assertThrows(IllegalStateException.class, ring::close);
    assertTrue(keys.stream().allMatch(DataKey::isClosed));
  }

  @Test
  void shouldTreatAKeyThatWasClosedElsewhereAsUnknown() {
    DataKey one = key("one");
    ring.add(one);
    one.close();
    assertThrows(UnknownKeyException.class, () -> ring.find("one"));
    assertThrows(UnknownKeyException.class, ring::single);
    assertThrows(UnknownKeyException.class, () -> ring.add(one));
    DataKey again = key("one");
    ring.add(again);
    assertSame(again, ring.find("one"));
  }

  @Test
  void shouldRefuseKeysOverItsLimit() {
    try (KeyRing small = new KeyRing(2);
        DataKey third = key("three")) {
      small.add(key("one")).add(key("two"));
      LimitExceededException error =
          assertThrows(LimitExceededException.class, () -> small.add(third));
      assertEquals("keys", error.facts().get("limit"));
      assertEquals(2, error.facts().get("maximum"));
      assertFalse(third.isClosed());
      small.remove("one");
      small.add(third);
    }
    assertThrows(IllegalArgumentException.class, () -> new KeyRing(0));
  }

  @Test
  void shouldSurviveConcurrentChanges() throws Exception {
    int threads = 8;
    int rounds = 300;
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        int own = i;
        running.add(pool.submit(() -> change(own, rounds)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    assertEquals(0, ring.size());
    assertThrows(UnknownKeyException.class, ring::single);
  }

  /** Adds and removes its own keys, looks for those of the others, and tells what it finds. */
  private void change(int own, int rounds) {
    for (int round = 0; round < rounds; round++) {
      String id = "key" + own;
      DataKey key = key(id);
      ring.add(key);
      assertSame(key, ring.find(id));
      try {
        DataKey other = ring.find("key" + ThreadLocalRandom.current().nextInt(8));
        byte[] octets = other.octets();
        // Closed in between is an error; wiped octets never come out.
        assertEquals(0x48, octets[31]);
      } catch (UnknownKeyException e) {
        assertEquals("unknown_key", e.code().text());
      }
      assertTrue(ring.remove(id));
      assertTrue(key.isClosed());
    }
  }

  private static DataKey key(String id) {
    byte[] octets = new byte[32];
    Arrays.fill(octets, (byte) 0x48);
    return DataKey.of(id, octets);
  }
}
