package io.pe3.cli;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.Direction;
import io.pe3.bench.LatencyBenchmark;
import io.pe3.bench.latency.LatencyLoad;
import io.pe3.error.UnsupportedCipherException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pe3 bench latency}. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Times single operations that arrive at a fixed rate.",
    description = {
      "",
      "Each operation counts from when it was due, so that one that waits for a slow one is",
      "slow too (corrected for coordinated omission). Every side has JVMs of its own, in",
      "turn. One that cannot hold the rate is said to be saturated.",
      ""
    },
    footer = {"", "Example:", "  pe3 bench latency --rate 100000 --size 256 --json latency.json"})
final class BenchLatencyCommand implements Callable<Integer> {
  private static final int QUICK_SECONDS = 5;
  private static final int SECONDS = 10;
  private static final int QUICK_FORKS = 1;
  private static final int FORKS = 3;

  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "One JVM of 5 s for each side; not for publishing.")
  private boolean quick;

  @Option(
      names = "--rate",
      paramLabel = "NUMBER",
      defaultValue = "100000",
      description = "Operations that arrive each second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--size",
      paramLabel = "OCTETS",
      defaultValue = "256",
      description = "Length of the message (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--seconds",
      paramLabel = "NUMBER",
      description = "How long each JVM is timed (default: 10; --quick: 5), after 4 s of warm-up.")
  private Integer seconds;

  @Option(
      names = "--forks",
      paramLabel = "NUMBER",
      description = "JVMs for each side; their operations count together (default: 3).")
  private Integer forks;

  @Option(
      names = "--cipher",
      paramLabel = "NAME",
      defaultValue = "aes256gcm",
      description = "Cipher (default: ${DEFAULT-VALUE}).")
  private String cipher;

  @Option(names = "--open", description = "Time opening instead of sealing.")
  private boolean open;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      split = ",",
      description = {
        "Sides to time, as the other benchmarks name them (default: auto, jca:SunJCE,",
        "jca:AmazonCorrettoCryptoProvider, bouncycastle)."
      })
  private List<String> engines = new ArrayList<>();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the latencies for pe3 bench report.")
  private Path json;

  BenchLatencyCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    PrintStream out = new PrintStream(streams.out(), true, StandardCharsets.UTF_8);
    return benchmark().run(Optional.ofNullable(json), out, streams.err());
  }

  private LatencyBenchmark benchmark() {
    try {
      LatencyLoad load =
          new LatencyLoad(
              AeadCipher.of(cipher),
              open ? Direction.OPEN : Direction.SEAL,
              size,
              rate,
              LatencyBenchmark.WARMUP_SECONDS,
              seconds != null ? seconds : quick ? QUICK_SECONDS : SECONDS);
      return new LatencyBenchmark(
          load,
          forks != null ? forks : quick ? QUICK_FORKS : FORKS,
          engines.isEmpty() ? LatencyBenchmark.ENGINES : engines);
    } catch (IllegalArgumentException | UnsupportedCipherException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
