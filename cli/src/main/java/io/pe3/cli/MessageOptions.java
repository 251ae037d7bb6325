package io.pe3.cli;

import io.pe3.PayloadContext;
import io.pe3.PayloadScheme;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.EngineTable;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.MalformedException;
import io.pe3.key.Flow;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which message a payload belongs to; wrong ones end in exit 2. */
final class MessageOptions {
  private static final String X_PE3 = "x_pe3";

  @Option(
      names = "--uri",
      required = true,
      paramLabel = "URI",
      description = {
        "Topic or procedure. A payload that was sealed for",
        "another one is refused."
      })
  private String uri;

  @Option(
      names = "--scheme",
      paramLabel = "SCHEME",
      defaultValue = X_PE3,
      description = {
        "x_pe3 (the default), which binds realm, flow, URI and",
        "call, or wamp, which other implementations know too."
      })
  private String schemeName;

  @Option(
      names = "--realm",
      paramLabel = "REALM",
      description = {
        "Realm of the message. Required with x_pe3; with wamp",
        "only for keys whose scope has one."
      })
  private String realm;

  @Option(
      names = "--flow",
      paramLabel = "FLOW",
      description = {
        "event (the default with x_pe3), call, call-progress,",
        "result, result-progress or error."
      })
  private String flowName;

  @Option(
      names = "--error-uri",
      paramLabel = "URI",
      description = "Error URI: with --flow error, and only then.")
  private String errorUri;

  @Option(
      names = "--reply-to",
      paramLabel = "HEX48",
      description = {
        "The call that results, errors and later calls are tied",
        "to: sender and counter that open printed for it. Without",
        "it the call was not sealed with x_pe3."
      })
  private String replyTo;

  @Option(
      names = "--engine-table",
      paramLabel = "FILE",
      description = {"Choose engines by this table, which pe3 doctor", "--calibrate wrote."})
  private Path engineTableFile;

  /** The table to choose engines by, or null for the one that is built in. */
  EngineTable engineTable() {
    return engineTableFile == null ? null : EngineTables.read(engineTableFile);
  }

  /** The scheme. */
  PayloadScheme scheme(CommandLine command) {
    for (PayloadScheme scheme : PayloadScheme.values()) {
      if (scheme.text().equals(schemeName)) {
        return scheme;
      }
    }
    throw new ParameterException(
        command, "--scheme " + schemeName + " is not known; use --scheme x_pe3 or --scheme wamp");
  }

  /** What the key's scope and the payload are checked against. */
  PayloadContext context(CommandLine command) {
    PayloadScheme scheme = scheme(command);
    if (uri.isEmpty()) {
      throw new ParameterException(command, "--uri is empty; name a topic or procedure");
    }
    PayloadContext context = PayloadContext.of(uri);
    if (scheme == PayloadScheme.WAMP) {
      requireHardened(command, "--error-uri", errorUri != null);
      requireHardened(command, "--reply-to", replyTo != null);
      context = realm == null ? context : context.withRealm(realm);
      return flowName == null ? context : context.withFlow(flow(command));
    }
    if (realm == null) {
      throw new ParameterException(
          command, "scheme x_pe3 binds the realm: add --realm R, or use --scheme wamp");
    }
    Flow flow = flow(command);
    context = context.withRealm(realm).withFlow(flow);
    if (flow == Flow.ERROR && errorUri == null) {
      throw new ParameterException(
          command, "--flow error binds the error URI: add --error-uri URI");
    }
    if (flow != Flow.ERROR && errorUri != null) {
      throw new ParameterException(
          command, "--error-uri goes with --flow error only, not with --flow " + flow);
    }
    return errorUri == null ? context : context.withErrorUri(errorUri);
  }

  /** The call that the message is tied to; empty for none. */
  ReplyTo replyTo(CommandLine command) {
    if (replyTo == null) {
      return new ReplyTo();
    }
    if (flow(command) == Flow.EVENT) {
      throw new ParameterException(
          command, "--reply-to is for calls, results and errors; an event replies to no call");
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

  /** Whether the message is one of a call in flight. */
  boolean hasCall(CommandLine command) {
    Flow flow = flow(command);
    boolean first = flow == Flow.EVENT || flow == Flow.CALL || flow == Flow.CALL_PROGRESS;
    return scheme(command) == PayloadScheme.X_PE3 && (replyTo != null || !first);
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

  /** Refuses an option that scheme wamp has no place for. */
  void requireHardened(CommandLine command, String option, boolean given) {
    if (given && scheme(command) == PayloadScheme.WAMP) {
      throw new ParameterException(
          command, option + " is not for scheme wamp; leave it out, or use --scheme x_pe3");
    }
  }

  private Flow flow(CommandLine command) {
    if (flowName == null) {
      return Flow.EVENT;
    }
    try {
      return Flow.of(flowName);
    } catch (MalformedException e) {
      throw new ParameterException(
          command,
          "--flow "
              + flowName
              + " is not known; use event, call, call-progress, result, result-progress or error",
          e);
    }
  }
}
