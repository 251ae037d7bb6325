package io.pe3.bench.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.bench.latency.Arrivals.Operation;
import io.pe3.bench.latency.Arrivals.Outcome;
import java.security.GeneralSecurityException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The correction for coordinated omission, on a clock that operations and waiting move. */
class ArrivalsTest {
  private static final int RATE = 1_000_000;
  private static final long INTERVAL = 1000;

  private final Histogram latencies = LatencyRow.newHistogram();
  private final FakeClock clock = new FakeClock();
  private int runs;

  @Test
  void shouldTimeAnOperationThatIsInTimeFromItsStart() throws GeneralSecurityException {
    Outcome outcome = run(100, () -> advance(300));
    assertEquals(100, latencies.getTotalCount());
    assertEquals(300, latencies.getMaxValue());
    assertEquals(300, latencies.getMinNonZeroValue());
    assertFalse(outcome.saturated());
    assertEquals(99 * INTERVAL + 300, outcome.elapsedNanos());
  }

  @Test
  void shouldCountTheWaitBehindASlowOperation() throws GeneralSecurityException {
    // The eleventh takes 10 intervals: each that arrives meanwhile is late by 0.9 less.
    run(100, () -> advance(runs++ == 10 ? 10 * INTERVAL : INTERVAL / 10));
    assertTrue(latencies.valuesAreEquivalent(10 * INTERVAL, latencies.getMaxValue()));
    long late = latencies.getCountBetweenValues(INTERVAL / 5, 10 * INTERVAL);
    assertEquals(11, late, "the slow one, and those that waited");
    for (int waited = 1; waited <= 10; waited++) {
      long latency = 10 * INTERVAL - waited * (INTERVAL - INTERVAL / 10);
      assertEquals(1, latencies.getCountAtValue(latency), latency + " ns");
    }
    assertEquals(89, latencies.getCountAtValue(INTERVAL / 10));
  }

  @Test
  void shouldShowAPauseInTheHighPercentilesAlthoughOneOperationHadIt()
      throws GeneralSecurityException {
    Outcome outcome = run(10_000, () -> advance(runs++ == 5000 ? 1000 * INTERVAL : INTERVAL / 2));
    assertFalse(outcome.saturated(), "it catches up");
    assertTrue(latencies.getValueAtPercentile(99) > 800 * INTERVAL);
    assertEquals(INTERVAL / 2, latencies.getValueAtPercentile(50));
  }

  @Test
  void shouldTellWhoCannotHoldTheRate() throws GeneralSecurityException {
    Outcome outcome = run(100_000, () -> advance(2 * INTERVAL));
    assertEquals(100_000, outcome.done());
    assertEquals(RATE / 2.0, outcome.perSecond(), RATE / 1000.0);
    assertTrue(outcome.saturated());
  }

  @Test
  void shouldGiveUpWhenHopelesslyLate() throws GeneralSecurityException {
    Outcome outcome = run(10_000_000, () -> advance(1000 * INTERVAL));
    assertTrue(outcome.saturated());
    assertTrue(latencies.getMaxValue() >= Arrivals.HOPELESS_NANOS);
    assertTrue(outcome.done() < 2000, outcome.toString());
  }

  @Test
  void shouldNotDriftWhenTheIntervalIsNoWholeNumber() throws GeneralSecurityException {
    Outcome outcome = new Arrivals(clock, 3).run(() -> advance(1), 301, latencies);
    assertEquals(100_000_000_001L, outcome.elapsedNanos());
  }

  private Outcome run(long count, Operation operation) throws GeneralSecurityException {
    return new Arrivals(clock, RATE).run(operation, count, latencies);
  }

  private int advance(long nanos) {
    clock.now += nanos;
    return 1;
  }

  private static final class FakeClock implements Arrivals.Clock {
    /** No whole number of anything. */
    long now = 12_345;

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public boolean await(long nanoTime) {
      boolean waits = now < nanoTime;
      now = Math.max(now, nanoTime);
      return waits;
    }
  }
}
