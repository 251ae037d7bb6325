package io.pe3.cli;

import io.pe3.gate.history.EDivisive;
import io.pe3.gate.history.HistorySeries;
import io.pe3.gate.report.page.MarkdownWriter;
import io.pe3.gate.report.page.Page;
import io.pe3.gate.report.section.HistorySection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pe3 bench history show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Prints a history as Markdown, with the commits at which it changed.",
    description = {
      "",
      "pe3 bench report shows the same with charts. Machines are kept apart. The same history",
      "gives the same output.",
      ""
    })
final class BenchHistoryShowCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private HistoryPlace place;

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      defaultValue = "",
      description = "Only cells in whose full name it finds something.")
  private String include;

  @Option(
      names = "--max-p",
      paramLabel = "NUMBER",
      defaultValue = "0.01",
      description = {
        "How often a series without a change may be given one",
        "(default: ${DEFAULT-VALUE}; from 0.001 to 0.5)."
      })
  private double maxP;

  @Option(
      names = "--repo",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Git repository that knows the order of commits (default: here).")
  private Path repository;

  BenchHistoryShowCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if (!(maxP >= 0.001 && maxP <= 0.5)) {
      throw new ParameterException(spec.commandLine(), "--max-p " + maxP + " is not 0.001 to 0.5");
    }
    EDivisive usual = EDivisive.DEFAULT;
    EDivisive method = new EDivisive(maxP, usual.permutations(), usual.minSegment(), usual.seed());
    List<HistorySeries> history = place.read(repository, pattern(), method);
    if (history.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--include " + include + " finds no cell");
    }
    String summary = String.format(Locale.ROOT, "%,d series.", history.size());
    Page page = new Page("Benchmark history", summary, HistorySection.of(history, method, false));
    streams.print(MarkdownWriter.write(page).text());
    return ExitCode.OK;
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(include);
    } catch (PatternSyntaxException e) {
      throw new ParameterException(
          spec.commandLine(), "--include " + include + " is broken at " + e.getIndex());
    }
  }
}
