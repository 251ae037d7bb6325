package io.pe3.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is told that it is alone is alone. */
@Timeout(120)
class SoleThreadTest {
  private static final int ROUNDS = 2_000;
  private static final int THREADS = 2;

  @Test
  void shouldTellTheOnlyThreadThatItIsAloneAgainAndAgain() {
    SoleThread sole = new SoleThread();
    for (int i = 0; i < 100_000; i++) {
      assertTrue(sole.enter());
      sole.exit();
    }
  }

  @Test
  void shouldTellNobodyThatItIsAloneOnceASecondThreadCame() throws Exception {
    SoleThread sole = new SoleThread();
    assertTrue(sole.enter());
    sole.exit();
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      assertFalse(executor.submit(sole::enter).get());
    }
    assertFalse(sole.enter());
  }

  /** The second thread goes on only when the first has left: what it did is seen. */
  @Test
  void shouldKeepTheSecondThreadOutWhileTheFirstIsInside() throws Exception {
    AtomicInteger alone = new AtomicInteger();
    AtomicInteger together = new AtomicInteger();
    int[] plain = new int[1];
    int steps = 0;
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      for (int round = 0; round < ROUNDS; round++) {
        SoleThread sole = new SoleThread();
        AtomicInteger shared = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<Integer>> running = new ArrayList<>();
        plain[0] = 0;
        for (int thread = 0; thread < THREADS; thread++) {
          running.add(
              executor.submit(
                  () -> {
                    start.await();
                    int count = 0;
                    for (int i = 0; i < 100; i++) {
                      if (sole.enter()) {
                        alone.incrementAndGet();
                        // Lost if another thread was let in, too.
                        plain[0]++;
                        count++;
                        alone.decrementAndGet();
                        sole.exit();
                      } else {
                        together.accumulateAndGet(alone.get(), Math::max);
                        shared.incrementAndGet();
                      }
                    }
                    return count;
                  }));
        }
        int counted = 0;
        for (Future<Integer> each : running) {
          counted += each.get();
        }
        assertEquals(counted, plain[0]);
        assertEquals(THREADS * 100, counted + shared.get());
        steps += shared.get();
      }
    }
    assertEquals(0, together.get());
    assertTrue(steps > ROUNDS, "steps of several threads: " + steps);
  }
}
