package io.pe3.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.ExpiredKeyException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.UnknownKeyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRotationTest {
  private static final long NOW = 1_700_000_000L;
  private static final String URI = "com.example.topic";

  private final KeyRing ring = new KeyRing();
  private final List<String> told = new ArrayList<>();

  @AfterEach
  void close() {
    ring.close();
  }

  @Test
  void shouldKeepOneKeyWithoutPolicy() {
    KeyRotation rotation = rotation(RotationPolicy.NEVER, 60);
    DataKey key = rotation.next(URI, NOW);
    assertSame(key, rotation.next("com.example.other", NOW + 1_000_000));
    assertSame(key, ring.find(key.id()));
    assertTrue(key.scope().isUnlimited());
    assertTrue(key.isCanonical());
    assertFalse(key.isExported());
  }

  @Test
  void shouldTakeAnotherKeyAfterSomeMessages() {
    KeyRotation rotation = rotation(RotationPolicy.NEVER.every(3), 60);
    Set<DataKey> keys = new HashSet<>();
    for (int i = 0; i < 9; i++) {
      keys.add(rotation.next(URI, NOW));
    }
    assertEquals(3, keys.size());
  }

  @Test
  void shouldTakeAnotherKeyAfterSomeTime() {
    KeyRotation rotation = rotation(RotationPolicy.NEVER.every(Duration.ofSeconds(100)), 60);
    DataKey first = rotation.next(URI, NOW);
    assertSame(first, rotation.next(URI, NOW + 99));
    DataKey second = rotation.next(URI, NOW + 100);
    assertNotSame(first, second);
    assertEquals(NOW + 160, first.scope().expires(), "others learn when it ends");
  }

  @Test
  void shouldHaveAKeyForEachUri() {
    KeyRotation rotation = rotation(RotationPolicy.NEVER.everyUri(), 60);
    DataKey one = rotation.next(URI, NOW);
    DataKey other = rotation.next("com.example.other", NOW);
    assertNotSame(one, other);
    assertSame(one, rotation.next(URI, NOW));
    assertEquals(List.of(UriPattern.exact(URI)), one.scope().uris());
  }

  @Test
  void shouldOpenUnderAReplacedKeyForATimeOfGraceThenWipeIt() {
    KeyRotation rotation = rotation(RotationPolicy.NEVER.every(1), 60);
    DataKey old = rotation.next(URI, NOW);
    assertFalse(old.isRetired());
    rotation.next(URI, NOW);
    assertTrue(old.isRetired());
    assertEquals(NOW + 60, old.usableUntil());
    old.checkUse(null, URI, Flow.EVENT, "x_pe3", "aes256gcm", NOW + 59);
    ExpiredKeyException refused =
        assertThrows(
            ExpiredKeyException.class,
            () -> old.checkUse(null, URI, Flow.EVENT, "x_pe3", "aes256gcm", NOW + 60));
    assertEquals(NOW + 60, refused.facts().get("until"));
    assertFalse(old.isClosed());
    assertEquals(List.of(old), ring.sweep(NOW + 60));
    assertTrue(old.isClosed());
    assertThrows(UnknownKeyException.class, () -> ring.find(old.id()));
    assertEquals(1, ring.size());
  }

  @Test
  void shouldTellWhenKeysComeAndGo() {
    KeyRotation rotation = rotation(RotationPolicy.NEVER.every(1), 60);
    String first = rotation.next(URI, NOW).id();
    String second = rotation.next(URI, NOW + 10).id();
    String third = rotation.next(URI, NOW + 80).id();
    assertEquals(
        List.of(
            "made " + first,
            "made " + second,
            "retired " + first + " " + (NOW + 70),
            "wiped " + first,
            "made " + third,
            "retired " + second + " " + (NOW + 140)),
        told);
  }

  @Test
  void shouldTakeAnotherKeyWhenToldTo() {
    KeyRotation rotation = rotation(RotationPolicy.NEVER, 60);
    DataKey first = rotation.next(URI, NOW);
    rotation.renew(URI, NOW);
    assertTrue(first.isRetired());
    assertNotSame(first, rotation.next(URI, NOW));
  }

  @Test
  void shouldTakeAnotherKeyWhenOneWasWiped() {
    KeyRotation rotation = rotation(RotationPolicy.NEVER, 60);
    DataKey first = rotation.next(URI, NOW);
    ring.remove(first.id());
    assertNotSame(first, rotation.next(URI, NOW));
  }

  @Test
  void shouldMakeRoomForUrisWhoseKeysEnded() {
    KeyRotation rotation =
        rotation(RotationPolicy.NEVER.everyUri().every(Duration.ofSeconds(10)), 0);
    for (int i = 0; i < KeyRotation.MAX_URIS; i++) {
      rotation.next("com.example." + i, NOW);
    }
    assertThrows(LimitExceededException.class, () -> rotation.next(URI, NOW + 9));
    rotation.next(URI, NOW + 10);
    assertEquals(1, ring.size());
  }

  @Test
  void shouldNotUseAKeyThatTheRingDoesNotTake() {
    try (KeyRing full = new KeyRing(1)) {
      full.add(DataKey.generate());
      KeyRotation rotation =
          new KeyRotation(
              full, RotationPolicy.NEVER, KeyScope.ANY, Duration.ZERO, KeyRotation.Listener.NONE);
      assertThrows(LimitExceededException.class, () -> rotation.next(URI, NOW));
    }
  }

  @Test
  void shouldSealNoMoreMessagesThanAllowedOverAllThreads() throws Exception {
    int threads = 4;
    int messages = 20_000;
    KeyRotation rotation = rotation(RotationPolicy.NEVER.every(1000), 60);
    ConcurrentHashMap<DataKey, AtomicInteger> counts = new ConcurrentHashMap<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        all.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < messages; i++) {
                    counts
                        .computeIfAbsent(rotation.next(URI, NOW), key -> new AtomicInteger())
                        .incrementAndGet();
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertEquals(80, counts.size());
    counts.values().forEach(count -> assertEquals(1000, count.get()));
  }

  @Test
  void shouldNotLengthenAKeysLife() {
    try (DataKey key = DataKey.generate(KeyScope.ANY.withExpires(NOW + 50))) {
      assertEquals(NOW + 50, key.usableUntil());
      key.retire(NOW + 100);
      assertEquals(NOW + 50, key.usableUntil());
      key.retire(NOW + 10);
      key.retire(NOW + 20);
      assertEquals(NOW + 10, key.usableUntil());
    }
  }

  @Test
  void shouldSweepKeysWhoseScopeEnded() {
    DataKey ends = DataKey.generate(KeyScope.ANY.withExpires(NOW));
    DataKey stays = DataKey.generate();
    ring.add(ends).add(stays);
    assertEquals(List.of(), ring.sweep(NOW - 1));
    assertEquals(List.of(ends), ring.sweep(NOW));
    assertTrue(ends.isClosed());
    assertSame(stays, ring.single());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void shouldRefusePoliciesOfNothing(long count) {
    assertThrows(IllegalArgumentException.class, () -> RotationPolicy.NEVER.every(count));
    assertThrows(
        IllegalArgumentException.class,
        () -> RotationPolicy.NEVER.every(Duration.ofSeconds(count)));
  }

  private KeyRotation rotation(RotationPolicy policy, long graceSeconds) {
    return new KeyRotation(
        ring, policy, KeyScope.ANY, Duration.ofSeconds(graceSeconds), new Teller());
  }

  private final class Teller implements KeyRotation.Listener {
    @Override
    public void made(DataKey key) {
      assertSame(key, ring.find(key.id()));
      told.add("made " + key.id());
    }

    @Override
    public void retired(DataKey key, long until) {
      told.add("retired " + key.id() + " " + until);
    }

    @Override
    public void wiped(DataKey key) {
      assertTrue(key.isClosed());
      told.add("wiped " + key.id());
    }
  }
}
