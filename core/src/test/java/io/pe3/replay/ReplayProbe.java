package io.pe3.replay;

import com.sun.management.ThreadMXBean;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import java.lang.management.ManagementFactory;

/**
 * A program that measures what judging messages allocates on the Java heap and prints a line for
 * each way: octets per message, nanoseconds per message, and the way's name.
 */
final class ReplayProbe {
  private static final int WARM_UP = 60_000;
  private static final int ROUNDS = 5;
  private static final int CALLS = 10_000;
  private static final int SENDERS = 1000;

  /** What the first way has used up. */
  private static final int FIRST_NEXT = WARM_UP + ROUNDS * CALLS;

  private static final long NOW = 1_700_000_000L;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ReplayProbe() {}

  public static void main(String[] args) {
    try (DataKey key = DataKey.generate()) {
      UriPattern scope = UriPattern.exact("com.example.topic");
      ReplayGuard guard = new ReplayGuard(new ReplayState());
      measure(
          "one sender",
          i -> {
            guard.look(key, scope, NOW << 32, 1, i, NOW);
            guard.commit();
          });
      long turn = guard.turn();
      measure(
          "next of one sender",
          i -> {
            if (!guard.isNext(turn, FIRST_NEXT + i, NOW)) {
              throw new IllegalStateException("not the next: " + i);
            }
            guard.commitNext(FIRST_NEXT + i);
          });
      measure(
          "many senders",
          i -> {
            guard.look(key, scope, NOW << 32, 2 + i % SENDERS, 1 + i / SENDERS, NOW);
            guard.commit();
          });
      measure("looked at only", i -> guard.isFresh(key, scope, NOW << 32, 1, i, NOW));
      PendingCall call = new PendingCall();
      measure(
          "pending call",
          i -> {
            call.reset();
            guard.look(key, call, NOW << 32, 1, i, NOW);
            guard.commit();
          });
    }
    System.out.println("done");
  }

  private static void measure(String what, Call call) {
    long next = 1;
    for (int i = 0; i < WARM_UP; i++) {
      call.run(next++);
    }
    long lowest = Long.MAX_VALUE;
    long quickest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        call.run(next++);
      }
      quickest = Math.min(quickest, System.nanoTime() - start);
      lowest = Math.min(lowest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    System.out.println((double) lowest / CALLS + " " + (double) quickest / CALLS + " ns " + what);
  }

  private interface Call {
    void run(long i);
  }
}
