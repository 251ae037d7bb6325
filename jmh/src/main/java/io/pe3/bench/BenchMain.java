package io.pe3.bench;

import io.pe3.aead.AeadCipher;
import io.pe3.bench.BenchArguments.BadUse;
import io.pe3.bench.corpus.Shape;
import io.pe3.bench.pipeline.CorpusCheck;
import io.pe3.bench.pipeline.Pe3Engines;
import io.pe3.bench.plan.BenchPlan;
import io.pe3.bench.report.BenchRun;
import io.pe3.bench.report.Machine;
import io.pe3.bench.report.ResultTable;
import io.pe3.bench.report.RunNotes;
import io.pe3.error.Pe3Exception;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * {@code pe3 bench}: checks every payload of the corpus with every cipher, measures, prints one
 * table. Results go to one stream, progress and errors to the other.
 */
public final class BenchMain {
  private static final int OK = 0;
  private static final int FAILURE = 1;
  private static final int BAD_USE = 2;
  private static final int FORKS_FOR_PUBLISHING = 3;
  private static final String NOT_FOR_PUBLISHING =
      "not for publishing: too few forks; use --full, or -- -f 3, for that";
  private static final String READING =
      "spread: lowest to highest fork (of one fork: iteration). x best peer: how many times as fast"
          + " as the fastest other side in the same task; the bare call is a limit, not a peer.";

  private final PrintStream out;
  private final PrintStream err;

  private BenchMain(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs it as a command.
   *
   * @param args as {@link #run}
   */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /**
   * Runs it.
   *
   * @param args {@code [--quick | --full] [--include REGEX] [--json FILE] [--list] [--
   *     JMH-OPTIONS]}
   * @param out for the table
   * @param err for progress and errors
   * @return 0; 1 when a payload did not come back as it went in, or something could not be
   *     measured; 2 for bad use
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return new BenchMain(out, err).run(args);
  }

  private int run(String... args) {
    try {
      BenchArguments arguments = BenchArguments.parse(args);
      if (showJmhHelp(arguments.jmh())) {
        return OK;
      }
      BenchPlan plan = plan(arguments);
      if (arguments.list()) {
        plan.combinations().forEach(out::println);
        printLeftOut(plan);
        return OK;
      }
      return measure(arguments, plan);
    } catch (BadUse e) {
      err.println("pe3 bench: " + e.getMessage() + " (see: pe3 help bench)");
      return BAD_USE;
    }
  }

  private static boolean showJmhHelp(CommandLineOptions jmh) {
    if (jmh.shouldListProfilers()) {
      jmh.listProfilers();
    } else if (jmh.shouldListResultFormats()) {
      jmh.listResultFormats();
    } else if (jmh.shouldHelp()) {
      try {
        jmh.showHelp();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else {
      return false;
    }
    return true;
  }

  private static BenchPlan plan(BenchArguments arguments) throws BadUse {
    BenchPlan plan;
    try {
      plan =
          BenchPlan.of(
              arguments.mode(),
              arguments.includes(),
              arguments.jmh().getExcludes(),
              name -> values(arguments.jmh(), name));
    } catch (PatternSyntaxException e) {
      throw new BadUse(
          "the regular expression " + e.getPattern() + " is broken at " + e.getIndex());
    } catch (IllegalArgumentException | Pe3Exception e) {
      throw new BadUse(e.getMessage());
    }
    if (plan.combinations().isEmpty()) {
      throw new BadUse(
          plan.leftOut().isEmpty()
              ? "no benchmark is named like " + arguments.includes() + "; see --full --list"
              : "nothing is left to measure: " + String.join("; ", plan.leftOut()));
    }
    return plan;
  }

  private static Optional<Collection<String>> values(CommandLineOptions jmh, String name) {
    var values = jmh.getParameter(name);
    return values.hasValue() ? Optional.of(values.get()) : Optional.empty();
  }

  private int measure(BenchArguments arguments, BenchPlan plan) throws BadUse {
    ResultFiles files = ResultFiles.open(arguments);
    out.print(Machine.describe());
    BenchRun run =
        new BenchRun(arguments.mode(), plan, arguments.jmh(), BenchmarkBase.LAUNCH_FLAGS, err);
    out.println("mode:    " + modeText(arguments));
    out.printf(
        "plan:    %d benchmarks, estimated time %s%n",
        plan.combinations().size(), BenchRun.text(run.estimate()));
    if (!verify()) {
      return FAILURE;
    }
    run.run();
    out.println();
    new ResultTable(run.results()).print(out);
    out.println();
    printLeftOut(plan);
    out.println(READING);
    if (!isForPublishing(arguments)) {
      out.println(NOT_FOR_PUBLISHING);
    }
    files.write(run.results(), out);
    writeNotes(arguments, plan);
    run.failures().forEach(failure -> err.println("error: code=not_measured " + failure));
    return run.failures().isEmpty() ? OK : FAILURE;
  }

  private void writeNotes(BenchArguments arguments, BenchPlan plan) {
    if (arguments.json().isEmpty()) {
      return;
    }
    Path results = arguments.json().get();
    try {
      out.println("run:     " + RunNotes.write(results, arguments.words(), plan.leftOut()));
    } catch (IOException e) {
      // The results are there, and they are what was asked for.
      err.println("warning: no notes beside " + results + " (" + e + ")");
    }
  }

  private static String modeText(BenchArguments arguments) {
    return arguments.mode().text() + (isForPublishing(arguments) ? "" : ", " + NOT_FOR_PUBLISHING);
  }

  private static boolean isForPublishing(BenchArguments arguments) {
    return arguments.mode().isForPublishing()
        || arguments.jmh().getForkCount().orElse(0) >= FORKS_FOR_PUBLISHING;
  }

  private boolean verify() {
    for (Shape shape : Shape.values()) {
      for (AeadCipher cipher : AeadCipher.values()) {
        if (!verify(shape, cipher)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean verify(Shape shape, AeadCipher cipher) {
    Optional<String> refusal = Pe3Engines.refusal(Pe3Engines.AUTO, cipher);
    if (refusal.isPresent()) {
      out.printf("check %-8s %-17s left out: PE3 %s%n", shape, cipher, refusal.get());
      return true;
    }
    try {
      out.printf(
          "check %-8s %-17s ok, %,d octets sealed%n",
          shape, cipher, CorpusCheck.pe3(shape, cipher));
      return true;
    } catch (Pe3Exception e) {
      err.printf("error: shape=%s %s%n", shape, e.getMessage());
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      err.printf("error: code=verification_failed shape=%s cipher=%s: %s%n", shape, cipher, e);
    }
    return false;
  }

  private void printLeftOut(BenchPlan plan) {
    for (String pair : plan.leftOut()) {
      out.println("left out: " + pair);
    }
  }
}
