package io.pe3.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pe3 dict}: the commands stand below it. */
@Command(
    name = "dict",
    mixinStandardHelpOptions = true,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    header = "Makes and shows dictionaries, with which small messages compress well.",
    description = {
      "",
      "A dictionary belongs to one kind of messages. Sealers and openers need the same one;",
      "messages name it by an id that is derived from its octets.",
      "",
      "A dictionary consists of pieces of its samples: whoever gets it can read them.",
    },
    footer = {
      "",
      "Examples:",
      "  pe3 dict train --in samples.ndjson --out sensor.dict",
      "  pe3 dict show sensor.dict"
    })
final class DictCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
