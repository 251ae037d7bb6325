package io.pe3.aead;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notices that this process may have been copied or brought back (a checkpoint restored, a fork, a
 * suspended machine): then nonce prefixes and buffered random octets are drawn anew, because the
 * original may go on with the old ones (wire profile, section 3).
 *
 * <p>It looks for a changed process id, a jump between wall clock and monotonic clock, and a gap
 * between looks. One daemon thread looks every 100 ms, started with the first sealer, unless {@link
 * #lookByHand()} was called before; then the embedder calls {@link #tick()}. Every sealer also has
 * a look made each 4 096 messages. A framework's restore callback (CRaC's {@code afterRestore})
 * should call {@link #restored()}. A running virtual machine that is cloned without any of these
 * signs cannot be noticed.
 *
 * <p>Thread-safe. This is process-wide state, since a restart is an event of the process.
 */
public final class RestartDetector {
  private static final long PERIOD_MS = 100;

  private static final Object LOCK = new Object();
  private static final AtomicInteger EPOCH = new AtomicInteger();
  private static volatile long seconds = System.currentTimeMillis() / 1000;
  private static final RestartSigns SIGNS =
      new RestartSigns(System.currentTimeMillis(), monotonicMs(), ProcessId.current());
  private static boolean started;

  private RestartDetector() {}

  /**
   * Leaves the looking to the embedder, who then calls {@link #tick()} at least every second. Has
   * no effect once the daemon thread runs.
   *
   * @return whether no daemon thread will be started
   */
  public static boolean lookByHand() {
    synchronized (LOCK) {
      if (started) {
        return false;
      }
      started = true;
      return true;
    }
  }

  /** Looks once. Takes about a microsecond. */
  public static void tick() {
    synchronized (LOCK) {
      look(System.currentTimeMillis(), monotonicMs(), ProcessId.current());
    }
  }

  /** Looks at given clocks and process id; a test makes them up. */
  static void look(long wallMs, long monotonicMs, long processId) {
    synchronized (LOCK) {
      if (SIGNS.look(wallMs, monotonicMs, processId)) {
        EPOCH.incrementAndGet();
      }
      seconds = wallMs / 1000;
    }
  }

  /** Says that the process was restored or forked: everything random is drawn anew. */
  public static void restored() {
    EPOCH.incrementAndGet();
  }

  /**
   * How often a restart was noticed; a change means that buffered random octets are not to be used.
   *
   * @return a count
   */
  public static int epoch() {
    return EPOCH.get();
  }

  /**
   * The wall clock as of the last look, which costs nothing to read.
   *
   * @return unix seconds
   */
  public static long coarseSeconds() {
    return seconds;
  }

  /** Starts the daemon thread unless it runs or the embedder looks. */
  static void start() {
    synchronized (LOCK) {
      if (started) {
        return;
      }
      started = true;
      Thread thread = new Thread(RestartDetector::run, "pe3-restart-detector");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void run() {
    while (true) {
      tick();
      try {
        Thread.sleep(Duration.ofMillis(PERIOD_MS));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  static long monotonicMs() {
    return System.nanoTime() / 1_000_000;
  }
}
