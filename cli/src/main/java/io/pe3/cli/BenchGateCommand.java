package io.pe3.cli;

import io.pe3.gate.Gate;
import io.pe3.gate.GateRequest;
import io.pe3.gate.jmh.ForkSettings;
import io.pe3.gate.output.GateDocument;
import io.pe3.gate.output.Markdown;
import io.pe3.gate.run.BudgetTooSmall;
import io.pe3.gate.run.GateSettings;
import io.pe3.gate.verdict.Margins;
import io.pe3.gate.verdict.Thresholds;
import io.pe3.gate.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pe3 bench gate}. */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Measures two versions in turn and says whether the newer one is slower.",
    description = {
      "",
      "For any project with a JMH jar. Forks alternate (A B B A …) and go on, where it is not",
      "clear yet, until the budget ends. A failure is measured again before it counts.",
      "Writes gate.json, gate.md and gate.xml (JUnit) into a folder, and gate.md to standard",
      "output.",
      "",
      "Exit codes: 0 no regression, 1 regression shown or error (standard error says it),",
      "3 cannot tell or the budget is too small, 2 wrong use.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  pe3 bench gate --base origin/main --head HEAD",
      "  pe3 bench gate --base old.jar --head new.jar --include 'Codec.*size=64' --budget 10"
    })
final class BenchGateCommand implements Callable<Integer> {
  private static final int FEWEST_FORKS = 5;

  /**
   * PE3's own rows, 12 cells: each step of a message's way that users wait for, at the sizes that
   * are usual, and nothing whose time is a library's alone.
   */
  static final List<Pattern> OWN_ROWS =
      Stream.of(
              "AeadBenchmark\\.(seal|open)\\[cipher=aes256gcm,engine=auto,size=(64|1024)\\]$",
              "SecretboxBenchmark\\.sealPe3\\[size=256\\]$",
              "ArgumentsBenchmark\\.(seal|open)Pe3\\[cipher=aes256gcm,shape=sensor\\]$",
              "EnvelopeBenchmark\\.(seal|open)\\[cipher=aes256gcm,size=256\\]$",
              "WireBenchmark\\.(protect|unprotect)\\[serializer=cbor,shape=sensor\\]$",
              "ForwardBenchmark\\.forward\\[message=publish,serializer=cbor,size=256\\]$")
          .map(row -> Pattern.compile("^io\\.pe3\\.bench\\." + row))
          .toList();

  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = "--base",
      required = true,
      paramLabel = "REF|JAR",
      description = "The older version: a branch, tag or commit, or a JMH jar.")
  private String base;

  @Option(
      names = "--head",
      required = true,
      paramLabel = "REF|JAR",
      description = "The newer version, likewise.")
  private String head;

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      description = {
        "Measure cells whose full name it finds, as a.b.Bench.run[name=value,name=value].",
        "May be given several times. Needed for other projects; PE3's own rows are known."
      })
  private List<String> includes = new ArrayList<>();

  @Option(
      names = "--budget",
      paramLabel = "MINUTES",
      description = "How long to measure (default: 20). A rerun of failures comes on top.")
  private int budget = (int) GateRequest.USUAL_BUDGET.toMinutes();

  @Option(
      names = "--fail-on",
      paramLabel = "PERCENT",
      description = "A cell passes once it is shown to be slower by less (default: 5%%).")
  private String failOn = "5%";

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      description = "A cell fails once it is shown to be slower by more (default: 1%%).")
  private String tolerance = "1%";

  @Option(
      names = "--max-forks",
      paramLabel = "N",
      description =
          "Forks a side, at most (default: 20). With 5 a cell can pass, to fail it takes 6 to 8.")
  private int maxForks = GateSettings.USUAL_MOST_FORKS;

  @Option(
      names = "--warmup",
      paramLabel = "NxMILLISms",
      description = "Warm-up of each fork (default: 4x500ms).")
  private String warmup = "4x500ms";

  @Option(
      names = "--measure",
      paramLabel = "NxMILLISms",
      description = "Measurement of each fork (default: 5x200ms).")
  private String measure = "5x200ms";

  @Option(
      names = "--unclear",
      paramLabel = "pass|fail",
      description = "End with 0 or 1 instead of 3.")
  private Unclear unclear;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where files are written (default: pe3-gate).")
  private Path out = Path.of("pe3-gate");

  @Option(
      names = "--project",
      paramLabel = "FOLDER",
      description = "Where the project is (default: here).")
  private Path project = Path.of("");

  @Option(
      names = "--build",
      paramLabel = "COMMAND",
      description = {
        "Builds a version's jar, by sh, in a checkout of it",
        "(default: " + GateRequest.USUAL_BUILD + ")."
      })
  private String build = GateRequest.USUAL_BUILD;

  @Option(
      names = "--jar",
      paramLabel = "GLOB",
      description = "Where that jar is in the checkout (default: Maven's and Gradle's folders).")
  private String jar = GateRequest.USUAL_JAR;

  /** What exit 3 means to the caller. */
  enum Unclear {
    pass,
    fail
  }

  BenchGateCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if (budget < 1 || maxForks < FEWEST_FORKS) {
      throw new ParameterException(
          spec.commandLine(), "--budget is at least 1 and --max-forks at least " + FEWEST_FORKS);
    }
    Gate gate =
        new Gate(
            new GateRequest(
                base,
                head,
                includes.stream().map(Thresholds::pattern).toList(),
                OWN_ROWS,
                Duration.ofMinutes(budget),
                new Margins(Thresholds.percent(tolerance), Thresholds.percent(failOn)),
                maxForks,
                new ForkSettings(
                    ForkSettings.Iterations.parse(warmup), ForkSettings.Iterations.parse(measure)),
                project,
                build,
                jar,
                out),
            streams.err()::println);
    try {
      GateDocument document = gate.run();
      gate.write(document, unclear == Unclear.fail);
      streams.print(Markdown.gate(document));
      return exitStatus(document.result().outcome().verdict());
    } catch (BudgetTooSmall e) {
      streams
          .err()
          .println(
              "error: code=budget_too_small minutes=" + e.neededMinutes() + ": " + e.getMessage());
      return Verdict.UNCLEAR.exitStatus();
    }
  }

  private int exitStatus(Verdict verdict) {
    if (verdict != Verdict.UNCLEAR || unclear == null) {
      return verdict.exitStatus();
    }
    return unclear == Unclear.pass ? Verdict.PASS.exitStatus() : Verdict.REGRESSION.exitStatus();
  }
}
