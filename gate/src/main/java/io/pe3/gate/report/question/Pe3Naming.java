package io.pe3.gate.report.question;

import io.pe3.gate.result.CellId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names the cells of PE3's own benchmarks, and leaves all others to another naming.
 *
 * @param others names them
 */
public record Pe3Naming(Naming others) implements Naming {
  private static final String PACKAGE = "io.pe3.bench.";
  private static final String PE3 = "PE3";
  private static final String ENGINE = "engine";

  private static final Map<String, String> QUESTIONS =
      Map.of(
          "ArgumentsBenchmark.seal", "Seal from arguments",
          "ArgumentsBenchmark.open", "Open to fields",
          "AeadBenchmark.seal", "Seal ready octets",
          "AeadBenchmark.open", "Open ready octets",
          "RawBenchmark.seal", "Seal ready octets",
          "RawBenchmark.open", "Open ready octets",
          "SecretboxBenchmark.seal", "Seal by secretbox",
          "SerializeBenchmark.", "Serialize only",
          "CopyBenchmark.copy", "Copy only");

  private static final List<String> FIRST =
      List.of(
          "Seal from arguments",
          "Open to fields",
          "Seal ready octets",
          "Open ready octets",
          "Seal by secretbox");
  private static final List<String> LAST = List.of("Serialize only", "Copy only");

  /** What a method's name can end with, in the order looked for; what stands before is the task. */
  private static final List<Map.Entry<String, Side>> SIDES =
      List.of(
          Map.entry("jacksonstreaming", new Side("Jackson streaming", Role.PEER)),
          Map.entry("jacksonmapper", new Side("Jackson ObjectMapper", Role.PEER)),
          Map.entry("jackson", new Side("Jackson", Role.PEER)),
          Map.entry("secretboxeasy", new Side("libsodium secretbox_easy", Role.PEER)),
          Map.entry("pe3", new Side(PE3, Role.SUBJECT)),
          Map.entry("raw", new Side("bare call", Role.LIMIT)),
          Map.entry("bare", new Side("bare call", Role.LIMIT)));

  private static final Map<String, String> ENGINES =
      Map.of(
          "jca:SunJCE", "SunJCE",
          "jca:AmazonCorrettoCryptoProvider", "ACCP",
          "jca:Conscrypt", "Conscrypt",
          "bouncycastle", "Bouncy Castle",
          "tink", "Tink");

  @Override
  public Named name(CellId id) {
    if (!id.benchmark().startsWith(PACKAGE)) {
      return others.name(id);
    }
    String[] words = id.shortName().split("\\.", 2);
    String owner = words[0];
    String method = words.length > 1 ? words[1] : "";
    SortedMap<String, String> params = new TreeMap<>(id.params());
    String engine = params.remove(ENGINE);
    if (owner.equals("SecretboxBenchmark")) {
      params.put("cipher", "xsalsa20poly1305");
    }
    String task = method;
    Side side = bySelf(owner, engine);
    for (Map.Entry<String, Side> known : SIDES) {
      if (method.toLowerCase(Locale.ROOT).endsWith(known.getKey())) {
        task = method.substring(0, method.length() - known.getKey().length());
        side = with(known.getValue(), engine);
        break;
      }
    }
    return new Named(question(owner, task), side, params);
  }

  @Override
  public int order(String question) {
    int first = FIRST.indexOf(question);
    return first >= 0 ? first : FIRST.size() + 1 + LAST.indexOf(question);
  }

  /** A side whose method is named after the task alone. */
  private static Side bySelf(String owner, String engine) {
    if (owner.equals("RawBenchmark")) {
      return new Side("libsodium, bare call", Role.LIMIT);
    }
    if (owner.equals("CopyBenchmark")) {
      return new Side("copy", Role.LIMIT);
    }
    if (engine == null || engine.equals("auto")) {
      return new Side(PE3, Role.SUBJECT);
    }
    return ENGINES.containsKey(engine)
        ? new Side(ENGINES.get(engine), Role.PEER)
        : new Side(PE3 + ", engine " + engine, Role.VARIANT);
  }

  private static Side with(Side side, String engine) {
    if (engine == null) {
      return side;
    }
    if (side.role() == Role.SUBJECT) {
      return bySelf("", engine);
    }
    return new Side(side.name() + " + " + ENGINES.getOrDefault(engine, engine), side.role());
  }

  private static String question(String owner, String task) {
    String known = QUESTIONS.get(owner + "." + task);
    if (known != null) {
      return known;
    }
    String spaced = task.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return (owner.replace("Benchmark", "") + (spaced.isEmpty() ? "" : ": " + spaced)).strip();
  }
}
