package io.pe3.bench.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.ProfilerConfig;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Optional;

/**
 * One set of options out of a mode's defaults and those given by the user. Each reaches JMH once:
 * the user's where there is one, else the mode's. Where results and JMH's text go is not among
 * them, since one run of PE3's is many of JMH's.
 */
public final class JmhOptions {
  private static final String GC = "gc";

  private JmhOptions() {}

  /**
   * Merges.
   *
   * @param mode whose defaults fill the gaps
   * @param user what was given to JMH
   * @param launchFlags that every fork needs, before the user's own
   * @param combination the only one to run
   * @return the options
   */
  public static Options merge(
      BenchMode mode, CommandLineOptions user, List<String> launchFlags, Combination combination) {
    OptionsBuilder options = new OptionsBuilder();
    options.include("^" + Pattern.quote(combination.fullName()) + "$");
    combination.parameters().forEach(options::param);
    length(mode, user, options);
    howToRun(user, options);
    jvm(user, launchFlags, options);
    profilers(user, options);
    return options.build();
  }

  private static void length(BenchMode mode, CommandLineOptions user, OptionsBuilder options) {
    TimeValue time = new TimeValue(mode.iterationTime().toMillis(), TimeUnit.MILLISECONDS);
    options.forks(user.getForkCount().orElse(mode.forks()));
    options.warmupIterations(user.getWarmupIterations().orElse(mode.warmups()));
    options.warmupTime(user.getWarmupTime().orElse(time));
    options.measurementIterations(user.getMeasurementIterations().orElse(mode.iterations()));
    options.measurementTime(user.getMeasurementTime().orElse(time));
    given(user.getWarmupForkCount(), options::warmupForks);
    given(user.getWarmupBatchSize(), options::warmupBatchSize);
    given(user.getMeasurementBatchSize(), options::measurementBatchSize);
    given(user.getOperationsPerInvocation(), options::operationsPerInvocation);
    given(user.getTimeout(), options::timeout);
  }

  private static void howToRun(CommandLineOptions user, OptionsBuilder options) {
    user.getBenchModes().forEach(options::mode);
    user.getWarmupIncludes().forEach(options::includeWarmup);
    given(user.getWarmupMode(), options::warmupMode);
    given(user.getTimeUnit(), options::timeUnit);
    given(user.getThreads(), options::threads);
    given(user.getThreadGroups(), options::threadGroups);
    given(user.shouldSyncIterations(), options::syncIterations);
    given(user.shouldDoGC(), options::shouldDoGC);
    given(user.shouldFailOnError(), options::shouldFailOnError);
  }

  private static void jvm(
      CommandLineOptions user, List<String> launchFlags, OptionsBuilder options) {
    List<String> first = new ArrayList<>(launchFlags);
    given(user.getJvm(), options::jvm);
    given(user.getJvmArgs(), args -> options.jvmArgs(array(args)));
    given(user.getJvmArgsAppend(), args -> options.jvmArgsAppend(array(args)));
    given(user.getJvmArgsPrepend(), first::addAll);
    options.jvmArgsPrepend(array(first));
  }

  /** Allocation is a column of the table, so it is always measured; a profiler runs once. */
  private static void profilers(CommandLineOptions user, OptionsBuilder options) {
    boolean gc = false;
    for (ProfilerConfig profiler : user.getProfilers()) {
      gc |= profiler.getKlass().equals(GC);
      options.addProfiler(profiler.getKlass(), profiler.getOpts());
    }
    if (!gc) {
      options.addProfiler(GC);
    }
  }

  private static <T> void given(Optional<T> value, Consumer<T> set) {
    if (value.hasValue()) {
      set.accept(value.get());
    }
  }

  private static String[] array(Collection<String> values) {
    return values.toArray(String[]::new);
  }
}
