package io.pe3.gate.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine that measured. Times of two machines can't be compared.
 *
 * @param cpu model, as the system names it
 * @param processors that the JVM may use
 * @param memoryMib of the machine, in MiB; 0 when the system does not say
 * @param os name and version
 * @param arch architecture
 */
public record Machine(String cpu, int processors, long memoryMib, String os, String arch) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

  /**
   * Describes the machine that this runs on.
   *
   * @return what the system says; the architecture stands for a CPU that it does not name
   */
  public static Machine here() {
    String arch = System.getProperty("os.arch");
    String memory = field(MEMORY_INFO, "MemTotal", "0 kB");
    return new Machine(
        field(CPU_INFO, "model name", arch),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(memory.split(" ", 2)[0]) >> 10,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        arch);
  }

  private static String field(Path file, String name, String otherwise) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
