package io.pe3.gate.jmh;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a fork runs.
 *
 * @param warmup iterations that are thrown away
 * @param measurement iterations that count
 */
public record ForkSettings(Iterations warmup, Iterations measurement) {
  private static final Pattern ITERATIONS =
      Pattern.compile("([1-9][0-9]{0,3})x([1-9][0-9]{0,5})ms");

  /** Two starts of a JVM: JMH's own, and the fork. */
  private static final Duration START = Duration.ofMillis(1200);

  /** What is usual: 3 s a fork. Many short iterations give a steadier median than few long ones. */
  public static final ForkSettings USUAL =
      new ForkSettings(new Iterations(4, 500), new Iterations(5, 200));

  /**
   * Iterations of one length.
   *
   * @param count how many
   * @param millis of each
   */
  public record Iterations(int count, int millis) {
    /**
     * Reads an option.
     *
     * @param text {@code 5x200ms}
     * @return the iterations
     * @throws GateException {@code bad_option} when it is something else
     */
    public static Iterations parse(String text) {
      Matcher matcher = ITERATIONS.matcher(text);
      if (!matcher.matches()) {
        throw new GateException(
            GateErrorCode.BAD_OPTION,
            "give iterations and the length of each, such as 5x200ms",
            "value",
            text);
      }
      return new Iterations(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    Duration duration() {
      return Duration.ofMillis((long) count * millis);
    }
  }

  /**
   * How long a fork takes, about.
   *
   * @return with the starts of the JVMs
   */
  public Duration duration() {
    return START.plus(warmup.duration()).plus(measurement.duration());
  }

  List<String> options() {
    return List.of(
        "-wi",
        String.valueOf(warmup.count()),
        "-w",
        warmup.millis() + "ms",
        "-i",
        String.valueOf(measurement.count()),
        "-r",
        measurement.millis() + "ms");
  }
}
