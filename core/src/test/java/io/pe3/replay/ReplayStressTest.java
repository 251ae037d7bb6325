package io.pe3.replay;

import static io.pe3.replay.ReplayTesting.NOW;
import static io.pe3.replay.ReplayTesting.accepts;
import static io.pe3.replay.ReplayTesting.high;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import io.pe3.replay.ReplayTesting.Following;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Openers of one endpoint that get the same messages at the same time. */
@Timeout(60)
class ReplayStressTest {
  private static final int THREADS = 4;
  private static final UriPattern SCOPE = UriPattern.exact("com.example.topic");

  @TempDir Path folder;

  private final DataKey key = DataKey.generate();

  @Test
  void shouldAcceptEachMessageOfOneSenderExactlyOnce() throws Exception {
    int messages = 200_000;
    ReplayState state = new ReplayState();
    AtomicIntegerArray accepted = new AtomicIntegerArray(messages + 1);
    inThreads(
        thread -> {
          Following opener = new Following(new ReplayGuard(state));
          for (int counter = 1; counter <= messages; counter++) {
            if (opener.accepts(key, SCOPE, high(NOW, 1), 1, counter)) {
              accepted.incrementAndGet(counter);
            }
          }
        });
    for (int counter = 1; counter <= messages; counter++) {
      // A thread that runs ahead by more than the window leaves counters of the others behind, but
      // it has accepted those itself.
      assertEquals(1, accepted.get(counter), "counter " + counter);
    }
  }

  /** One thread begins alone, without atomic steps; the others come while it is at it. */
  @Test
  void shouldAcceptEachMessageExactlyOnceWhenOtherThreadsComeLater() throws Exception {
    int messages = 400;
    for (int round = 0; round < 500; round++) {
      ReplayState state = new ReplayState();
      AtomicIntegerArray accepted = new AtomicIntegerArray(messages + 1);
      int first = 1 + round % messages;
      inThreads(
          thread -> {
            Following opener = new Following(new ReplayGuard(state));
            while (thread > 0 && accepted.get(first) == 0) {
              Thread.onSpinWait();
            }
            for (int counter = 1; counter <= messages; counter++) {
              if (opener.accepts(key, SCOPE, high(NOW, 1), 1, counter)) {
                accepted.incrementAndGet(counter);
              }
            }
          });
      for (int counter = 1; counter <= messages; counter++) {
        assertEquals(1, accepted.get(counter), "round " + round + " counter " + counter);
      }
    }
  }

  @Test
  void shouldAcceptNoMessageTwiceWhileSendersLeave() throws Exception {
    int senders = 400;
    int messages = 50;
    ReplayState state = new ReplayState(16);
    AtomicIntegerArray accepted = new AtomicIntegerArray(senders * messages);
    inThreads(
        thread -> {
          Following opener = new Following(new ReplayGuard(state));
          for (int round = 0; round < 3; round++) {
            for (int sender = 0; sender < senders; sender++) {
              for (int counter = 0; counter < messages; counter++) {
                // Every thread in its own order, so that they meet.
                int place = (counter * 7 + thread * 13) % messages;
                if (opener.accepts(key, SCOPE, high(NOW - 400 + sender, 0), 0, place + 1L)) {
                  accepted.incrementAndGet(sender * messages + place);
                }
              }
            }
          }
        });
    int once = 0;
    for (int i = 0; i < accepted.length(); i++) {
      assertTrue(accepted.get(i) <= 1, "message " + i + " was accepted " + accepted.get(i));
      once += accepted.get(i);
    }
    assertTrue(once >= messages, "nothing was accepted");
    assertEquals(16, state.size());
    assertTrue(state.evictions() >= senders - 16);
  }

  @Test
  void shouldAcceptEachMessageOfAPendingCallAtMostOnce() throws Exception {
    int messages = 100_000;
    PendingCall call = new PendingCall();
    ReplayState state = new ReplayState();
    AtomicIntegerArray accepted = new AtomicIntegerArray(messages + 1);
    inThreads(
        thread -> {
          ReplayGuard guard = new ReplayGuard(state);
          for (int counter = 1; counter <= messages; counter++) {
            long sender = high(NOW - 100 + counter / 1000, 0);
            if (accepts(guard, key, call, sender, 0, counter)) {
              accepted.incrementAndGet(counter);
            }
          }
        });
    for (int counter = 1; counter <= messages; counter++) {
      assertEquals(1, accepted.get(counter), "counter " + counter);
    }
  }

  /** What was accepted before saving began is in the file, whatever goes on meanwhile. */
  @Test
  void shouldSaveWhatWasAcceptedWhileMessagesGoOn() throws Exception {
    ReplayState state = new ReplayState();
    AtomicLong acceptedUntil = new AtomicLong();
    AtomicBoolean stop = new AtomicBoolean();
    Thread opener =
        new Thread(
            () -> {
              ReplayGuard guard = new ReplayGuard(state);
              for (long counter = 1; !stop.get(); counter++) {
                if (accepts(guard, key, SCOPE, high(NOW, 1), 1, counter)) {
                  acceptedUntil.set(counter);
                }
                // New senders as well, so that the table changes.
                accepts(guard, key, SCOPE, high(NOW, 2), counter % 1000, counter);
              }
            });
    opener.start();
    try {
      for (int round = 0; round < 20; round++) {
        long before = acceptedUntil.get();
        Path file = folder.resolve("state");
        state.save(file);
        ReplayGuard loaded = new ReplayGuard(ReplayState.load(file));
        for (long counter = Math.max(1, before - 2000); counter <= before; counter++) {
          assertFalse(
              loaded.isFresh(key, SCOPE, high(NOW, 1), 1, counter, NOW), "counter " + counter);
        }
      }
    } finally {
      stop.set(true);
      opener.join();
    }
  }

  private interface Work {
    void run(int thread) throws Exception;
  }

  private static void inThreads(Work work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      tasks.add(
          () -> {
            start.await();
            work.run(number);
            return null;
          });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Void> done : pool.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }
}
