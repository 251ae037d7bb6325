package io.pe3.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.UnknownKeyException;
import io.pe3.key.DataKey;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeyAccessTest {
  @Test
  void shouldCopyWithoutCountingAsExported() {
    try (DataKey key = DataKey.generate()) {
      byte[] copy = new byte[DataKey.OCTETS];
      KeyAccess.copySecret(key, MemorySegment.ofArray(copy));
      assertFalse(key.isExported());
      assertArrayEquals(key.octets(), copy);
    }
  }

  @Test
  void shouldRefuseToCopyAClosedKey() {
    DataKey key = DataKey.generate();
    key.close();
    byte[] copy = new byte[DataKey.OCTETS];
    Arrays.fill(copy, (byte) 7);
    UnknownKeyException error =
        assertThrows(
            UnknownKeyException.class,
            () -> KeyAccess.copySecret(key, MemorySegment.ofArray(copy)));
    assertEquals(key.id(), error.facts().get("keyid"));
    assertEquals(7, copy[0]);
  }

  @Test
  void shouldRefuseATargetOfAnotherSize() {
    try (DataKey key = DataKey.generate()) {
      MemorySegment target = MemorySegment.ofArray(new byte[33]);
      assertThrows(IllegalArgumentException.class, () -> KeyAccess.copySecret(key, target));
    }
  }

  @Test
  void shouldRefuseASecondHook() {
    DataKey.generate().close();
    assertThrows(IllegalStateException.class, () -> KeyAccess.install(null));
  }

  @Test
  void shouldCloseDependentsExactlyOnce() {
    DataKey key = DataKey.generate();
    AtomicInteger closed = new AtomicInteger();
    AutoCloseable dependent = closed::incrementAndGet;
    KeyAccess.onClose(key, dependent);
    key.close();
    key.close();
    assertEquals(1, closed.get());
  }

  @Test
  void shouldRefuseDependentsOfAClosedKey() {
    DataKey key = DataKey.generate();
    key.close();
    AtomicInteger closed = new AtomicInteger();
    assertThrows(UnknownKeyException.class, () -> KeyAccess.onClose(key, closed::incrementAndGet));
    assertEquals(0, closed.get());
  }

  @Test
  void shouldCloseTheOtherDependentsWhenOneFails() {
    DataKey key = DataKey.generate();
    AtomicInteger closed = new AtomicInteger();
    AutoCloseable failing =
        () -> {
          throw new IOException("cannot");
        };
    AutoCloseable dependent = closed::incrementAndGet;
    KeyAccess.onClose(key, failing);
    KeyAccess.onClose(key, dependent);
    KeyAccess.onClose(key, failing);
    IllegalStateException error = assertThrows(IllegalStateException.class, key::close);
    assertEquals(1, error.getSuppressed().length);
    assertEquals(1, closed.get());
    assertTrue(key.isClosed());
  }

  @Test
  void shouldFollowManyDependents() {
    DataKey key = DataKey.generate();
    AtomicInteger closed = new AtomicInteger();
    List<AutoCloseable> kept = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      AutoCloseable dependent = closed::incrementAndGet;
      kept.add(dependent);
      KeyAccess.onClose(key, dependent);
    }
    key.close();
    // Identical method references may be one object; each registration counts nevertheless.
    assertEquals(kept.size(), closed.get());
  }

  @Test
  void shouldCopyTheWholeKeyOrNothingWhenItIsClosedMeanwhile() throws Exception {
    byte[] octets = new byte[DataKey.OCTETS];
    Arrays.fill(octets, (byte) 0x48);
    int rounds = 200;
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (int round = 0; round < rounds; round++) {
        DataKey key = DataKey.of("race", octets);
        Callable<Integer> copier = () -> copyUntilClosed(key, octets);
        Future<Integer> first = threads.submit(copier);
        Future<Integer> second = threads.submit(copier);
        Thread.onSpinWait();
        threads.submit(key::close).get();
        assertTrue(first.get() >= 0 && second.get() >= 0);
      }
    }
  }

  private static int copyUntilClosed(DataKey key, byte[] expected) {
    byte[] copy = new byte[DataKey.OCTETS];
    for (int copies = 0; ; copies++) {
      try {
        KeyAccess.copySecret(key, MemorySegment.ofArray(copy));
      } catch (UnknownKeyException e) {
        return copies;
      }
      assertArrayEquals(expected, copy);
      Arrays.fill(copy, (byte) 0);
    }
  }
}
