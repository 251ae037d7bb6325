package io.pe3.cli;

import io.pe3.PayloadScheme;
import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.MalformedException;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.MessageView;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that protecting and opening messages share; wrong ones end in exit 2. */
final class WampOptions {
  @Option(
      names = "--session-serializer",
      required = true,
      paramLabel = "S",
      description = "Serializer of the messages: cbor, msgpack or json.")
  private String session;

  @Option(
      names = "--scheme",
      paramLabel = "SCHEME",
      defaultValue = "x_pe3",
      description = {
        "x_pe3 (the default), which binds realm, flow, URI and",
        "call, or wamp, which other implementations know too."
      })
  private String schemeName;

  @Option(
      names = "--realm",
      paramLabel = "REALM",
      description = {
        "Realm of the session. Required with x_pe3; with wamp",
        "only for keys whose scope has one."
      })
  private String realm;

  @Option(
      names = "--reply-to",
      paramLabel = "HEX48",
      description = {
        "The call that results, errors and later calls are tied",
        "to: its sender and counter, octets 2 to 25 of the call's",
        "payload. Without it the call was not sealed with x_pe3."
      })
  private String replyTo;

  @Option(
      names = "--framed",
      description = {
        "Many messages, each with the 4-octet header of RawSocket;",
        "pings and pongs pass. Without it the input is one message."
      })
  private boolean framed;

  Serializer session(CommandLine command) {
    return session(command, "--session-serializer", session);
  }

  /** A session serializer by its name. */
  static Serializer session(CommandLine command, String option, String name) {
    for (Serializer each : Serializer.values()) {
      if (each.isParsed() && each.text().equals(name)) {
        return each;
      }
    }
    throw new ParameterException(
        command, option + " " + name + " is not known; use cbor, msgpack or json");
  }

  PayloadScheme scheme(CommandLine command) {
    for (PayloadScheme scheme : PayloadScheme.values()) {
      if (scheme.text().equals(schemeName)) {
        return scheme;
      }
    }
    throw new ParameterException(
        command, "--scheme " + schemeName + " is not known; use --scheme x_pe3 or --scheme wamp");
  }

  String realm(CommandLine command) {
    if (realm == null && scheme(command) == PayloadScheme.X_PE3) {
      throw new ParameterException(
          command, "scheme x_pe3 binds the realm: add --realm R, or use --scheme wamp");
    }
    return realm;
  }

  /** Refuses a cipher that the scheme has not. */
  AeadCipher cipher(CommandLine command, String name) {
    AeadCipher cipher = Choices.cipher(command, name);
    PayloadScheme scheme = scheme(command);
    if (!scheme.ciphers().contains(cipher)) {
      String names =
          scheme.ciphers().stream().map(AeadCipher::text).collect(Collectors.joining(", "));
      throw new ParameterException(
          command,
          "scheme "
              + scheme
              + " has no "
              + name
              + ": use --cipher "
              + names
              + ", or --scheme wamp");
    }
    return cipher;
  }

  boolean hasReplyTo() {
    return replyTo != null;
  }

  /** The call that the messages are tied to; empty for none. */
  ReplyTo replyTo(CommandLine command) {
    if (replyTo == null) {
      return new ReplyTo();
    }
    if (scheme(command) == PayloadScheme.WAMP) {
      throw new ParameterException(
          command, "--reply-to is not for scheme wamp; leave it out, or use --scheme x_pe3");
    }
    try {
      return ReplyTo.parse(replyTo);
    } catch (MalformedException e) {
      throw new ParameterException(
          command,
          "--reply-to takes 48 hexadecimal digits: the sender and then the counter of the call",
          e);
    }
  }

  /** Whether a message is an ERROR of the kind that is protected: others have no procedure. */
  static boolean endsCall(MessageView view) {
    if (view.type() != MessageType.ERROR) {
      return false;
    }
    MessageType ended = MessageType.of(view.id(0));
    return ended == MessageType.CALL || ended == MessageType.INVOCATION;
  }

  boolean framed() {
    return framed;
  }

  /** Refuses a call for what belongs to none. */
  void requireNoCall(CommandLine command) {
    if (replyTo != null) {
      throw new ParameterException(
          command, "--reply-to is for calls, results and errors; an event replies to no call");
    }
  }
}
