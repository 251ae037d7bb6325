package io.pe3.bench.report;

import io.pe3.bench.alternative.Alternatives;
import io.pe3.bench.pipeline.Pe3Engines;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One line of the table.
 *
 * @param what is done
 * @param payload shape, or octets
 * @param cipher or empty
 * @param side PE3, or what does it otherwise
 * @param isPeer whether PE3 is compared with it
 * @param score median of the forks' medians
 * @param unit of the score
 * @param spread between the lowest and the highest fork (with one fork: iteration), in per cent of
 *     the score
 * @param allocated octets per operation, NaN when not measured
 */
record ResultRow(
    String what,
    String payload,
    String cipher,
    String side,
    boolean isPeer,
    double score,
    String unit,
    double spread,
    double allocated) {

  private static final String BARE_CALL = "libsodium, bare call";
  private static final String PE3 = "PE3";
  private static final String TWO_THREADS = "two threads";

  /** Owners and sides that nothing is compared with. */
  private static final Set<String> NO_PEERS =
      Set.of("CopyBenchmark", "BreakdownBenchmark", BARE_CALL, TWO_THREADS);

  static ResultRow of(RunResult result) {
    BenchmarkParams params = result.getParams();
    String name = params.getBenchmark();
    String method = name.substring(name.lastIndexOf('.') + 1);
    String owner = name.substring(0, name.lastIndexOf('.'));
    owner = owner.substring(owner.lastIndexOf('.') + 1);
    double[] medians =
        result.getBenchmarkResults().stream().mapToDouble(r -> median(scores(r))).toArray();
    double score = median(medians);
    double[] spreadOver =
        medians.length > 1 ? medians : scores(result.getBenchmarkResults().iterator().next());
    String engine = parameter(params, "engine");
    String alternative = parameter(params, "alternative");
    String side =
        alternative.isEmpty()
            ? side(owner, method, engine, parameter(params, "dictionary"))
            : answer(alternative);
    return new ResultRow(
        alternative.isEmpty() ? what(owner, method) : Alternatives.question(alternative),
        payload(params),
        owner.equals("SecretboxBenchmark") ? "xsalsa20poly1305" : parameter(params, "cipher"),
        side,
        !NO_PEERS.contains(side) && !side.startsWith(PE3) && !NO_PEERS.contains(owner),
        score,
        result.getPrimaryResult().getScoreUnit(),
        spread(spreadOver, score),
        allocated(result.getSecondaryResults()));
  }

  private static String what(String owner, String method) {
    boolean seal = method.startsWith("seal");
    return switch (owner) {
      case "ArgumentsBenchmark" -> seal ? "seal from arguments" : "open to fields";
      case "AeadBenchmark", "BufferBenchmark", "RawBenchmark" ->
          seal ? "seal ready octets" : "open ready octets";
      case "EnvelopeBenchmark" -> method.endsWith("pen") ? "open x_pe3" : "seal x_pe3";
      case "MessageKeyBenchmark" -> method + ", message keys";
      case "SecretboxBenchmark" -> "seal secretbox";
      case "SerializeBenchmark" -> "serialize only";
      case "CopyBenchmark" -> "copy only";
      case "CompressionBenchmark" -> method + " only";
      case "ReplayBenchmark" -> "replay protection";
      case "ForwardBenchmark" -> "forward a message";
      case "CodecBenchmark" -> method.replaceFirst("Jackson.*", "") + " fields";
      case "BreakdownBenchmark" -> "steps of one seal";
      case "ThreadsBenchmark" -> "threads, " + (seal ? "seal" : "bare call");
      case "WireBenchmark" -> method.equals("unprotect") ? "open a message" : "protect a message";
      default -> owner + "." + method;
    };
  }

  private static String side(String owner, String method, String engine, String dictionary) {
    String lower = method.toLowerCase(Locale.ROOT);
    String peer = engine.isEmpty() ? "" : " + " + engine;
    if (lower.endsWith("jacksonstreaming")) {
      return "Jackson streaming" + peer;
    }
    if (lower.endsWith("jacksonmapper")) {
      return "Jackson ObjectMapper" + peer;
    }
    return switch (owner) {
      case "RawBenchmark" -> BARE_CALL;
      case "ForwardBenchmark" ->
          switch (method) {
            case "forward" -> PE3;
            case "forwardGather" -> PE3 + ", header alone";
            default -> "Jackson ObjectMapper";
          };
      case "WireBenchmark" -> method.equals("aeadOnly") ? BARE_CALL : PE3;
      case "CopyBenchmark" -> "copy";
      case "BreakdownBenchmark" -> method;
      case "ThreadsBenchmark" -> method.endsWith("OneThread") ? "one thread" : TWO_THREADS;
      case "EnvelopeBenchmark" -> method.startsWith("aeadOnly") ? PE3 + ", the cipher alone" : PE3;
      case "ReplayBenchmark" -> PE3 + (lower.equals("look") ? ", refused" : ", accepted");
      case "CompressionBenchmark" -> PE3 + " " + dictionary + " dictionary";
      case "SecretboxBenchmark" -> lower.endsWith("pe3") ? PE3 : "libsodium, secretbox_easy";
      case "AeadBenchmark", "BufferBenchmark" ->
          switch (engine) {
            case Pe3Engines.AUTO -> PE3;
            case Pe3Engines.SODIUM -> PE3 + " sodium";
            default -> engine;
          };
      default -> PE3;
    };
  }

  private static String answer(String alternative) {
    String answer = Alternatives.answer(alternative);
    return Alternatives.isChosen(alternative) ? PE3 + ": " + answer : answer;
  }

  private static String payload(BenchmarkParams params) {
    String size = parameter(params, "size");
    String serializer = parameter(params, "serializer");
    String message = parameter(params, "message");
    if (!message.isEmpty()) {
      return message + " of " + size + " octets in " + serializer;
    }
    if (!serializer.isEmpty()) {
      return parameter(params, "shape") + " in " + serializer;
    }
    String senders = parameter(params, "senders");
    if (!senders.isEmpty()) {
      return senders + " senders";
    }
    String buffer = parameter(params, "buffer");
    if (!buffer.isEmpty()) {
      return size + " octets, " + buffer;
    }
    return size.isEmpty() ? parameter(params, "shape") : size + " octets";
  }

  private static String parameter(BenchmarkParams params, String name) {
    return params.getParamsKeys().contains(name) ? params.getParam(name) : "";
  }

  private static double[] scores(BenchmarkResult fork) {
    return fork.getIterationResults().stream()
        .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
        .toArray();
  }

  @SuppressWarnings("rawtypes") // as JMH declares it
  private static double allocated(Map<String, Result> secondary) {
    return secondary.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
        .mapToDouble(entry -> entry.getValue().getScore())
        .findFirst()
        .orElse(Double.NaN);
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double spread(double[] values, double score) {
    double low = Arrays.stream(values).min().orElse(Double.NaN);
    double high = Arrays.stream(values).max().orElse(Double.NaN);
    return (high - low) / score * 100;
  }

  boolean isSameTaskAs(ResultRow other) {
    return what.equals(other.what)
        && payload.equals(other.payload)
        && cipher.equals(other.cipher)
        && unit.equals(other.unit);
  }

  /** Whether a higher score is the better one. */
  boolean isThroughput() {
    return unit.startsWith("ops");
  }

  /** How many times as fast as the best peer of the same task; NaN when there is none. */
  double ratioToBestPeer(Collection<ResultRow> all) {
    List<ResultRow> peers = all.stream().filter(row -> row.isPeer && isSameTaskAs(row)).toList();
    if (peers.isEmpty() || what.equals("copy only")) {
      return Double.NaN;
    }
    return isThroughput()
        ? score / peers.stream().mapToDouble(ResultRow::score).max().orElseThrow()
        : peers.stream().mapToDouble(ResultRow::score).min().orElseThrow() / score;
  }
}
