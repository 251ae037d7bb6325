package io.pe3.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pe3 bench history}: its commands stand below it. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    header = "Keeps results of commits and finds where they changed.",
    footer = {
      "",
      "Example:",
      "  pe3 bench history add result.json --history perf",
      "  pe3 bench history show --history perf"
    })
final class BenchHistoryCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: add or show");
  }
}
