package io.pe3.gate.jmh;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.ResultFiles;
import io.pe3.gate.run.ForkSource;
import io.pe3.gate.run.Job;
import io.pe3.gate.run.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures forks with JMH, each in a run of its own, with the options that the benchmark's
 * annotations give its JVM. JMH's own results stay in a folder, one file per fork.
 */
public final class JmhForks implements ForkSource {
  private static final Pattern NAME = Pattern.compile("[0-9]{4,}-(base|head)\\.json");

  private final JmhJar base;
  private final JmhJar head;
  private final ForkSettings settings;
  private final boolean instructions;
  private final Path raw;
  private int number;

  /**
   * Prepares.
   *
   * @param base older version
   * @param head newer version
   * @param settings how long a fork runs
   * @param instructions whether to count them, by perf
   * @param raw folder for JMH's results, which exists
   */
  public JmhForks(JmhJar base, JmhJar head, ForkSettings settings, boolean instructions, Path raw) {
    this.base = base;
    this.head = head;
    this.settings = settings;
    this.instructions = instructions;
    this.raw = raw;
  }

  /**
   * Removes the results of an earlier run from a folder. Files of other names stay.
   *
   * @param raw folder for JMH's results, which exists
   * @throws GateException {@code io}
   */
  public static void clear(Path raw) {
    try (Stream<Path> files = Files.list(raw)) {
      for (Path file :
          files.filter(f -> NAME.matcher(f.getFileName().toString()).matches()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw GateException.io("cannot remove results of an earlier run", raw, e);
    }
  }

  @Override
  public List<CellResult> measure(Side side, Job job) {
    JmhJar jar = side == Side.BASE ? base : head;
    Path result = raw.resolve("%04d-%s.json".formatted(number++, side.text())).toAbsolutePath();
    Path log = raw.resolve("last.log");
    try {
      int exit = JavaProcess.run(command(jar, job, result), jar.folder(), log);
      if (exit != 0 || !Files.exists(result) || Files.size(result) == 0) {
        throw failed(side, job, log);
      }
    } catch (IOException e) {
      throw GateException.io("cannot run it", jar.file(), e);
    }
    return ResultFiles.read(result).cells();
  }

  private static GateException failed(Side side, Job job, Path log) throws IOException {
    String text = Files.readString(log, StandardCharsets.UTF_8);
    return new GateException(
        GateErrorCode.RUN_FAILED,
        "JMH ended without a result: " + JavaProcess.tail(text),
        "side",
        side.text(),
        "job",
        job.fullName());
  }

  private List<String> command(JmhJar jar, Job job, Path result) {
    List<String> command = new ArrayList<>(List.of("-jar", jar.file().toString()));
    command.add("^\\Q" + job.benchmark() + "\\E$");
    job.params().forEach((name, value) -> command.addAll(List.of("-p", name + "=" + value)));
    command.addAll(List.of("-f", "1", "-foe", "true", "-prof", "gc"));
    if (instructions) {
      command.addAll(List.of("-prof", "perfnorm:events=instructions:u"));
    }
    command.addAll(settings.options());
    command.addAll(List.of("-rf", "json", "-rff", result.toString()));
    return command;
  }
}
