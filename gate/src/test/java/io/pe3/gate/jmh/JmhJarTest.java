package io.pe3.gate.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.gate.error.GateException;
import io.pe3.gate.run.Job;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhJarTest {
  @Test
  void shouldCrossTheParametersOfEachBenchmark() {
    String listing =
        """
        WARNING: sun.misc.Unsafe is deprecated.
        Benchmarks:\s
        a.b.Codec.read
        a.b.Seal.run
          param "size" = {64, 1024}
          param "engine" = {auto, jca:SunJCE}
        """;
    assertEquals(
        List.of(
            "a.b.Codec.read",
            "a.b.Seal.run[engine=auto,size=1024]",
            "a.b.Seal.run[engine=auto,size=64]",
            "a.b.Seal.run[engine=jca:SunJCE,size=1024]",
            "a.b.Seal.run[engine=jca:SunJCE,size=64]"),
        JmhJar.parse(listing).stream().map(Job::fullName).toList());
    assertEquals(
        new Job("a.b.Seal.run", new TreeMap<>(Map.of("size", "64", "engine", "auto"))),
        JmhJar.parse(listing).stream().skip(2).findFirst().orElseThrow());
  }

  @Test
  void shouldReadIterations() {
    assertEquals(new ForkSettings.Iterations(5, 200), ForkSettings.Iterations.parse("5x200ms"));
    assertEquals(Duration.ofMillis(4200), ForkSettings.USUAL.duration());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "0x200ms", "5x200", "5x0ms", "-1x5ms", "5 x 200ms"})
  void shouldRefuseOtherIterations(String text) {
    assertThrows(GateException.class, () -> ForkSettings.Iterations.parse(text));
  }
}
