package io.pe3.bench.report;

import io.pe3.bench.plan.BenchMode;
import io.pe3.bench.plan.BenchPlan;
import io.pe3.bench.plan.Combination;
import io.pe3.bench.plan.JmhOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures a plan, one combination after the other, each in a run of JMH of its own: JMH alone
 * would cross all parameters and fail on the pairs that do not exist.
 */
public final class BenchRun {
  /** A JVM's start and a benchmark's set-up, before the first one was timed. */
  private static final Duration START = Duration.ofMillis(1500);

  private static final int TAIL_LINES = 12;

  private final BenchMode mode;
  private final BenchPlan plan;
  private final CommandLineOptions user;
  private final List<String> launchFlags;
  private final PrintStream progress;
  private final List<RunResult> results = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /**
   * Prepares.
   *
   * @param mode whose defaults are used
   * @param plan what to measure
   * @param user options for JMH
   * @param launchFlags that every fork needs
   * @param progress is told what goes on
   */
  public BenchRun(
      BenchMode mode,
      BenchPlan plan,
      CommandLineOptions user,
      List<String> launchFlags,
      PrintStream progress) {
    this.mode = mode;
    this.plan = plan;
    this.user = user;
    this.launchFlags = List.copyOf(launchFlags);
    this.progress = progress;
  }

  /**
   * How long it is going to take.
   *
   * @return the estimate
   */
  public Duration estimate() {
    return plan.combinations().stream()
        .map(combination -> estimate(options(combination)))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private Options options(Combination combination) {
    return JmhOptions.merge(mode, user, launchFlags, combination);
  }

  private static Duration estimate(Options options) {
    long millis =
        options.getWarmupIterations().get()
                * options.getWarmupTime().get().convertTo(TimeUnit.MILLISECONDS)
            + options.getMeasurementIterations().get()
                * options.getMeasurementTime().get().convertTo(TimeUnit.MILLISECONDS);
    int forks = options.getForkCount().get() + options.getWarmupForkCount().orElse(0);
    return START.plusMillis(millis).multipliedBy(Math.max(1, forks));
  }

  /** Measures everything; what fails is kept as a failure and the rest goes on. */
  public void run() {
    long start = System.nanoTime();
    int total = plan.combinations().size();
    for (int done = 0; done < total; done++) {
      Combination combination = plan.combinations().get(done);
      progress.printf("[%d/%d] %s, %s left%n", done + 1, total, combination, left(start, done));
      measure(combination);
    }
  }

  private String left(long start, int done) {
    if (done == 0) {
      return "about " + text(estimate());
    }
    long nanos = (System.nanoTime() - start) / done * (plan.combinations().size() - done);
    return text(Duration.ofNanos(nanos));
  }

  /**
   * A duration for people.
   *
   * @param duration to show
   * @return for example {@code 3 min 20 s}
   */
  public static String text(Duration duration) {
    long seconds = duration.plusMillis(500).toSeconds();
    if (seconds >= 3600) {
      return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
    return seconds >= 60 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds + " s";
  }

  private void measure(Combination combination) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    boolean shown = user.verbosity().hasValue();
    PrintStream sink = shown ? progress : new PrintStream(log, true, StandardCharsets.UTF_8);
    OutputFormat format =
        OutputFormatFactory.createFormatInstance(sink, user.verbosity().orElse(VerboseMode.NORMAL));
    try {
      Collection<RunResult> measured = new Runner(options(combination), format).run();
      results.addAll(measured);
      if (measured.isEmpty()) {
        failures.add(combination + ": " + tail(log));
      }
    } catch (RunnerException e) {
      failures.add(combination + ": " + e.getMessage() + System.lineSeparator() + tail(log));
    }
  }

  /** JMH's own words: from its mark of a failure on, or the last lines. */
  private static String tail(ByteArrayOutputStream log) {
    List<String> lines = log.toString(StandardCharsets.UTF_8).lines().toList();
    int from = Math.max(0, lines.size() - TAIL_LINES);
    for (int i = lines.size() - 1; i >= 0; i--) {
      from = lines.get(i).contains("<failure>") ? i : from;
    }
    return String.join(
        System.lineSeparator(), lines.subList(from, Math.min(lines.size(), from + TAIL_LINES)));
  }

  /**
   * What was measured.
   *
   * @return JMH's results, in the order measured
   */
  public List<RunResult> results() {
    return List.copyOf(results);
  }

  /**
   * What could not be measured.
   *
   * @return a text each, the combination first
   */
  public List<String> failures() {
    return List.copyOf(failures);
  }
}
