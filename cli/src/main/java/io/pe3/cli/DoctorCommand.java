package io.pe3.cli;

import io.pe3.LaunchFlags;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.EngineTable;
import io.pe3.cli.calibrate.Calibrated;
import io.pe3.cli.calibrate.Calibration;
import io.pe3.cli.doctor.Examination;
import io.pe3.cli.doctor.FlatJson;
import io.pe3.cli.line.FileException;
import io.pe3.cli.line.LineOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pe3 doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Says what works on this machine, how fast, and what to do about the rest.",
    description = {
      "",
      "JDK, CPU, launch flags, cipher engines, zstd, one measured seal per cipher, the engine",
      "table, and what is known of other platforms. Exits with 1 when something that is needed",
      "is broken.",
      "",
      "With --calibrate it measures instead which engine is the fastest by cipher, direction,",
      "buffers and length, in JVMs of their own, and writes what it finds as an engine table:",
      "for EngineTable.read and the builders' engineTable, and for --engine-table here. Have",
      "the machine do nothing else meanwhile. Only engines that PE3 finds take part: a JCA",
      "provider that an application installs has to be installed here too, for example by",
      "PE3_JAVA_OPTS=-Djava.security.properties=FILE.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  pe3 doctor",
      "  pe3 doctor --calibrate --out engines.properties",
      "  pe3 doctor --engine-table engines.properties"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final Path USUAL_FILE = Path.of("pe3-engines.properties");

  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print the report as one JSON object.")
  private boolean json;

  @Option(
      names = "--engine-table",
      paramLabel = "FILE",
      description = "Examine with this engine table in the place of the built-in one.")
  private Path tableFile;

  @Option(names = "--calibrate", description = "Measure the engines and write an engine table.")
  private boolean calibrate;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = {
        "Write the table to FILE, which is made only when all was",
        "measured (default: pe3-engines.properties)."
      })
  private Path out;

  @Option(names = "--force", description = "Replace FILE if it is there already.")
  private boolean force;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = {
        "How long to measure altogether, 10 to 3600 (default: 60);",
        "shorter is less exact."
      })
  private Integer seconds;

  DoctorCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if (calibrate) {
      calibrate();
      return ExitCode.OK;
    }
    requireCalibrate("--out", out != null);
    requireCalibrate("--force", force);
    requireCalibrate("--seconds", seconds != null);
    EngineTable table = tableFile == null ? null : EngineTables.read(tableFile);
    Examination examination = Examination.of(VersionCommand.text(), table);
    streams.print(json ? examination.toJson() + "\n" : examination.toText());
    return examination.isHealthy() ? ExitCode.OK : ExitCode.FAILED;
  }

  private void requireCalibrate(String option, boolean given) {
    if (given) {
      throw new ParameterException(spec.commandLine(), option + " goes with --calibrate only");
    }
  }

  private void calibrate() throws IOException {
    if (tableFile != null) {
      throw new ParameterException(
          spec.commandLine(), "--calibrate makes a table; leave --engine-table out");
    }
    Duration time = time();
    LaunchFlags.require();
    AeadEngines engines = AeadEngines.standard();
    Calibration calibration = Calibration.of(engines);
    Path file = out == null ? USUAL_FILE : out;
    refuseToReplace(file);
    try (LineOutput output = LineOutput.open(file, streams.out())) {
      streams
          .err()
          .printf(
              "measuring the engines in %d JVMs, %d s; other work on the machine falsifies it%n",
              Calibration.jvms(time), time.toSeconds());
      Calibrated calibrated = calibration.measure(time);
      String text = calibrated.toFile(VersionCommand.text(), time, engines.reports());
      refuseToReplace(file);
      output.write(text.getBytes(StandardCharsets.UTF_8));
      output.commit();
      streams.print(json ? toJson(calibrated, file, time) : calibrated.toText() + howToUse(file));
    }
  }

  private Duration time() {
    Duration time = seconds == null ? Calibration.USUAL_TIME : Duration.ofSeconds(seconds);
    if (time.compareTo(Calibration.SHORTEST_TIME) < 0
        || time.compareTo(Calibration.LONGEST_TIME) > 0) {
      throw new ParameterException(
          spec.commandLine(), "--seconds " + seconds + " is not from 10 to 3600");
    }
    return time;
  }

  /** Looked at before the long part, and again after it. */
  private void refuseToReplace(Path file) {
    if (Files.isRegularFile(file) && !force) {
      throw FileException.io(
          "it is there already; name another by --out, or replace it with --force", "file", file);
    }
  }

  private static String toJson(Calibrated calibrated, Path file, Duration time) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("version", VersionCommand.text());
    report.put("file", file);
    report.put("jvms", Calibration.jvms(time));
    report.put("rows", calibrated.toList());
    return FlatJson.text(report) + "\n";
  }

  private static String howToUse(Path file) {
    return String.format(
        "%n%s is written. Use it by%n"
            + "  builder.engineTable(EngineTable.read(Path.of(\"%s\")))%n"
            + "  pe3 seal|open --engine-table %s …%n"
            + "  pe3 doctor --engine-table %s%n",
        file, file, file, file);
  }
}
