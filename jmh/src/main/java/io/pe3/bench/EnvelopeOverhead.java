package io.pe3.bench;

import io.pe3.PayloadScheme;
import io.pe3.aead.AeadCipher;
import io.pe3.error.Pe3Exception;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * What scheme x_pe3 adds to the cipher, measured in turn: blocks of the four operations of {@link
 * EnvelopeBenchmark} follow each other in one JVM, so that the clock of the machine and its other
 * users meet all of them alike. {@link EnvelopeBenchmark} measures each for itself, a minute apart,
 * and a difference of some 20 ns is lost where that minute matters.
 *
 * <p>The figure of an operation in a JVM is the 5th percentile of its blocks: what it takes when
 * nothing disturbs it.
 *
 * <p>Run: {@code java -cp jmh/target/benchmarks.jar io.pe3.bench.EnvelopeOverhead aes256gcm 64,256}
 */
public final class EnvelopeOverhead {
  private static final String USAGE =
      "usage: EnvelopeOverhead CIPHER SIZE[,SIZE…] [FORKS [SECONDS]], as in: aes256gcm 64,256 5 4";
  private static final int FORKS = 5;
  private static final double SECONDS = 4;
  private static final double WARMUP_SECONDS = 1.5;
  private static final int BLOCK = 1000;
  private static final int PERCENTILE = 5;
  private static final double NANOS = 1e9;

  private EnvelopeOverhead() {}

  /**
   * Measures and prints a line for each size and direction.
   *
   * @param args cipher, sizes in octets, forks, seconds for each of them
   * @throws IOException when a JVM can't be started
   * @throws InterruptedException when the thread is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 2 || args.length > 4) {
      refuse("two to four arguments are needed");
    }
    try {
      if (!PayloadScheme.X_PE3.ciphers().contains(AeadCipher.of(args[0]))) {
        refuse("scheme x_pe3 has not this cipher: " + args[0]);
      }
      int[] sizes = Arrays.stream(args[1].split(",", -1)).mapToInt(Integer::parseInt).toArray();
      int forks = args.length > 2 ? Integer.parseInt(args[2]) : FORKS;
      double seconds = args.length > 3 ? Double.parseDouble(args[3]) : SECONDS;
      if (Arrays.stream(sizes).anyMatch(size -> size < 1) || forks < 1 || !(seconds > 0)) {
        refuse("sizes, forks and seconds are above 0");
      }
      for (int size : sizes) {
        run(args[0], size, forks, seconds, System.out);
      }
    } catch (NumberFormatException e) {
      refuse("not a number: " + e.getMessage());
    } catch (Pe3Exception e) {
      refuse(e.getMessage());
    }
  }

  private static void refuse(String why) {
    System.err.println(why);
    System.err.println(USAGE);
    System.exit(2);
  }

  static void run(String cipher, int size, int forks, double seconds, PrintStream out)
      throws IOException, InterruptedException {
    Map<String, List<double[]>> measured = new LinkedHashMap<>();
    for (int fork = 0; fork < forks; fork++) {
      for (String line : fork(cipher, size, seconds)) {
        String[] words = line.split(" ", -1);
        measured
            .computeIfAbsent(words[0], direction -> new ArrayList<>())
            .add(new double[] {Double.parseDouble(words[1]), Double.parseDouble(words[2])});
      }
    }
    measured.forEach((direction, rows) -> out.println(line(cipher, size, direction, rows)));
  }

  private static String line(String cipher, int size, String direction, List<double[]> rows) {
    double[] added = rows.stream().mapToDouble(row -> row[1] - row[0]).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "%s %s, %d octets: the cipher alone %.1f ns, x_pe3 %.1f ns, + %.1f [%.1f %.1f] ns",
        direction,
        cipher,
        size,
        median(rows.stream().mapToDouble(row -> row[0]).sorted().toArray()),
        median(rows.stream().mapToDouble(row -> row[1]).sorted().toArray()),
        median(added),
        added[0],
        added[added.length - 1]);
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  private static List<String> fork(String cipher, int size, double seconds)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(BenchmarkBase.LAUNCH_FLAGS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Fork.class.getName()));
    command.addAll(List.of(cipher, Integer.toString(size), Double.toString(seconds)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("a JVM ended with " + process.exitValue() + ": " + printed);
    }
    return printed.lines().toList();
  }

  /**
   * The program of one JVM: prints the figures of the cipher alone and of x_pe3, a line each way.
   */
  static final class Fork {
    private Fork() {}

    /**
     * Runs it.
     *
     * @param args cipher, size, seconds
     */
    public static void main(String[] args) {
      EnvelopeBenchmark benchmark = new EnvelopeBenchmark();
      benchmark.cipher = args[0];
      benchmark.size = Integer.parseInt(args[1]);
      benchmark.setup();
      List<Blocks> all =
          List.of(
              new Blocks(() -> sealAlone(benchmark)),
              new Blocks(() -> seal(benchmark)),
              new Blocks(() -> openAlone(benchmark)),
              new Blocks(() -> open(benchmark)));
      run(all, WARMUP_SECONDS);
      all.forEach(blocks -> blocks.nanos.clear());
      run(all, Double.parseDouble(args[2]));
      benchmark.tearDown();
      System.out.println("seal " + all.get(0).figure() + " " + all.get(1).figure());
      System.out.println("open " + all.get(2).figure() + " " + all.get(3).figure());
    }

    private static void run(List<Blocks> all, double seconds) {
      long end = System.nanoTime() + (long) (seconds * NANOS);
      do {
        all.forEach(Blocks::time);
      } while (System.nanoTime() < end);
    }

    // A loop of its own for each, so that the JIT compiles one operation into each.

    private static int sealAlone(EnvelopeBenchmark benchmark) {
      int sum = 0;
      for (int i = 0; i < BLOCK; i++) {
        sum += benchmark.aeadOnlySeal();
      }
      return sum;
    }

    private static int seal(EnvelopeBenchmark benchmark) {
      int sum = 0;
      for (int i = 0; i < BLOCK; i++) {
        sum += benchmark.seal();
      }
      return sum;
    }

    private static int openAlone(EnvelopeBenchmark benchmark) {
      int sum = 0;
      for (int i = 0; i < BLOCK; i++) {
        sum += benchmark.aeadOnlyOpen();
      }
      return sum;
    }

    private static int open(EnvelopeBenchmark benchmark) {
      int sum = 0;
      for (int i = 0; i < BLOCK; i++) {
        sum += benchmark.open();
      }
      return sum;
    }
  }

  /** How long the blocks of an operation took. */
  private static final class Blocks {
    private final IntSupplier block;
    private final List<Long> nanos = new ArrayList<>();

    Blocks(IntSupplier block) {
      this.block = block;
    }

    void time() {
      long start = System.nanoTime();
      int sum = block.getAsInt();
      nanos.add(System.nanoTime() - start);
      if (sum == 0) {
        throw new IllegalStateException("the operation did nothing");
      }
    }

    double figure() {
      long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
      Arrays.sort(sorted);
      return (double) sorted[sorted.length * PERCENTILE / 100] / BLOCK;
    }
  }
}
