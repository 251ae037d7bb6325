package io.pe3.gate.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CpuTimesTest {
  private static final String SYSTEM =
      "cpu  1000 10 200 99999 50 3 4 7 0 0\ncpu0 500 5 100 50000 25 1 2 3 0 0\n";

  /** A name may hold spaces and parentheses; fields are counted after the last one. */
  private static final String PROCESS =
      "42 (ja va) x) S 1 42 42 0 -1 4194304 1 2 3 4 300 20 100 5 20 0 30 0 999 1 2\n";

  @Test
  void shouldReadWhatLinuxCounts() {
    assertEquals(new CpuTimes(1217, 425, 7), CpuTimes.parse(SYSTEM, PROCESS));
  }

  @Test
  void shouldTellWhatOthersUsed() {
    CpuTimes before = new CpuTimes(1000, 400, 0);
    CpuTimes after = new CpuTimes(1700, 900, 50);
    assertEquals(0.25, after.othersSince(before, 10));
    assertEquals(0, new CpuTimes(1100, 600, 0).othersSince(before, 10), "ticks are rounded");
  }
}
