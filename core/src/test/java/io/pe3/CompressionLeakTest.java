package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.key.DataKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Why compression is off unless it is asked for. An attacker has text of their own sealed in one
 * payload with a secret, sees the lengths of payloads and nothing else, and guesses: the secret is
 * among {@value #CANDIDATES} that are known, as names of people or accounts may be.
 */
class CompressionLeakTest {
  private static final int CANDIDATES = 32;
  private static final int TRIALS = 40;

  private final DataKey key = DataKey.generate();
  private final Random random = new Random(20_26);

  @AfterEach
  void close() {
    key.close();
  }

  @Test
  void shouldNotTellBySizeWithoutCompression() {
    try (PayloadSealer sealer = sealer(builder -> builder)) {
      for (int trial = 0; trial < TRIALS; trial++) {
        List<String> candidates = candidates();
        assertEquals(1, new HashSet<>(lengths(sealer, candidates, candidates.getFirst())).size());
      }
    }
  }

  /** The leak, so that nobody believes encryption hides it. */
  @Test
  void shouldTellBySizeWithCompression() {
    int found = guess(builder -> builder.compression(3, 0));
    assertTrue(found > TRIALS * 3 / 4, "found " + found + " of " + TRIALS);
  }

  /** Padding hides most of it and not all: a guess that crosses a step still shows. */
  @Test
  void shouldTellLessBySizeWithCompressionAndPadding() {
    int padded = guess(builder -> builder.compression(3, 0).padding(true));
    int open = guess(builder -> builder.compression(3, 0));
    System.out.println(
        "compression leak, secrets found of " + TRIALS + ": " + open + ", padded " + padded);
    assertTrue(padded < open / 2, "found " + padded + " padded, " + open + " not");
  }

  /** What one message holds has no influence on how another is compressed. */
  @Test
  void shouldNeverCompressAcrossMessages() {
    Map<String, Object> repeated = Map.of("text", "the same long text ".repeat(20));
    try (PayloadSealer sealer = sealer(builder -> builder.compression(3, 0))) {
      Set<Integer> lengths = new HashSet<>();
      for (int i = 0; i < 5; i++) {
        lengths.add(sealer.seal(PayloadTesting.EVENT, List.of(), repeated).payload().length);
        sealer.seal(PayloadTesting.EVENT, List.of("something else " + i), Map.of());
      }
      assertEquals(1, lengths.size());
    }
  }

  /** How often exactly one guess gives the shortest payload, and it is the secret. */
  private int guess(UnaryOperator<PayloadSealerBuilder> settings) {
    int found = 0;
    try (PayloadSealer sealer = sealer(settings)) {
      for (int trial = 0; trial < TRIALS; trial++) {
        List<String> candidates = candidates();
        int secret = random.nextInt(CANDIDATES);
        List<Integer> lengths = lengths(sealer, candidates, candidates.get(secret));
        int shortest = lengths.stream().mapToInt(length -> length).min().orElseThrow();
        long shortestCount = lengths.stream().filter(length -> length == shortest).count();
        found += lengths.get(secret) == shortest && shortestCount == 1 ? 1 : 0;
      }
    }
    return found;
  }

  private List<Integer> lengths(PayloadSealer sealer, List<String> guesses, String secret) {
    List<Integer> lengths = new ArrayList<>();
    for (String guess : guesses) {
      Map<String, Object> kwargs = new LinkedHashMap<>();
      kwargs.put("account", secret);
      kwargs.put("comment", "please look at account " + guess + " again");
      lengths.add(sealer.seal(PayloadTesting.EVENT, List.of(), kwargs).payload().length);
    }
    return lengths;
  }

  /** All of one length, or their own would tell. */
  private List<String> candidates() {
    List<String> candidates = new ArrayList<>();
    for (int i = 0; i < CANDIDATES; i++) {
      StringBuilder name = new StringBuilder();
      for (int c = 0; c < 12; c++) {
        name.append((char) ('a' + random.nextInt(26)));
      }
      candidates.add(name.toString());
    }
    return candidates;
  }

  private PayloadSealer sealer(UnaryOperator<PayloadSealerBuilder> settings) {
    return settings.apply(PayloadSealer.builder(key)).build();
  }
}
