package io.pe3.cli;

import io.pe3.CallState;
import io.pe3.LaunchFlags;
import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.CleartextException;
import io.pe3.error.UriMismatchException;
import io.pe3.key.KeyRing;
import io.pe3.wamp.Attribute;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.session.MessageProtector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pe3 wamp unprotect}. */
@Command(
    name = "unprotect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header =
        "Opens WAMP messages: a protected EVENT, INVOCATION, RESULT or ERROR in, a clear one out.",
    description = {
      "",
      "Octets in on standard input, octets out on standard output. Both carriers are opened;",
      "Arguments and ArgumentsKw that are empty are left out. A run is one endpoint: with x_pe3",
      "nothing is opened twice, and results and errors belong to one call.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  pe3 wamp unprotect --session-serializer cbor --key key.json --realm realm1 \\",
      "    --uri com.example.temperature <event.cbor"
    })
final class WampUnprotectCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec private CommandSpec spec;

  @Mixin private WampOptions options;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = {
        "Key file made by pe3 keygen. Give it several times for",
        "several keys; the message's key id picks one."
      })
  private List<Path> keyFiles;

  @Option(
      names = "--uri",
      paramLabel = "URI",
      description = {
        "Of EVENT and INVOCATION what was subscribed or",
        "registered, exactly; without it Details have to name it.",
        "Of RESULT and ERROR the procedure, not the error."
      })
  private String uri;

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

  @Option(
      names = "--allow-clear",
      description = "Write messages that are not protected as they are.")
  private boolean allowClear;

  WampUnprotectCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    LaunchFlags.require();
    CommandLine command = spec.commandLine();
    Serializer session = options.session(command);
    String realm = options.realm(command);
    ReplyTo replyTo = options.replyTo(command);
    Set<AeadCipher> ciphers = ciphers(command);
    CallState state = new CallState();
    state.replyTo().set(replyTo);
    MessageView view = new MessageView(session);
    try (KeyRing keys = Keys.ring(keyFiles);
        MessageProtector protector =
            new MessageProtector(session, protection(command, keys, ciphers), realm)) {
      WampFrames.eachMessage(
          streams,
          options.framed(),
          message -> {
            view.wrap(new UnsafeBuffer(message), 0, message.length);
            if (!isProtected(view)) {
              return clear(message, view);
            }
            String expected = uri(command, view);
            return protector.unprotect(message, expected, hasCall(view) ? state : null);
          });
    }
    return ExitCode.OK;
  }

  private Protection protection(CommandLine command, KeyRing keys, Set<AeadCipher> ciphers) {
    return Protection.builder(keys)
        .scheme(options.scheme(command))
        .cipher(ciphers.iterator().next())
        .acceptCiphers(ciphers)
        .requireUri(requireUri)
        .build();
  }

  private byte[] clear(byte[] message, MessageView view) {
    if (!allowClear) {
      throw new CleartextException(
          "the message is not protected; --allow-clear writes such as they are",
          "type",
          view.type());
    }
    return message;
  }

  private static boolean isProtected(MessageView view) {
    return view.type().carriesPayload() && view.options().carrier() != Carrier.NONE;
  }

  /** Results and errors belong to a call, and of invocations those that follow the first. */
  private boolean hasCall(MessageView view) {
    return switch (view.type()) {
      case RESULT, ERROR -> true;
      case INVOCATION -> options.hasReplyTo();
      default -> false;
    };
  }

  /** The topic or procedure that is expected; empty for types that are refused anyway. */
  private String uri(CommandLine command, MessageView view) {
    MessageType type = view.type();
    if (type == MessageType.EVENT) {
      options.requireNoCall(command);
      return claimed(command, view, Attribute.TOPIC);
    }
    if (type == MessageType.INVOCATION) {
      return claimed(command, view, Attribute.PROCEDURE);
    }
    if (uri == null && (type == MessageType.RESULT || WampOptions.endsCall(view))) {
      throw new ParameterException(
          command, "a " + type + " does not name its procedure: add --uri PROCEDURE");
    }
    return uri == null ? "" : uri;
  }

  private String claimed(CommandLine command, MessageView view, Attribute attribute) {
    String claim = view.options().text(attribute);
    if (uri == null && claim == null) {
      throw new ParameterException(
          command, "Details have no " + attribute + ": add --uri URI for what is expected");
    }
    if (uri != null && claim != null && !uri.equals(claim)) {
      throw new UriMismatchException(
          "the message names another URI than was expected",
          "attribute",
          attribute,
          "expected",
          uri,
          "found",
          claim);
    }
    return uri == null ? claim : uri;
  }

  private Set<AeadCipher> ciphers(CommandLine command) {
    if (cipherNames == null) {
      return options.scheme(command).ciphers();
    }
    Set<AeadCipher> ciphers = EnumSet.noneOf(AeadCipher.class);
    for (String name : cipherNames) {
      ciphers.add(options.cipher(command, name));
    }
    return ciphers;
  }
}
