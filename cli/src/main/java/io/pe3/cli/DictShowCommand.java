package io.pe3.cli;

import io.pe3.LaunchFlags;
import io.pe3.compress.ZstdDictionary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pe3 dict show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    header = "Says what a dictionary is, and refuses what is none.",
    description = {
      "",
      "Out:  {\"dictionary\":ID,\"octets\":N,\"sha256\":HEX}, a line for each file. ID is what",
      "      messages name it by; it has to be the one of the octets. Dictionaries of raw",
      "      content have none and are refused.",
    },
    footer = {"", "Example:", "  pe3 dict show sensor.dict"})
final class DictShowCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Dictionaries to show.")
  private List<Path> files;

  DictShowCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    LaunchFlags.require();
    for (Path file : files) {
      streams.print(facts(Dictionaries.read(file)) + "}\n");
    }
    return ExitCode.OK;
  }

  /** What is known of a dictionary, as a JSON object whose end is left to the caller. */
  static String facts(ZstdDictionary dictionary) {
    byte[] sha256 = new byte[32];
    dictionary.sha256Octets().getBytes(0, sha256);
    return "{\"dictionary\":"
        + dictionary.id()
        + ",\"octets\":"
        + dictionary.length()
        + ",\"sha256\":\""
        + HexFormat.of().formatHex(sha256)
        + "\"";
  }
}
