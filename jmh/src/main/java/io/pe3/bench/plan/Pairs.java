package io.pe3.bench.plan;

import io.pe3.aead.AeadCipher;
import io.pe3.bench.alternative.Alternatives;
import io.pe3.bench.corpus.Shape;
import io.pe3.bench.peer.Peers;
import io.pe3.bench.pipeline.AeadSubject;
import io.pe3.bench.pipeline.Pe3Engines;
import io.pe3.bench.raw.RawMessage;
import io.pe3.bench.wire.WireSession;
import java.util.Map;
import java.util.Optional;

/** Which combinations exist. */
final class Pairs {
  private static final int MAX_SIZE = 1 << 26;

  private Pairs() {}

  /**
   * Why a combination cannot be measured here.
   *
   * @return empty when it can; else for example {@code jca:SunJCE has no aegis256}
   * @throws IllegalArgumentException when a value is not known at all
   */
  static Optional<String> refusal(Combination combination) {
    Map<String, String> values = combination.parameters();
    if (values.containsKey("shape") && !values.get("shape").equals(WireSession.OPAQUE)) {
      Shape.of(values.get("shape"));
    }
    if (values.containsKey("size")) {
      requireSize(values.get("size"));
    }
    if (values.containsKey("buffer")) {
      AeadSubject.kind(values.get("buffer"));
    }
    if (values.containsKey("alternative")) {
      return alternativeRefusal(values.get("alternative"));
    }
    if (combination.benchmark().startsWith("BreakdownBenchmark")) {
      return rawRefusal(AeadCipher.AES256GCM);
    }
    if (combination.benchmark().startsWith("SecretboxBenchmark")) {
      return rawRefusal(AeadCipher.XSALSA20POLY1305);
    }
    if (!values.containsKey("cipher")) {
      return Optional.empty();
    }
    AeadCipher cipher = AeadCipher.of(values.get("cipher"));
    if (combination.benchmark().startsWith("RawBenchmark")
        || combination.benchmark().startsWith("ThreadsBenchmark.raw")) {
      return rawRefusal(cipher);
    }
    String engine = values.getOrDefault("engine", Pe3Engines.AUTO);
    if (Pe3Engines.ENGINES.contains(engine)) {
      if (combination.benchmark().contains("Jackson")) {
        return Optional.of("Jackson with " + engine + ": that is PE3's own engine");
      }
      return Pe3Engines.refusal(engine, cipher)
          .map(reason -> (engine.equals(Pe3Engines.AUTO) ? "PE3 " : "PE3 sodium ") + reason);
    }
    return Peers.refusal(engine, cipher).map(reason -> engine + " " + reason);
  }

  private static Optional<String> alternativeRefusal(String name) {
    if (!Alternatives.NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "no alternative is named " + name + "; there are " + Alternatives.NAMES);
    }
    return switch (Alternatives.question(name)) {
      case "jca-cipher" -> Optional.empty();
      case "nonce-source", "salsa20-length" -> rawRefusal(AeadCipher.XSALSA20POLY1305);
      default -> rawRefusal(AeadCipher.AES256GCM);
    };
  }

  private static Optional<String> rawRefusal(AeadCipher cipher) {
    return RawMessage.isAvailable(cipher)
        ? Optional.empty()
        : Optional.of("libsodium has no " + cipher.text() + " on this machine");
  }

  private static void requireSize(String size) {
    boolean digits = !size.isEmpty() && size.length() < 9 && size.chars().allMatch(Pairs::isDigit);
    if (!digits || Integer.parseInt(size) > MAX_SIZE) {
      throw new IllegalArgumentException(
          "size=" + size + " is not a number of octets; use digits, up to " + MAX_SIZE);
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
