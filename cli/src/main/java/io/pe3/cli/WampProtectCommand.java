package io.pe3.cli;

import io.pe3.LaunchFlags;
import io.pe3.PayloadScheme;
import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.envelope.ReplyTo;
import io.pe3.key.DataKey;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.ProtectionBuilder;
import io.pe3.wamp.session.MessageProtector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pe3 wamp protect}. */
@Command(
    name = "protect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header =
        "Protects WAMP messages: a clear PUBLISH, CALL, YIELD or ERROR in, a protected one out.",
    description = {
      "",
      "Octets in on standard input, octets out on standard output. What is never protected",
      "(wamp., crossbar. and pe3.key. URIs, errors that end no call, other types) and what is",
      "protected already is refused, and nothing is written.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  pe3 wamp protect --session-serializer cbor --key key.json --realm realm1 <publish.cbor"
    })
final class WampProtectCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec private CommandSpec spec;

  @Mixin private WampOptions options;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "Key file made by pe3 keygen.")
  private Path keyFile;

  @Option(
      names = "--uri",
      paramLabel = "URI",
      description = {
        "Topic or procedure. Needed for YIELD and ERROR (the",
        "procedure, not the error), which don't carry it."
      })
  private String uri;

  @Option(
      names = "--carrier",
      paramLabel = "CARRIER",
      defaultValue = "ppt",
      description = "ppt (the default) or enc.")
  private String carrierName;

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
      defaultValue = "cbor",
      description = "Of the payload: cbor (the default); with x_pe3 also msgpack or json.")
  private String serializerName;

  @Option(
      names = "--compress",
      paramLabel = "zstd[:LEVEL]",
      description = {
        "Compress before sealing, LEVEL 1 to 22 (default: 3).",
        "What does not shrink is sent as it is."
      })
  private String compress;

  WampProtectCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    LaunchFlags.require();
    CommandLine command = spec.commandLine();
    Serializer session = options.session(command);
    String realm = options.realm(command);
    ReplyTo replyTo = options.replyTo(command);
    Carrier carrier = carrier(command);
    AeadCipher cipher = options.cipher(command, cipherName);
    Serializer format = format(command);
    int level = compress == null ? 0 : Choices.zstdLevel(command, compress);
    MessageView view = new MessageView(session);
    try (DataKey key = Keys.read(keyFile)) {
      ProtectionBuilder protection =
          Protection.builder(key).scheme(options.scheme(command)).cipher(cipher).serializer(format);
      if (level > 0) {
        protection.compression(level);
      }
      try (MessageProtector protector = new MessageProtector(session, protection.build(), realm)) {
        WampFrames.eachMessage(
            streams,
            options.framed(),
            message -> {
              view.wrap(new UnsafeBuffer(message), 0, message.length);
              return protector.protect(message, carrier, uri(command, view), replyTo);
            });
      }
    }
    return ExitCode.OK;
  }

  /** The topic or procedure of a message; empty for types that are refused anyway. */
  private String uri(CommandLine command, MessageView view) {
    MessageType type = view.type();
    if (type == MessageType.PUBLISH || type == MessageType.CALL) {
      if (type == MessageType.PUBLISH) {
        options.requireNoCall(command);
      }
      String own = view.uri();
      if (uri != null && !uri.equals(own)) {
        throw new ParameterException(
            command, "the message is for " + own + ", not for --uri " + uri + "; leave it out");
      }
      return own;
    }
    if (uri == null && (type == MessageType.YIELD || WampOptions.endsCall(view))) {
      throw new ParameterException(
          command, "a " + type + " does not name its procedure: add --uri PROCEDURE");
    }
    return uri == null ? "" : uri;
  }

  private Carrier carrier(CommandLine command) {
    for (Carrier carrier : new Carrier[] {Carrier.PPT, Carrier.ENC}) {
      if (carrier.text().equals(carrierName)) {
        return carrier;
      }
    }
    throw new ParameterException(
        command, "--carrier " + carrierName + " is not known; use ppt or enc");
  }

  private Serializer format(CommandLine command) {
    for (Serializer each : Serializer.values()) {
      if (each.isParsed() && each.text().equals(serializerName)) {
        if (each != Serializer.CBOR && options.scheme(command) == PayloadScheme.WAMP) {
          throw new ParameterException(
              command,
              "scheme wamp takes cbor only, not --serializer " + serializerName + "; leave it out");
        }
        return each;
      }
    }
    throw new ParameterException(
        command,
        "--serializer " + serializerName + " is not known here; use cbor, msgpack or json");
  }
}
