package io.pe3.bench.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.ProfilerConfig;

class JmhOptionsTest {
  private static final Combination COMBINATION =
      new Combination("RawBenchmark.seal", Map.of("cipher", "aes256gcm", "size", "64"));

  @Test
  void shouldUseTheModesDefaults() throws CommandLineOptionException {
    Options options = merge();
    assertEquals(1, options.getForkCount().get());
    assertEquals(2, options.getWarmupIterations().get());
    assertEquals(3, options.getMeasurementIterations().get());
    assertEquals(250, options.getMeasurementTime().get().convertTo(TimeUnit.MILLISECONDS));
    assertEquals(List.of("gc"), profilers(options));
  }

  @Test
  void shouldLetTheUsersOptionsReplaceTheDefaults() throws CommandLineOptionException {
    Options options = merge("-f", "5", "-wi", "1", "-i", "7", "-r", "2s", "-w", "100ms", "-t", "2");
    assertEquals(5, options.getForkCount().get());
    assertEquals(1, options.getWarmupIterations().get());
    assertEquals(7, options.getMeasurementIterations().get());
    assertEquals(2000, options.getMeasurementTime().get().convertTo(TimeUnit.MILLISECONDS));
    assertEquals(100, options.getWarmupTime().get().convertTo(TimeUnit.MILLISECONDS));
    assertEquals(2, options.getThreads().get());
  }

  @Test
  void shouldGiveJmhTheGcProfilerOnceWhenTheUserNamesItToo() throws CommandLineOptionException {
    assertEquals(List.of("gc"), profilers(merge("-prof", "gc")));
  }

  @Test
  void shouldMeasureAllocationBesidesTheUsersProfiler() throws CommandLineOptionException {
    assertEquals(List.of("stack", "gc"), profilers(merge("-prof", "stack")));
  }

  @Test
  void shouldPutTheLaunchFlagsBeforeTheUsersJvmArguments() throws CommandLineOptionException {
    Options options = merge("-jvmArgsPrepend", "-Xmx1g", "-jvmArgs", "-Xms1g");
    assertEquals(List.of("--flag", "-Xmx1g"), list(options.getJvmArgsPrepend().get()));
    assertEquals(List.of("-Xms1g"), list(options.getJvmArgs().get()));
  }

  @Test
  void shouldRunNothingButTheCombination() throws CommandLineOptionException {
    Options options = merge("-p", "size=1024", "Aead");
    assertEquals(List.of("^\\Qio.pe3.bench.RawBenchmark.seal\\E$"), options.getIncludes());
    assertEquals(List.of("64"), list(options.getParameter("size").get()));
  }

  @Test
  void shouldKeepResultFilesToItself() throws CommandLineOptionException {
    Options options = merge("-rf", "csv", "-rff", "x.csv", "-o", "log.txt");
    assertFalse(options.getResult().hasValue());
    assertFalse(options.getResultFormat().hasValue());
    assertFalse(options.getOutput().hasValue());
  }

  private static Options merge(String... user) throws CommandLineOptionException {
    return JmhOptions.merge(
        BenchMode.QUICK, new CommandLineOptions(user), List.of("--flag"), COMBINATION);
  }

  private static List<String> profilers(Options options) {
    return options.getProfilers().stream().map(ProfilerConfig::getKlass).toList();
  }

  private static List<String> list(Collection<String> values) {
    return List.copyOf(values);
  }
}
