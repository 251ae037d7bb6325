package io.pe3.cli;

import io.pe3.PayloadContext;
import io.pe3.error.MalformedException;
import io.pe3.key.Flow;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which message a payload belongs to. */
final class MessageOptions {
  private static final String WAMP = "wamp";

  @Option(
      names = "--uri",
      required = true,
      paramLabel = "URI",
      description = {
        "Topic or procedure. It is sealed inside, and a payload",
        "that was sealed for another one is refused."
      })
  private String uri;

  @Option(
      names = "--scheme",
      paramLabel = "SCHEME",
      defaultValue = WAMP,
      description = "ppt_scheme: wamp (the default).")
  private String scheme;

  @Option(
      names = "--realm",
      paramLabel = "REALM",
      description = "Realm of the message; only for keys whose scope has one.")
  private String realm;

  @Option(
      names = "--flow",
      paramLabel = "FLOW",
      description = {
        "event, call, call-progress, result, result-progress or",
        "error; only for keys whose scope has flows."
      })
  private String flow;

  /** What the key's scope and the payload are checked against; bad options end in exit 2. */
  PayloadContext context(CommandLine command) {
    if (!scheme.equals(WAMP)) {
      throw new ParameterException(
          command, "scheme " + scheme + " is not available here; use --scheme wamp");
    }
    if (uri.isEmpty()) {
      throw new ParameterException(command, "--uri is empty; name a topic or procedure");
    }
    PayloadContext context = PayloadContext.of(uri);
    if (realm != null) {
      context = context.withRealm(realm);
    }
    return flow == null ? context : context.withFlow(flow(command));
  }

  private Flow flow(CommandLine command) {
    try {
      return Flow.of(flow);
    } catch (MalformedException e) {
      throw new ParameterException(
          command,
          "--flow "
              + flow
              + " is not known; use event, call, call-progress, result, result-progress or error",
          e);
    }
  }
}
