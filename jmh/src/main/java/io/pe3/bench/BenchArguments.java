package io.pe3.bench;

import io.pe3.bench.plan.BenchMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * The command line of {@code pe3 bench}.
 *
 * @param mode how much is measured
 * @param includes which benchmarks, those after {@code --} included
 * @param json where JMH's results are written
 * @param list whether only to say what would be measured
 * @param jmh what stands after {@code --}
 * @param words all of it, as given
 */
record BenchArguments(
    BenchMode mode,
    List<String> includes,
    Optional<Path> json,
    boolean list,
    CommandLineOptions jmh,
    List<String> words) {

  static final String USAGE =
      "pe3 bench [--quick | --full] [--include REGEX] [--json FILE] [--list] [-- JMH-OPTIONS]";

  /** Bad use; the message is one line for the user. */
  static final class BadUse extends Exception {
    private static final long serialVersionUID = 1L;

    BadUse(String message) {
      super(message);
    }
  }

  static BenchArguments parse(String... args) throws BadUse {
    int end = Arrays.asList(args).indexOf("--");
    List<String> own = words(end < 0 ? args : Arrays.copyOf(args, end));
    CommandLineOptions jmh =
        jmhOptions(end < 0 ? new String[0] : Arrays.copyOfRange(args, end + 1, args.length));
    BenchMode mode = null;
    Path json = null;
    boolean list = jmh.shouldList() || jmh.shouldListWithParams();
    List<String> includes = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      switch (own.get(i)) {
        case "--quick" -> mode = once(mode, BenchMode.QUICK);
        case "--full" -> mode = once(mode, BenchMode.FULL);
        case "--list" -> list = true;
        case "--include" -> includes.add(value(own, i++));
        case "--json" -> {
          if (json != null) {
            throw new BadUse("--json is given twice");
          }
          json = Path.of(value(own, i++));
        }
        default ->
            throw new BadUse("unknown option " + own.get(i) + "; JMH's go behind --. " + USAGE);
      }
    }
    includes.addAll(jmh.getIncludes());
    return new BenchArguments(
        mode == null ? BenchMode.DEFAULT : mode,
        List.copyOf(includes),
        Optional.ofNullable(json),
        list,
        jmh,
        List.of(args));
  }

  private static BenchMode once(BenchMode before, BenchMode mode) throws BadUse {
    if (before != null) {
      throw new BadUse("only one of --quick and --full can be given, once");
    }
    return mode;
  }

  /** Takes {@code --name=value} apart. */
  private static List<String> words(String... args) {
    List<String> words = new ArrayList<>();
    for (String arg : args) {
      int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
      words.add(equals < 0 ? arg : arg.substring(0, equals));
      if (equals >= 0) {
        words.add(arg.substring(equals + 1));
      }
    }
    return words;
  }

  private static String value(List<String> words, int option) throws BadUse {
    if (option + 1 >= words.size()) {
      throw new BadUse(words.get(option) + " needs a value. " + USAGE);
    }
    return words.get(option + 1);
  }

  private static CommandLineOptions jmhOptions(String... args) throws BadUse {
    try {
      return new CommandLineOptions(args);
    } catch (CommandLineOptionException e) {
      throw new BadUse("JMH does not take these options: " + e.getMessage());
    }
  }
}
