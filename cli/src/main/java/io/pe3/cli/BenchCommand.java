package io.pe3.cli;

import io.pe3.bench.BenchMain;
import io.pe3.cli.line.FileException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import picocli.CommandLine.Command;

/** {@code pe3 bench}: its words go to the benchmarks as they are; this class is their help. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    header = "Verifies PE3 and measures it beside other libraries.",
    synopsisHeading = "%nUsage: ",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    customSynopsis = {
      "pe3 bench [--quick | --full] [--include=REGEX] [--json=FILE] [--list]",
      "                 [-- JMH-OPTIONS]",
      "       pe3 bench latency | compare | gate | report | history …,",
      "                 see pe3 bench report --help"
    },
    description = {
      "",
      "Every payload of a corpus is sealed and opened with every cipher and compared with",
      "the input first. Then JMH measures time (ns) and memory (B) per operation beside what",
      "Java programs use today, in the same run.",
      "",
      "  --quick          ends within 2 minutes on 2 cores",
      "  (neither)        ends within 10 minutes on 2 cores",
      "  --full           everything, 3 forks; prints how long it takes first",
      "  --include=REGEX  only benchmarks whose name matches",
      "  --json=FILE      JMH's own JSON goes there",
      "  --list           prints what would be measured, and ends",
      "  -- JMH-OPTIONS   what follows goes to JMH as it is",
    })
final class BenchCommand {
  /** Words after {@code bench} that are commands of their own and not the benchmarks'. */
  static final Set<String> SUBCOMMANDS = Set.of("latency", "compare", "gate", "report", "history");

  /** Runs the benchmarks. */
  static int run(String[] args, Streams streams) {
    PrintStream out = new PrintStream(streams.out(), true, StandardCharsets.UTF_8);
    int exit = BenchMain.run(args, out, streams.err());
    if (out.checkError() && exit == ExitCode.OK) {
      throw FileException.io("cannot write all of the results", "file", "standard_output");
    }
    return exit;
  }
}
