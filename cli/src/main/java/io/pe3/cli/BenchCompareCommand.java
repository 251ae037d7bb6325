package io.pe3.cli;

import io.pe3.gate.output.Markdown;
import io.pe3.gate.output.OutcomeJson;
import io.pe3.gate.result.ResultFiles;
import io.pe3.gate.verdict.Comparison;
import io.pe3.gate.verdict.Outcome;
import io.pe3.gate.verdict.Thresholds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pe3 bench compare}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Compares two files of benchmark results.",
    description = {
      "",
      "Reads JSON that JMH (-rf json) or pe3 wrote, of any project. Each fork counts as one",
      "number, its median; the ratio has a 95 %% interval by ranks (Hodges-Lehmann). A cell",
      "fails when it is shown to be slower and the estimate reaches its threshold, or when it",
      "allocates more; it passes when it is shown to be slower by less, if at all.",
      "",
      "Exit codes: 0 no regression, 1 regression shown or error (standard error says it),",
      "3 cannot tell, 2 wrong use.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  pe3 bench compare base.json new.json --fail-on 10%% --fail-on 'AeadBenchmark=3%%'"
    })
final class BenchCompareCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(index = "0", paramLabel = "BASE.json", description = "The older results.")
  private Path base;

  @Parameters(index = "1", paramLabel = "NEW.json", description = "The newer results.")
  private Path head;

  @Option(
      names = "--fail-on",
      paramLabel = "[REGEX=]PERCENT",
      description = {
        "Slowdown from which on a cell fails (default: 5%%). With REGEX, for cells whose full",
        "name it finds; the first that does decides. May be given several times."
      })
  private List<String> failOn = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the comparison as JSON.")
  private Path json;

  BenchCompareCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Thresholds thresholds = Thresholds.parse(failOn);
    Outcome outcome =
        new Comparison(thresholds).compare(ResultFiles.read(base), ResultFiles.read(head));
    if (json != null) {
      ResultFiles.writeTree(OutcomeJson.compare(outcome), json);
    }
    streams.print(Markdown.compare(outcome));
    return outcome.verdict().exitStatus();
  }
}
