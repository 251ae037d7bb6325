package io.pe3.cli;

import io.pe3.cli.line.FileException;
import io.pe3.cli.line.LineException;
import io.pe3.cli.line.OutputClosedException;
import io.pe3.error.Pe3Exception;
import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Runs one command in this JVM. Whatever happens ends in an exit code and one line, no trace. */
final class Pe3 {
  private static final String BENCH = "bench";
  private static final int HELP_WIDTH = 90;

  private Pe3() {}

  /**
   * Runs a command.
   *
   * @param args the command's words
   * @param in standard input
   * @param out standard output
   * @param err standard error
   * @return the exit code, see {@link ExitCode}
   */
  static int run(String[] args, InputStream in, OutputStream out, PrintStream err) {
    Streams streams = new Streams(in, out, err);
    try {
      if (args.length > 0 && args[0].equals(BENCH) && !asksForHelp(args) && !isBelowBench(args)) {
        // Its words belong to the benchmarks, "--" included, which a parser here would take away.
        return BenchCommand.run(Arrays.copyOfRange(args, 1, args.length), streams);
      }
      return execute(args, streams);
    } catch (Throwable e) { // also what the JVM raises, such as a lack of memory
      return failed(e, streams);
    }
  }

  private static boolean asksForHelp(String[] args) {
    return args.length == 2 && (args[1].equals("-h") || args[1].equals("--help"));
  }

  private static boolean isBelowBench(String... args) {
    return args.length > 1 && BenchCommand.SUBCOMMANDS.contains(args[1]);
  }

  /** The parser prints help itself, to a writer that swallows errors: hence not to the output. */
  private static int execute(String[] args, Streams streams) throws IOException {
    StringWriter help = new StringWriter();
    int exit = commandLine(streams, new PrintWriter(help, true)).execute(args);
    if (!help.toString().isEmpty()) {
      streams.print(help.toString());
    }
    return exit;
  }

  private static CommandLine commandLine(Streams streams, PrintWriter out) {
    PrintWriter err =
        new PrintWriter(new OutputStreamWriter(streams.err(), streams.err().charset()), true);
    CommandLine commandLine =
        new CommandLine(new Pe3Command())
            .addSubcommand(new KeygenCommand(streams))
            .addSubcommand(new SealCommand(streams))
            .addSubcommand(new OpenCommand(streams))
            .addSubcommand(new InspectCommand(streams))
            .addSubcommand(wamp(streams))
            .addSubcommand(
                new CommandLine(new DictCommand())
                    .addSubcommand(new DictTrainCommand(streams))
                    .addSubcommand(new DictShowCommand(streams)))
            .addSubcommand(new DoctorCommand(streams))
            .addSubcommand(
                new CommandLine(new BenchCommand())
                    .addSubcommand(new BenchCompareCommand(streams))
                    .addSubcommand(new BenchGateCommand(streams))
                    .addSubcommand(new BenchLatencyCommand(streams))
                    .addSubcommand(new BenchReportCommand(streams))
                    .addSubcommand(
                        new CommandLine(new BenchHistoryCommand())
                            .addSubcommand(new BenchHistoryAddCommand(streams))
                            .addSubcommand(new BenchHistoryShowCommand(streams))))
            .addSubcommand(new VersionCommand(streams))
            .addSubcommand(new CommandLine.HelpCommand());
    return commandLine
        .setOut(out)
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(HELP_WIDTH)
        .setParameterExceptionHandler((e, words) -> badUse(e, streams))
        .setExecutionExceptionHandler((e, command, result) -> failed(e, streams));
  }

  private static CommandLine wamp(Streams streams) {
    return new CommandLine(new WampCommand())
        .addSubcommand(new WampShowCommand(streams))
        .addSubcommand(new WampForwardCommand(streams))
        .addSubcommand(new WampProtectCommand(streams))
        .addSubcommand(new WampUnprotectCommand(streams));
  }

  private static int badUse(ParameterException e, Streams streams) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName(" ");
    CommandLine parent = command.getParent();
    String help = parent == null ? "pe3 help" : "pe3 help " + command.getCommandName();
    if (parent != null && parent.getParent() != null) {
      help = name + " --help"; // the help command explains those of the first level
    }
    streams.err().println(name + ": " + Streams.oneLine(e.getMessage()) + " (see: " + help + ")");
    return ExitCode.BAD_USE;
  }

  private static int failed(Throwable e, Streams streams) {
    switch (e) {
      case OutputClosedException closed -> {}
      case Pe3Exception known -> print(known.getMessage(), streams);
      case LineException known -> print(known.getMessage(), streams);
      case FileException known -> print(known.getMessage(), streams);
      case GateException known -> {
        print(known.getMessage(), streams);
        return known.code() == GateErrorCode.BAD_OPTION ? ExitCode.BAD_USE : ExitCode.FAILED;
      }
      case UncheckedIOException unread -> print("code=io: " + unread.getMessage(), streams);
      case IOException unread -> print("code=io: " + unread.getMessage(), streams);
      case OutOfMemoryError full ->
          print(
              "code=out_of_memory: the JVM needs more memory for this line; set"
                  + " PE3_JAVA_OPTS=-Xmx4g, for example",
              streams);
      default -> print(defect(e), streams);
    }
    return ExitCode.FAILED;
  }

  private static void print(String message, Streams streams) {
    streams.error(message);
  }

  /** A trace would bury the message; where it happened is what a report needs. */
  private static String defect(Throwable e) {
    String place =
        Arrays.stream(e.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("io.pe3."))
            .findFirst()
            .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
            .orElse("unknown");
    return String.format(
        Locale.ROOT,
        "code=defect cause=%s place=%s: %s; this is a fault in PE3, please report this line",
        e.getClass().getName(),
        place,
        e.getMessage());
  }
}
