package io.pe3.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pe3} itself: the commands stand below it. */
@Command(
    name = "pe3",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    header = "Seals and opens WAMP payloads end to end.",
    description = {
      "",
      "Commands read and write JSON, one object per line, so that they can stand in a pipe.",
    },
    footer = {
      "",
      "First steps:",
      "  pe3 keygen --out key.json",
      "  echo '{\"args\":[1,2.5,\"x\"]}' \\",
      "    | pe3 seal --key key.json --realm realm1 --uri com.example.topic \\",
      "    | pe3 open --key key.json --realm realm1 --uri com.example.topic",
      "",
      "Exit codes: 0 done; 1 failed, standard error says 'error: code=… …'; 2 wrong use.",
      "Lines before a failing one are printed; a file named by --out is not made at all.",
      "",
      "Sizes are octets, times seconds since 1970 or nanoseconds where it says ns.",
      "PE3_JAVA_OPTS holds options for the JVM, for example PE3_JAVA_OPTS=-Xmx4g."
    })
final class Pe3Command implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
