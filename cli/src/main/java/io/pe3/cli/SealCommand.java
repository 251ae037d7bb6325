package io.pe3.cli;

import io.pe3.LaunchFlags;
import io.pe3.PayloadContext;
import io.pe3.PayloadScheme;
import io.pe3.PayloadSealer;
import io.pe3.PayloadSealerBuilder;
import io.pe3.SealedPayload;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.EngineTable;
import io.pe3.cli.line.ArgumentsLine;
import io.pe3.cli.line.SealedLine;
import io.pe3.codec.Serializer;
import io.pe3.envelope.ReplyTo;
import io.pe3.key.DataKey;
import io.pe3.sign.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pe3 seal}. */
@Command(
    name = "seal",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Seals arguments: one JSON object per line in, one sealed payload per line out.",
    description = {
      "",
      "In:   {\"args\":[…],\"kwargs\":{…}}, either may be absent. 1 is an integer and 1.0 a",
      "      float; integers have up to 4096 digits; a byte string is written as WAMP writes",
      "      it in JSON: \"\\u0000\" and base64. No object may name a member twice. Blank lines",
      "      are passed over.",
      "Out:  {\"options\":{\"ppt_scheme\":…,…},\"payload\":\"<base64>\"}",
      ""
    },
    footer = {
      "",
      "Example:",
      "  pe3 keygen --out key.json",
      "  echo '{\"args\":[21.5]}' \\",
      "    | pe3 seal --key key.json --realm realm1 --uri com.example.temperature"
    })
final class SealCommand implements Callable<Integer> {
  private static final String CBOR = "cbor";

  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "Key file made by pe3 keygen.")
  private Path keyFile;

  @Mixin private MessageOptions message;

  @Option(
      names = "--cipher",
      paramLabel = "CIPHER",
      defaultValue = "aes256gcm",
      description = {
        "aes256gcm (the default), xchacha20poly1305 or aegis256;",
        "with scheme wamp also xsalsa20poly1305."
      })
  private String cipherName;

  @Option(
      names = "--serializer",
      paramLabel = "NAME",
      defaultValue = CBOR,
      description = "cbor (the default); with x_pe3 also msgpack or json.")
  private String serializer;

  @Option(
      names = "--compress",
      paramLabel = "zstd[:LEVEL]",
      description = {
        "Compress before sealing, LEVEL 1 to 22 (default: 3).",
        "What does not shrink is sent as it is."
      })
  private String compress;

  @Option(
      names = "--dict",
      paramLabel = "FILE",
      description = "Compress with this zstd dictionary (x_pe3).")
  private Path dictionaryFile;

  @Option(
      names = "--sign",
      paramLabel = "SESSIONKEYFILE",
      description = {
        "Sign with this session key, made by pe3 keygen --session",
        "(x_pe3). Without it nobody can prove who wrote it."
      })
  private Path sessionKeyFile;

  @Option(names = "--pad", description = "Pad by Padmé, so that lengths tell little (x_pe3).")
  private boolean pad;

  @Option(names = "--message-keys", description = "A key of its own for each message (x_pe3).")
  private boolean messageKeys;

  @Mixin private LineFiles files;

  SealCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    LaunchFlags.require();
    CommandLine command = spec.commandLine();
    PayloadContext context = message.context(command);
    ReplyTo replyTo = message.replyTo(command);
    AeadCipher cipher = message.cipher(command, cipherName);
    message.requireHardened(command, "--dict", dictionaryFile != null);
    if (dictionaryFile != null && compress == null) {
      throw new ParameterException(command, "--dict is for compression: add --compress zstd");
    }
    message.requireHardened(command, "--sign", sessionKeyFile != null);
    message.requireHardened(command, "--pad", pad);
    message.requireHardened(command, "--message-keys", messageKeys);
    EngineTable table = message.engineTable();
    int level = compress == null ? 0 : Choices.zstdLevel(command, compress);
    Serializer payloadSerializer = serializer(command);
    try (DataKey key = Keys.read(keyFile);
        SessionKey signer = sessionKeyFile == null ? null : Keys.readSession(sessionKeyFile);
        PayloadSealer sealer = sealer(key, signer, cipher, payloadSerializer, table, level)) {
      ArgumentsLine arguments = new ArgumentsLine();
      SealedLine sealedLine = new SealedLine();
      files.eachLine(
          streams,
          (line, out) -> {
            arguments.read(line);
            sealer.inReplyTo(replyTo);
            SealedPayload sealed = sealer.seal(context, arguments.args(), arguments.kwargs());
            sealedLine.write(sealed, out);
          });
    }
    return ExitCode.OK;
  }

  private Serializer serializer(CommandLine command) {
    PayloadScheme scheme = message.scheme(command);
    if (scheme == PayloadScheme.WAMP && !serializer.equals(CBOR)) {
      throw new ParameterException(
          command,
          "scheme wamp takes cbor only, not --serializer " + serializer + "; leave it out");
    }
    for (Serializer each : Serializer.values()) {
      if (each.isParsed() && each.text().equals(serializer)) {
        return each;
      }
    }
    throw new ParameterException(
        command, "--serializer " + serializer + " is not known here; use cbor, msgpack or json");
  }

  private PayloadSealer sealer(
      DataKey key,
      SessionKey signer,
      AeadCipher cipher,
      Serializer format,
      EngineTable table,
      int level) {
    PayloadSealerBuilder builder =
        PayloadSealer.builder(key)
            .scheme(message.scheme(spec.commandLine()))
            .cipher(cipher)
            .serializer(format)
            .engineTable(table)
            .padding(pad)
            .messageKeys(messageKeys);
    if (signer != null) {
      builder.signer(signer);
    }
    if (compress != null) {
      builder.compression(level);
    }
    if (dictionaryFile != null) {
      builder.dictionaries(Dictionaries.read(List.of(dictionaryFile)));
    }
    return builder.build();
  }
}
