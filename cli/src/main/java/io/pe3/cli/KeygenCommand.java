package io.pe3.cli;

import io.pe3.LaunchFlags;
import io.pe3.cli.line.FileException;
import io.pe3.cli.line.LineOutput;
import io.pe3.key.DataKey;
import io.pe3.key.KeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pe3 keygen}. */
@Command(
    name = "keygen",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Makes a new data key.",
    description = {
      "",
      "Out:  {\"keyid\":\"0x…\",\"key\":\"<64 hex digits>\"}, and \"scope\" when it is limited.",
      "",
      "Whoever holds the key can open and make payloads. The file is made with mode 0600 and",
      "is never written over; seal and open refuse a key file that others can read.",
      "",
      "A scope limits what the key is used for; a part that is left out is not limited. It",
      "is given as JSON or by single options, with the same meaning:",
      "  {\"realm\":R,\"uris\":[{\"match\":\"exact|prefix|wildcard\",\"uri\":U}],",
      "   \"flows\":[…],\"schemes\":[…],\"ciphers\":[…],\"expires\":SECONDS}",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  pe3 keygen --out key.json",
      "  pe3 keygen --out key.json --uri prefix:com.example. --expires 2030-01-01T00:00:00Z"
    })
final class KeygenCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = {
        "Write the key to FILE, which must not be there yet",
        "(default: standard output)."
      })
  private Path out;

  @Mixin private ScopeOptions scope;

  KeygenCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    LaunchFlags.require();
    try (DataKey key = DataKey.generate(scope.toScope(spec.commandLine()))) {
      if (out == null) {
        streams.print(KeyFile.toJson(key) + "\n");
      } else {
        write(key);
      }
    }
    return ExitCode.OK;
  }

  private void write(DataKey key) {
    try {
      KeyFile.write(out, key);
    } catch (IOException e) {
      throw FileException.io(
          "cannot write the key file (" + LineOutput.reason(e) + ")", "file", out);
    }
  }
}
