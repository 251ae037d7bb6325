package io.pe3.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code java -jar jmh/target/benchmarks.jar}, as JMH's users expect it. */
class BenchmarksJarIT {
  private static final File JAR = new File("target/benchmarks.jar").getAbsoluteFile();

  @Test
  void shouldListTheBenchmarks() throws IOException, InterruptedException {
    String text = java("-l");
    assertTrue(text.contains("io.pe3.bench.AeadBenchmark.seal"), text);
    assertTrue(text.contains("io.pe3.bench.ArgumentsBenchmark.openJacksonMapper"), text);
  }

  @Test
  void shouldGoOnAfterAPairThatDoesNotExist() throws IOException, InterruptedException {
    String text =
        java(
            "AeadBenchmark.seal",
            "-p",
            "size=64",
            "-p",
            "cipher=xsalsa20poly1305",
            "-p",
            "engine=tink,auto",
            "-f",
            "1",
            "-wi",
            "0",
            "-i",
            "1",
            "-r",
            "5ms",
            "-prof",
            "gc");
    assertTrue(text.contains("pair does not exist: tink with xsalsa20poly1305"), text);
    assertTrue(
        text.lines()
            .anyMatch(line -> line.startsWith("AeadBenchmark.seal ") && line.contains("auto")),
        text);
  }

  private static String java(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Djmh.ignoreLock=true", "-jar", JAR.getPath()));
    command.addAll(Arrays.asList(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text;
  }
}
