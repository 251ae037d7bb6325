package io.pe3.bench.latency;

import java.security.GeneralSecurityException;
import org.HdrHistogram.Histogram;

/**
 * Operations that are due at a fixed rate, whatever became of those before.
 *
 * <pre>
 *   due        |     |     |     |     |     |
 *   done       ▪     ▪▪▪▪▪▪▪▪▪▪▪▪▪▪ ▪  ▪     ▪
 *   latency    1     14             9  5     1
 * </pre>
 *
 * <p>An operation counts from when it was due and not from when it could start. So one that waits
 * for a slow one is slow too, and a pause shows in all operations that arrived meanwhile; timed
 * from its start each of them would look fast (coordinated omission).
 */
final class Arrivals {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Who is so far behind never catches up in a run of some seconds. */
  static final long HOPELESS_NANOS = NANOS_PER_SECOND;

  private final Clock clock;
  private final int ratePerSecond;

  /** What time it is, in ns. */
  interface Clock {
    long nanoTime();

    /** Comes back at a time, at once when it is over; says whether it had to wait. */
    boolean await(long nanoTime);
  }

  /** The machine's, awaited without giving up the processor: to be woken takes too long. */
  static final class SystemClock implements Clock {
    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public boolean await(long nanoTime) {
      boolean waited = false;
      while (System.nanoTime() - nanoTime < 0) {
        waited = true;
        Thread.onSpinWait();
      }
      return waited;
    }
  }

  /** One operation. */
  interface Operation {
    int run() throws GeneralSecurityException;
  }

  /**
   * How it went.
   *
   * @param planned operations
   * @param done operations
   * @param lastInTime how many were done when one had to be waited for last
   * @param elapsedNanos from the first one's arrival until the last one was done
   * @param digest of what the operations returned
   */
  record Outcome(long planned, long done, long lastInTime, long elapsedNanos, int digest) {

    /**
     * Whether the rate could not be held: who can hold it catches up after each delay, who can't
     * never does.
     */
    boolean saturated() {
      return done < planned || lastInTime < planned / 2;
    }

    /** Operations done in each second. */
    double perSecond() {
      return done * (double) NANOS_PER_SECOND / Math.max(1, elapsedNanos);
    }
  }

  Arrivals(Clock clock, int ratePerSecond) {
    this.clock = clock;
    this.ratePerSecond = ratePerSecond;
  }

  /**
   * Runs them; gives up when they are hopelessly late.
   *
   * @param count of operations
   * @param latencies takes each latency in ns
   */
  Outcome run(Operation operation, long count, Histogram latencies)
      throws GeneralSecurityException {
    int digest = 0;
    long start = clock.nanoTime();
    long behind = 0;
    long now = start;
    long done = 0;
    long lastInTime = 0;
    while (done < count && behind < HOPELESS_NANOS) {
      long due = start + dueNanos(done);
      if (clock.await(due)) {
        lastInTime = done;
      }
      digest = digest * 31 + operation.run();
      now = clock.nanoTime();
      behind = now - due;
      latencies.recordValue(Math.min(behind, latencies.getHighestTrackableValue()));
      done++;
    }
    return new Outcome(count, done, lastInTime, now - start, digest);
  }

  /** When an operation is due, without the drift of a rounded interval. */
  private long dueNanos(long index) {
    return index / ratePerSecond * NANOS_PER_SECOND
        + index % ratePerSecond * NANOS_PER_SECOND / ratePerSecond;
  }
}
