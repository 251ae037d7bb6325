package io.pe3.bench;

import io.pe3.bench.BenchArguments.BadUse;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Where JMH's results go: PE3's {@code --json} and JMH's own {@code -rf} and {@code -rff}. */
final class ResultFiles {
  private final Map<Path, ResultFormatType> files = new LinkedHashMap<>();

  private ResultFiles() {}

  /** Creates the files now: nobody measures for minutes to learn that a folder is missing. */
  static ResultFiles open(BenchArguments arguments) throws BadUse {
    ResultFiles results = new ResultFiles();
    arguments.json().ifPresent(file -> results.files.put(file, ResultFormatType.JSON));
    CommandLineOptions jmh = arguments.jmh();
    if (jmh.getResult().hasValue() || jmh.getResultFormat().hasValue()) {
      ResultFormatType type = jmh.getResultFormat().orElse(ResultFormatType.CSV);
      String usual = "jmh-result." + type.name().toLowerCase(Locale.ROOT);
      results.files.put(Path.of(jmh.getResult().orElse(usual)), type);
    }
    for (Path file : results.files.keySet()) {
      try {
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
      } catch (IOException e) {
        throw new BadUse("results cannot be written to " + file + " (" + e + ")");
      }
    }
    return results;
  }

  void write(Collection<RunResult> measured, PrintStream out) {
    files.forEach(
        (file, type) -> {
          ResultFormatFactory.getInstance(type, file.toString()).writeOut(measured);
          out.println("results: " + file);
        });
  }
}
