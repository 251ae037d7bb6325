package io.pe3.cli;

import io.pe3.error.Pe3Exception;
import io.pe3.key.Flow;
import io.pe3.key.KeyFile;
import io.pe3.key.KeyScope;
import io.pe3.key.UriPattern;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code pe3 keygen} that limit the key. */
final class ScopeOptions {
  private static final List<String> SCHEMES = List.of("wamp", "x_pe3");

  @Option(names = "--scope", paramLabel = "JSON", description = "The scope as JSON.")
  private String json;

  @Option(names = "--realm", paramLabel = "REALM", description = "For this realm only.")
  private String realm;

  @Option(
      names = "--uri",
      paramLabel = "[MATCH:]URI",
      description = {
        "For this topic or procedure; MATCH is exact (default),",
        "prefix or wildcard. May be given several times."
      })
  private List<String> uris = List.of();

  @Option(
      names = "--flow",
      paramLabel = "FLOW",
      description = {
        "For event, call, call-progress, result,",
        "result-progress or error. May be given several times."
      })
  private List<String> flows = List.of();

  @Option(
      names = "--scheme",
      paramLabel = "SCHEME",
      description = "For wamp or x_pe3. May be given several times.")
  private List<String> schemes = List.of();

  @Option(
      names = "--cipher",
      paramLabel = "CIPHER",
      description = "For this cipher. May be given several times.")
  private List<String> ciphers = List.of();

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = {"Not used from TIME on: seconds since 1970, or like", "2030-01-01T00:00:00Z."})
  private String expires;

  KeyScope toScope(CommandLine command) {
    try {
      KeyScope single = singleOptions(command);
      if (json == null) {
        return single;
      }
      if (!single.isUnlimited()) {
        throw new ParameterException(command, "give --scope or the single options, not both");
      }
      return KeyFile.parseScope(json);
    } catch (Pe3Exception | IllegalArgumentException e) {
      throw new ParameterException(command, "the scope is wrong: " + e.getMessage(), e);
    }
  }

  private KeyScope singleOptions(CommandLine command) {
    KeyScope scope = KeyScope.ANY;
    if (realm != null) {
      scope = scope.withRealm(realm);
    }
    for (String scheme : schemes) {
      if (!SCHEMES.contains(scheme)) {
        throw new ParameterException(command, "--scheme " + scheme + " is not known; use wamp");
      }
    }
    if (!uris.isEmpty()) {
      scope = scope.withUris(uris.stream().map(ScopeOptions::pattern).toArray(UriPattern[]::new));
    }
    if (!flows.isEmpty()) {
      scope = scope.withFlows(flows.stream().distinct().map(Flow::of).toArray(Flow[]::new));
    }
    if (!schemes.isEmpty()) {
      scope = scope.withSchemes(schemes.stream().distinct().toArray(String[]::new));
    }
    if (!ciphers.isEmpty()) {
      ciphers.forEach(name -> Choices.cipher(command, name));
      scope = scope.withCiphers(ciphers.stream().distinct().toArray(String[]::new));
    }
    return expires == null ? scope : scope.withExpires(time(command));
  }

  private static UriPattern pattern(String text) {
    for (UriPattern.Match match : UriPattern.Match.values()) {
      String start = match.text() + ":";
      if (text.startsWith(start)) {
        return new UriPattern(match, text.substring(start.length()));
      }
    }
    return UriPattern.exact(text);
  }

  private long time(CommandLine command) {
    try {
      return expires.matches("[0-9]{1,18}")
          ? Long.parseLong(expires)
          : Instant.parse(expires).getEpochSecond();
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          command,
          "--expires " + expires + " is no time; use seconds since 1970 or 2030-01-01T00:00:00Z",
          e);
    }
  }
}
