package io.pe3.gate.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whether {@code perf} can count instructions here. Many virtual machines and containers have the
 * tool and no counter.
 */
public final class InstructionCounter {
  private static final String EVENT = "instructions:u";
  private static final int SECONDS = 10;

  private InstructionCounter() {}

  /**
   * Tries it on a program that does nothing.
   *
   * @return true when JMH's perfnorm profiler would count them
   */
  public static boolean isAvailable() {
    try {
      Process perf =
          new ProcessBuilder(List.of("perf", "stat", "-x,", "-e", EVENT, "true"))
              .redirectErrorStream(true)
              .start();
      perf.getOutputStream().close();
      String output = new String(perf.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return perf.waitFor(SECONDS, TimeUnit.SECONDS) && isCounted(output);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Reads what {@code perf stat -x,} printed: fields by comma, the count first, the event third.
   *
   * @param output lines, others among them
   * @return whether the event has a count; {@code <not supported>} and {@code <not counted>} are
   *     none
   */
  static boolean isCounted(String output) {
    return output
        .lines()
        .map(line -> line.split(",", -1))
        .anyMatch(
            fields ->
                fields.length > 2
                    && fields[2].equals(EVENT)
                    && fields[0].chars().anyMatch(c -> c >= '1' && c <= '9')
                    && fields[0].chars().allMatch(c -> c >= '0' && c <= '9'));
  }
}
