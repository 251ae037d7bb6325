package io.pe3.bench.report;

import io.pe3.aead.AeadCipher;
import io.pe3.bench.pipeline.Pe3Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the figures were measured on. */
public final class Machine {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Machine() {}

  /**
   * Describes it.
   *
   * @return lines to print above a table
   */
  public static String describe() {
    Runtime runtime = Runtime.getRuntime();
    return String.format(
        "machine: %s, %d processors, %s %s%n"
            + "JVM:     %s %s, default heap %d MiB%n"
            + "PE3:     %s%n",
        cpu(),
        runtime.availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.vm.name"),
        System.getProperty("java.runtime.version"),
        runtime.maxMemory() >> 20,
        engines());
  }

  /**
   * Describes it for a report.
   *
   * @return what it is by name, in order
   */
  public static SequencedMap<String, String> facts() {
    Runtime runtime = Runtime.getRuntime();
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "Machine",
        String.format(
            "%s, %d processors, %s %s, %s",
            cpu(),
            runtime.availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")));
    facts.put("Default heap", (runtime.maxMemory() >> 20) + " MiB");
    facts.put("PE3 engines", engines());
    return facts;
  }

  private static String engines() {
    return Arrays.stream(AeadCipher.values())
        .map(cipher -> cipher.text() + " by " + Pe3Engines.chosen(cipher).orElse("none"))
        .collect(Collectors.joining(", "));
  }

  private static String cpu() {
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
