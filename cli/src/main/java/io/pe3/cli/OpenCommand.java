package io.pe3.cli;

import io.pe3.CallState;
import io.pe3.LaunchFlags;
import io.pe3.OpenedPayload;
import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.EngineTable;
import io.pe3.cli.line.OpenedLine;
import io.pe3.cli.line.SealedLine;
import io.pe3.envelope.ReplyTo;
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
      "Out:  {\"uri\":…,\"args\":[…],\"kwargs\":{…}}; with x_pe3 also \"sender\" and \"counter\",",
      "      which joined are the --reply-to of what answers a call, and \"signer\" if it is",
      "      signed. With wamp uri is null when there is none inside.",
      "      1.0 stays 1.0; byte strings are \"\\u0000\" and base64; NaN and infinities,",
      "      which JSON has not, become null, with a warning.",
      "",
      "A line that does not open ends the run; the lines before it are printed. With",
      "--keep-going it is reported on standard error, the run goes on, and ends with exit 1.",
      "",
      "With x_pe3 a run is one endpoint: no line opens twice. Events and calls arrive by the",
      "subscription or registration of --uri; results and errors belong to the one call that",
      "--reply-to names, or, without it, to a call that was not sealed with x_pe3.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  pe3 open --key key.json --realm realm1 --uri com.example.temperature <sealed.ndjson"
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

  @Option(
      names = "--require-uri",
      description = "Refuse a payload of scheme wamp with no URI inside.")
  private boolean requireUri;

  @Option(names = "--require-signed", description = "Refuse a payload that is not signed (x_pe3).")
  private boolean requireSigned;

  @Option(
      names = "--dict",
      paramLabel = "FILE",
      description = {
        "A zstd dictionary that payloads may name; may be given",
        "several times (x_pe3)."
      })
  private List<Path> dictionaryFiles = List.of();

  @Option(
      names = "--keep-going",
      description = {
        "Report a line that does not open and go on; the run ends",
        "with exit 1 then."
      })
  private boolean keepGoing;

  @Mixin private LineFiles files;

  OpenCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    LaunchFlags.require();
    CommandLine command = spec.commandLine();
    PayloadContext context = message.context(command);
    CallState call = message.hasCall(command) ? new CallState() : null;
    ReplyTo replyTo = message.replyTo(command);
    if (call != null) {
      call.replyTo().set(replyTo);
    }
    message.requireHardened(command, "--require-signed", requireSigned);
    message.requireHardened(command, "--dict", !dictionaryFiles.isEmpty());
    Set<AeadCipher> ciphers = ciphers(command);
    EngineTable table = message.engineTable();
    try (KeyRing keys = Keys.ring(keyFiles);
        PayloadOpener opener = opener(keys, ciphers, table)) {
      SealedLine sealedLine = new SealedLine();
      OpenedLine openedLine = new OpenedLine();
      return files.eachLine(
          streams,
          keepGoing,
          (line, out) -> {
            sealedLine.read(line);
            OpenedPayload opened =
                opener.open(sealedLine.attributes(), context, call, sealedLine.payload());
            int replaced = openedLine.write(opened, opener, out);
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
  }

  private PayloadOpener opener(KeyRing keys, Set<AeadCipher> ciphers, EngineTable table) {
    return PayloadOpener.builder(keys)
        .schemes(message.scheme(spec.commandLine()))
        .ciphers(ciphers)
        .engineTable(table)
        .requireUri(requireUri)
        .requireSigned(requireSigned)
        .dictionaries(Dictionaries.read(dictionaryFiles))
        .build();
  }

  private Set<AeadCipher> ciphers(CommandLine command) {
    if (cipherNames == null) {
      return message.scheme(command).ciphers();
    }
    Set<AeadCipher> ciphers = EnumSet.noneOf(AeadCipher.class);
    for (String name : cipherNames) {
      ciphers.add(message.cipher(command, name));
    }
    return ciphers;
  }
}
