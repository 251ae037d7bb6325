package io.pe3.gate.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Processor time as Linux counts it, in clock ticks.
 *
 * @param busy of all processors, whoever used it
 * @param own of this process and its children that have ended
 * @param stolen that the host gave to other machines
 */
record CpuTimes(long busy, long own, long stolen) {
  /** Ticks per second of what the kernel shows to programs; the same on every Linux. */
  static final int TICKS_PER_SECOND = 100;

  /** After the name in parentheses: utime, stime, cutime, cstime, as proc(5) numbers them. */
  private static final int UTIME = 11;

  private static final int CSTIME = 14;

  /** Reads it; empty on other systems. */
  static Optional<CpuTimes> now() {
    try {
      return Optional.of(
          parse(
              Files.readString(Path.of("/proc/stat"), StandardCharsets.ISO_8859_1),
              Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1)));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** From the first line of /proc/stat (user nice system idle iowait irq softirq steal …). */
  static CpuTimes parse(String system, String process) {
    String[] all = system.lines().findFirst().orElse("").split(" +", -1);
    long busy = ticks(all, 1) + ticks(all, 2) + ticks(all, 3) + ticks(all, 6) + ticks(all, 7);
    String[] self = process.substring(process.lastIndexOf(')') + 2).split(" +", -1);
    long own = 0;
    for (int field = UTIME; field <= CSTIME; field++) {
      own += ticks(self, field);
    }
    return new CpuTimes(busy, own, ticks(all, 8));
  }

  private static long ticks(String[] fields, int field) {
    return Long.parseLong(fields[field].strip());
  }

  /** Share of one processor that others used since then. */
  double othersSince(CpuTimes before, double seconds) {
    long others = busy - before.busy - (own - before.own) + stolen - before.stolen;
    return Math.max(0, others) / (seconds * TICKS_PER_SECOND);
  }
}
