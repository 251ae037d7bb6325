package io.pe3.cli;

import io.pe3.LaunchFlags;
import io.pe3.OpenedPayload;
import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.aead.AeadCipher;
import io.pe3.cli.line.OpenedLine;
import io.pe3.cli.line.SealedLine;
import io.pe3.key.KeyRing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pe3 open}. */
@Command(
    name = "open",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Opens sealed payloads: the inverse of seal, line by line.",
    description = {
      "",
      "In:   {\"options\":{\"ppt_scheme\":…,…},\"payload\":\"<base64>\"}",
      "Out:  {\"uri\":…,\"args\":[…],\"kwargs\":{…}}; uri is null when there is none inside.",
      "      1.0 stays 1.0; byte strings are \"\\u0000\" and base64; NaN and infinities,",
      "      which JSON has not, become null, with a warning.",
      "",
      "A line that does not open ends the run; the lines before it are printed.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  pe3 open --key key.json --uri com.example.temperature <sealed.ndjson"
    })
final class OpenCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = {
        "Key file made by pe3 keygen. Give it several times for",
        "several keys; ppt_keyid picks one."
      })
  private List<Path> keyFiles;

  @Mixin private MessageOptions message;

  @Option(
      names = "--cipher",
      paramLabel = "CIPHER",
      description = {
        "Accept this cipher only; may be given several times",
        "(default: every cipher of the scheme)."
      })
  private List<String> cipherNames;

  @Option(names = "--require-uri", description = "Refuse a payload with no URI inside.")
  private boolean requireUri;

  @Mixin private LineFiles files;

  OpenCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    LaunchFlags.require();
    PayloadContext context = message.context(spec.commandLine());
    Set<AeadCipher> ciphers = ciphers(spec.commandLine());
    try (KeyRing keys = Keys.ring(keyFiles);
        PayloadOpener opener =
            PayloadOpener.builder(keys).ciphers(ciphers).requireUri(requireUri).build()) {
      SealedLine sealedLine = new SealedLine();
      OpenedLine openedLine = new OpenedLine();
      files.eachLine(
          streams,
          (line, out) -> {
            sealedLine.read(line);
            OpenedPayload opened =
                opener.open(sealedLine.attributes(), context, sealedLine.payload());
            int replaced = openedLine.write(opened, out);
            if (replaced > 0) {
              streams.warn(
                  "line="
                      + line.number()
                      + " values="
                      + replaced
                      + ": JSON has no NaN and no infinities; printed as null");
            }
          });
    }
    return ExitCode.OK;
  }

  private Set<AeadCipher> ciphers(CommandLine command) {
    if (cipherNames == null) {
      return EnumSet.allOf(AeadCipher.class);
    }
    Set<AeadCipher> ciphers = EnumSet.noneOf(AeadCipher.class);
    for (String name : cipherNames) {
      ciphers.add(Choices.cipher(command, name));
    }
    return ciphers;
  }
}
