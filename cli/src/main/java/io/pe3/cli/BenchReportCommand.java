package io.pe3.cli;

import io.pe3.gate.history.EDivisive;
import io.pe3.gate.report.Report;
import io.pe3.gate.report.ReportInput;
import io.pe3.gate.report.ReportReader;
import io.pe3.gate.report.page.Block;
import io.pe3.gate.report.question.Pe3Naming;
import io.pe3.gate.report.question.PlainNaming;
import io.pe3.gate.report.section.HistorySection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pe3 bench report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Shows benchmark results as one HTML page and as Markdown.",
    description = {
      "",
      "Reads JSON that JMH (-rf json) or pe3 wrote, of any project, and latencies. Files of",
      "one version are joined: forks of a cell that is in several of them count together.",
      "Writes index.html, which loads nothing, report.md and its charts as SVG.",
      ""
    },
    footer = {"", "Example:", "  pe3 bench report result.json --out report"})
final class BenchReportCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "RESULT.json", description = "Results and latencies.")
  private List<Path> files;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write to; made when it is not there.")
  private Path out;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      defaultValue = "Benchmark report",
      description = "Title of the page (default: ${DEFAULT-VALUE}).")
  private String title;

  @Option(
      names = "--subject",
      paramLabel = "REGEX",
      description = {
        "What another project's report is about: methods that",
        "it finds are compared with the others of their class."
      })
  private String subject;

  @ArgGroup private HistoryPlace history;

  @Option(
      names = "--repo",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Git repository that knows the order of commits (default: here).")
  private Path repository;

  BenchReportCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    PlainNaming plain = new PlainNaming(Optional.ofNullable(subject).map(this::pattern));
    ReportInput input = ReportReader.read(files);
    List<Block> more =
        history == null
            ? List.of()
            : HistorySection.of(
                history.read(repository, Pattern.compile(""), EDivisive.DEFAULT),
                EDivisive.DEFAULT,
                true);
    Path page = Report.of(title, input, new Pe3Naming(plain), more).writeTo(out);
    streams.print(page + "\n" + out.resolve(Report.MARKDOWN) + "\n");
    return ExitCode.OK;
  }

  private Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new ParameterException(
          spec.commandLine(), "--subject " + text + " is broken at " + e.getIndex());
    }
  }
}
