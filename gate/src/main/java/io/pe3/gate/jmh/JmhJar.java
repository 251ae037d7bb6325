package io.pe3.gate.jmh;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.run.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A jar whose main class is JMH's.
 *
 * @param file the jar; class path entries of its manifest stay beside it
 * @param folder that forks run in
 */
public record JmhJar(Path file, Path folder) {
  private static final Pattern PARAM = Pattern.compile("\\s+param \"(.+?)\" = \\{(.*)\\}");

  /** Makes the paths absolute, for a process that runs elsewhere. */
  public JmhJar {
    file = file.toAbsolutePath().normalize();
    folder = folder.toAbsolutePath().normalize();
  }

  /**
   * All that it can measure.
   *
   * @return each benchmark with each combination of its parameters' values
   * @throws GateException {@code no_benchmark} when it is not JMH's, {@code io} when it can't be
   *     started
   */
  public SortedSet<Job> jobs() {
    try {
      Path output = Files.createTempFile("pe3-gate", ".txt");
      try {
        int exit = JavaProcess.run(List.of("-jar", file.toString(), "-lp"), folder, output);
        String text = Files.readString(output, StandardCharsets.UTF_8);
        SortedSet<Job> jobs = parse(text);
        if (exit != 0 || jobs.isEmpty()) {
          throw new GateException(
              GateErrorCode.NO_BENCHMARK,
              "this jar lists no JMH benchmark: " + JavaProcess.tail(text),
              "jar",
              file);
        }
        return jobs;
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw GateException.io("cannot list its benchmarks", file, e);
    }
  }

  /** Reads what {@code -lp} prints: names, and below each its parameters with their values. */
  static SortedSet<Job> parse(String text) {
    SortedSet<Job> jobs = new TreeSet<>();
    List<SortedMap<String, String>> combinations = new ArrayList<>();
    String benchmark = null;
    for (String line : text.lines().toList()) {
      Matcher param = PARAM.matcher(line);
      if (param.matches() && benchmark != null) {
        combinations = crossed(combinations, param.group(1), param.group(2));
      } else if (isBenchmark(line)) {
        add(jobs, benchmark, combinations);
        benchmark = line.strip();
        combinations = List.of(new TreeMap<>());
      }
    }
    add(jobs, benchmark, combinations);
    return jobs;
  }

  private static boolean isBenchmark(String line) {
    String name = line.strip();
    return name.indexOf('.') > 0
        && Arrays.stream(name.split("\\.", -1))
            .allMatch(
                part ->
                    !part.isEmpty()
                        && Character.isJavaIdentifierStart(part.charAt(0))
                        && part.chars().allMatch(Character::isJavaIdentifierPart));
  }

  private static void add(
      SortedSet<Job> jobs, String benchmark, List<SortedMap<String, String>> combinations) {
    if (benchmark != null) {
      combinations.forEach(params -> jobs.add(new Job(benchmark, params)));
    }
  }

  private static List<SortedMap<String, String>> crossed(
      List<SortedMap<String, String>> combinations, String name, String values) {
    List<SortedMap<String, String>> crossed = new ArrayList<>();
    for (SortedMap<String, String> combination : combinations) {
      for (String value : values.split(", ", -1)) {
        SortedMap<String, String> more = new TreeMap<>(combination);
        more.put(name, value);
        crossed.add(more);
      }
    }
    return crossed;
  }
}
