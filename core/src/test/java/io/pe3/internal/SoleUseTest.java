package io.pe3.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One call at a time, whoever calls, and none once closed. */
@Timeout(120)
class SoleUseTest {
  private static final int ROUNDS = 3_000;

  @Test
  void shouldLetTheOwnerInAgainAndAgain() {
    SoleUse use = new SoleUse();
    for (int i = 0; i < 100_000; i++) {
      int entered = use.enter();
      assertNotEquals(SoleUse.REFUSED, entered);
      use.exit(entered);
    }
  }

  @Test
  void shouldRefuseAnotherThreadDuringACallAndLetItInAfterwards() throws Exception {
    SoleUse use = new SoleUse();
    int entered = use.enter();
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      assertEquals(SoleUse.REFUSED, executor.submit(use::enter).get());
      use.exit(entered);
      int other = executor.submit(use::enter).get();
      assertNotEquals(SoleUse.REFUSED, other);
      assertEquals(SoleUse.REFUSED, use.enter());
      executor.submit(() -> use.exit(other)).get();
    }
    int again = use.enter();
    assertNotEquals(SoleUse.REFUSED, again);
    use.exit(again);
  }

  @Test
  void shouldRefuseEveryCallOnceClosed() throws Exception {
    SoleUse use = new SoleUse();
    use.exit(use.enter());
    assertTrue(use.close());
    assertFalse(use.close());
    assertEquals(SoleUse.REFUSED, use.enter());
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      assertEquals(SoleUse.REFUSED, executor.submit(use::enter).get());
    }
  }

  /** The owner has no fence; that ending its ownership makes up for it is what this would miss. */
  @Test
  void shouldNeverLetTwoInWhenOwnershipEnds() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    int calls = 0;
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < ROUNDS; round++) {
        SoleUse use = new SoleUse();
        AtomicBoolean stop = new AtomicBoolean();
        Callable<Integer> calling =
            () -> {
              int count = 0;
              for (int i = 0; i < 200 || (count == 0 && !stop.get()); i++) {
                int entered = use.enter();
                if (entered != SoleUse.REFUSED) {
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  inside.decrementAndGet();
                  use.exit(entered);
                  count++;
                }
              }
              return count;
            };
        List<Future<Integer>> running = new ArrayList<>();
        running.add(executor.submit(calling));
        running.add(executor.submit(calling));
        for (Future<Integer> each : running) {
          calls += each.get();
          stop.set(true);
        }
      }
    }
    assertEquals(1, most.get());
    assertTrue(calls > 2 * ROUNDS, "calls: " + calls);
  }

  @Test
  void shouldNotReturnFromCloseWhileACallIsUnderWay() throws Exception {
    AtomicInteger late = new AtomicInteger();
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        SoleUse use = new SoleUse();
        AtomicBoolean closed = new AtomicBoolean();
        AtomicBoolean started = new AtomicBoolean();
        Future<?> calling =
            executor.submit(
                () -> {
                  while (true) {
                    int entered = use.enter();
                    if (entered == SoleUse.REFUSED) {
                      return;
                    }
                    if (closed.get()) {
                      late.incrementAndGet();
                    }
                    started.set(true);
                    use.exit(entered);
                  }
                });
        while (!started.get()) {
          Thread.onSpinWait();
        }
        use.close();
        closed.set(true);
        calling.get();
      }
    }
    assertEquals(0, late.get());
  }
}
