package io.pe3.aead;

/**
 * What was seen of clocks and process at the last look, and whether the next one differs as it does
 * after a restart. Not thread-safe.
 */
final class RestartSigns {
  private static final long MAX_JUMP_MS = 500;
  private static final long MAX_GAP_MS = 5_000;

  private long lastWallMs;
  private long lastMonotonicMs;
  private long lastProcess;

  RestartSigns(long wallMs, long monotonicMs, long process) {
    lastWallMs = wallMs;
    lastMonotonicMs = monotonicMs;
    lastProcess = process;
  }

  /**
   * Compares what is seen now with what was seen last.
   *
   * @return whether the process may have been copied or brought back in between
   */
  boolean look(long wallMs, long monotonicMs, long process) {
    long wall = wallMs - lastWallMs;
    long monotonic = monotonicMs - lastMonotonicMs;
    boolean restarted =
        Math.abs(wall - monotonic) > MAX_JUMP_MS
            || monotonic > MAX_GAP_MS
            || process != lastProcess;
    lastWallMs = wallMs;
    lastMonotonicMs = monotonicMs;
    lastProcess = process;
    return restarted;
  }
}
