package io.pe3.cli;

import io.pe3.cli.doctor.Examination;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
      "JDK, CPU, launch flags, cipher engines, zstd, one measured seal per cipher, and what",
      "is known of other platforms. Exits with 1 when something that is needed is broken.",
      ""
    })
final class DoctorCommand implements Callable<Integer> {
  private final Streams streams;

  @Option(names = "--json", description = "Print the report as one JSON object.")
  private boolean json;

  DoctorCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Examination examination = Examination.of(VersionCommand.text());
    streams.print(json ? examination.toJson() + "\n" : examination.toText());
    return examination.isHealthy() ? ExitCode.OK : ExitCode.FAILED;
  }
}
