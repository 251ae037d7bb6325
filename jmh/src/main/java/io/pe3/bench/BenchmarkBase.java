package io.pe3.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Settings of every benchmark. The flags stand here because forks inherit no manifest. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsPrepend = {
      BenchmarkBase.EXPORTS,
      BenchmarkBase.NATIVE_ACCESS,
      BenchmarkBase.UNSAFE_MEMORY_ACCESS
    })
public abstract class BenchmarkBase {
  static final String EXPORTS = "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED";
  static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";
  static final String UNSAFE_MEMORY_ACCESS = "--sun-misc-unsafe-memory-access=allow";

  /** All of them, for JVMs that JMH's annotation does not reach. */
  static final List<String> LAUNCH_FLAGS = List.of(EXPORTS, NATIVE_ACCESS, UNSAFE_MEMORY_ACCESS);

  /** For subclasses. */
  protected BenchmarkBase() {}
}
