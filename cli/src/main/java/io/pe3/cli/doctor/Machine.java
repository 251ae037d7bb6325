package io.pe3.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The JDK, the operating system and the CPU. */
final class Machine {
  private static final String SECTION = "Machine";

  /** What makes ciphers fast, by its Linux name and, on arm64 and macOS, other names. */
  private static final List<String> FEATURES =
      List.of(
          "aes",
          "pclmulqdq",
          "vaes",
          "vpclmulqdq",
          "ssse3",
          "avx2",
          "avx512f",
          "sha_ni",
          "pmull",
          "sha2",
          "asimd");

  private Machine() {}

  static List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.ok(
            SECTION,
            "JDK",
            String.format(
                "%s (%s) in %s",
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("java.home"))));
    findings.add(
        Finding.ok(
            SECTION,
            "system",
            String.format(
                "%s %s %s%s",
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                libc())));
    findings.add(cpu());
    return findings;
  }

  /** Native libraries are built for one libc. */
  private static String libc() {
    if (!isOs("linux")) {
      return "";
    }
    try (Stream<Path> files = Files.list(Path.of("/lib"))) {
      return files.anyMatch(f -> f.getFileName().toString().startsWith("ld-musl-"))
          ? ", musl"
          : ", glibc";
    } catch (IOException e) {
      return "";
    }
  }

  private static Finding cpu() {
    Set<String> flags = cpuFlags();
    if (flags.isEmpty()) {
      return Finding.note(
          SECTION,
          "CPU",
          "this system does not say what its CPU can do; the timings below do",
          null);
    }
    List<String> present = FEATURES.stream().filter(flags::contains).toList();
    List<String> absent = missing(flags);
    String text = String.join(" ", present) + (absent.isEmpty() ? "" : "; not: " + join(absent));
    if (flags.contains("aes")) {
      return Finding.ok(SECTION, "CPU", text);
    }
    return Finding.note(
        SECTION,
        "CPU",
        "no AES instructions; " + text,
        "aes256gcm and aegis256 are slow here; xsalsa20poly1305 and xchacha20poly1305 are not");
  }

  private static List<String> missing(Set<String> flags) {
    boolean arm = flags.contains("asimd") || flags.contains("pmull");
    List<String> wanted =
        arm
            ? List.of("aes", "pmull", "sha2")
            : List.of("aes", "pclmulqdq", "vaes", "vpclmulqdq", "avx2", "avx512f", "sha_ni");
    return wanted.stream().filter(name -> !flags.contains(name)).toList();
  }

  private static String join(List<String> names) {
    return String.join(" ", names);
  }

  private static Set<String> cpuFlags() {
    try {
      if (isOs("linux")) {
        return linuxFlags(Path.of("/proc/cpuinfo"));
      }
      return isOs("mac") ? macFlags() : Set.of();
    } catch (IOException e) {
      return Set.of();
    }
  }

  private static Set<String> linuxFlags(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
          .findFirst()
          .map(line -> words(line.substring(line.indexOf(':') + 1)))
          .orElse(Set.of());
    }
  }

  private static Set<String> macFlags() throws IOException {
    Process sysctl = new ProcessBuilder("/usr/sbin/sysctl", "-a").redirectErrorStream(true).start();
    String text;
    try (InputStream output = sysctl.getInputStream()) {
      text = new String(output.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    Set<String> flags = new HashSet<>();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("machdep.cpu.features:") || line.startsWith("machdep.cpu.leaf7_feat")) {
        flags.addAll(words(line.substring(line.indexOf(':') + 1)));
      } else if (line.startsWith("hw.optional.arm.FEAT_") && line.endsWith(": 1")) {
        String name = line.substring("hw.optional.arm.FEAT_".length(), line.indexOf(':'));
        flags.add(name.toLowerCase(Locale.ROOT).replace("sha256", "sha2"));
        flags.add("asimd");
      }
    }
    return flags;
  }

  private static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)));
  }

  private static boolean isOs(String start) {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith(start);
  }
}
