package io.pe3.cli;

import io.pe3.LaunchFlags;
import io.pe3.cli.line.FileException;
import io.pe3.cli.line.LineOutput;
import io.pe3.key.DataKey;
import io.pe3.key.KeyFile;
import io.pe3.sign.SessionKey;
import io.pe3.sign.SessionKeyFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pe3 keygen}. */
@Command(
    name = "keygen",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Makes a new data key, or a session key.",
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
      "",
      "With --session a client's session key (Ed25519), with which pe3 seal --sign signs:",
      "  {\"csPubKey\":\"<64 hex digits>\",\"seed\":\"<64 hex digits>\"}",
      "It needs --out, has no scope, and csPubKey is printed: what others know it by.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  pe3 keygen --out key.json",
      "  pe3 keygen --out key.json --uri prefix:com.example. --expires 2030-01-01T00:00:00Z",
      "  pe3 keygen --session --out session.json"
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

  @Option(names = "--session", description = "Make a session key, to sign with.")
  private boolean session;

  @Mixin private ScopeOptions scope;

  KeygenCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    LaunchFlags.require();
    if (session) {
      makeSessionKey();
      return ExitCode.OK;
    }
    try (DataKey key = DataKey.generate(scope.toScope(spec.commandLine()))) {
      if (out == null) {
        streams.print(KeyFile.toJson(key) + "\n");
      } else {
        write(key);
      }
    }
    return ExitCode.OK;
  }

  /** The seed goes nowhere but into a file that only its owner reads. */
  private void makeSessionKey() throws IOException {
    if (out == null) {
      throw new ParameterException(spec.commandLine(), "--session needs --out FILE");
    }
    if (!scope.toScope(spec.commandLine()).isUnlimited()) {
      throw new ParameterException(
          spec.commandLine(), "a session key has no scope; leave the scope's options out");
    }
    try (SessionKey key = SessionKey.generate()) {
      SessionKeyFile.write(out, key);
      streams.print("{\"csPubKey\":\"" + key.signer() + "\"}\n");
    } catch (FileSystemException e) {
      throw FileException.io(
          "cannot write the session key file (" + LineOutput.reason(e) + ")", "file", out);
    }
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
