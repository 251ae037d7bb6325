package io.pe3.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SecretMemoryTest {
  private final List<byte[]> freed = new ArrayList<>();

  @Test
  void shouldBeZeroAndAlignedAtFirst() {
    try (SecretMemory memory = SecretMemory.allocate(96, 64)) {
      assertEquals(0, memory.address() % 64);
      assertEquals(96, memory.length());
      assertArrayEquals(new byte[96], memory.segment().toArray(ValueLayout.JAVA_BYTE));
    }
  }

  @Test
  void shouldWipeBeforeItFrees() {
    SecretMemory memory = SecretMemory.allocate(32, 8, this::record);
    memory.segment().fill((byte) 0x5a);
    memory.close();
    assertArrayEquals(new byte[32], freed.get(0));
  }

  @Test
  void shouldRefuseAccessOnceClosed() {
    SecretMemory memory = SecretMemory.allocate(32, 8);
    memory.close();
    assertTrue(memory.isClosed());
    assertFalse(memory.acquire());
    assertThrows(IllegalStateException.class, () -> memory.segment().get(ValueLayout.JAVA_BYTE, 0));
  }

  @Test
  void shouldCloseOnce() {
    SecretMemory memory = SecretMemory.allocate(32, 8, this::record);
    memory.close();
    memory.close();
    assertEquals(1, freed.size());
  }

  @Test
  void shouldKeepTheOctetsUntilTheLastUseEnds() {
    SecretMemory memory = SecretMemory.allocate(32, 8, this::record);
    memory.segment().fill((byte) 0x5a);
    assertTrue(memory.acquire());
    assertTrue(memory.acquire());
    memory.close();
    assertTrue(memory.isClosed());
    assertFalse(memory.acquire());
    memory.release();
    assertEquals((byte) 0x5a, memory.segment().get(ValueLayout.JAVA_BYTE, 31));
    assertEquals(0, freed.size());
    memory.release();
    assertArrayEquals(new byte[32], freed.get(0));
    assertEquals(1, freed.size());
  }

  @Test
  void shouldWipeWhenNoLongerReachable() throws InterruptedException {
    CountDownLatch wiped = new CountDownLatch(1);
    abandon(wiped);
    for (int i = 0; i < 100 && wiped.getCount() > 0; i++) {
      System.gc();
      wiped.await(20, TimeUnit.MILLISECONDS);
    }
    assertEquals(0, wiped.getCount());
  }

  @Test
  void shouldCompareContent() {
    try (SecretMemory one = SecretMemory.allocate(32, 8);
        SecretMemory same = SecretMemory.allocate(32, 8);
        SecretMemory shorter = SecretMemory.allocate(31, 8)) {
      assertTrue(one.hasSameOctets(same));
      assertFalse(one.hasSameOctets(shorter));
      same.segment().set(ValueLayout.JAVA_BYTE, 31, (byte) 1);
      assertFalse(one.hasSameOctets(same));
    }
  }

  @Test
  void shouldEqualNothingOnceClosed() {
    SecretMemory closed = SecretMemory.allocate(32, 8);
    closed.close();
    try (SecretMemory open = SecretMemory.allocate(32, 8)) {
      assertFalse(open.hasSameOctets(closed));
      assertFalse(closed.hasSameOctets(open));
      assertFalse(closed.hasSameOctets(closed));
    }
  }

  @Test
  void shouldNotShowItsContent() {
    try (SecretMemory memory = SecretMemory.allocate(4, 4)) {
      memory.segment().fill((byte) 0x5a);
      assertEquals("SecretMemory[length=4 closed=false]", memory.toString());
    }
  }

  private void record(MemorySegment segment) {
    freed.add(segment.toArray(ValueLayout.JAVA_BYTE));
  }

  /** In a method of its own, so that no frame keeps the memory reachable. */
  private static void abandon(CountDownLatch wiped) {
    SecretMemory memory =
        SecretMemory.allocate(
            32,
            8,
            segment -> {
              if (segment.get(ValueLayout.JAVA_BYTE, 0) == 0) {
                wiped.countDown();
              }
            });
    memory.segment().fill((byte) 0x5a);
  }
}
