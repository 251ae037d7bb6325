package io.pe3.bench.latency;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.Direction;
import java.util.List;

/**
 * What is asked of every side.
 *
 * @param cipher to seal and open with
 * @param direction whether an operation seals or opens
 * @param size octets of the message, 1 to 2^20
 * @param ratePerSecond operations that arrive each second, 1 to 10^7
 * @param warmupSeconds before anything counts, 1 or more
 * @param seconds that count, 1 to 3600
 */
public record LatencyLoad(
    AeadCipher cipher,
    Direction direction,
    int size,
    int ratePerSecond,
    int warmupSeconds,
    int seconds) {
  private static final int MAX_SIZE = 1 << 20;
  private static final int MAX_RATE = 10_000_000;
  private static final int MAX_SECONDS = 3600;
  private static final int WORDS = 6;

  /** Checks the ranges. */
  public LatencyLoad {
    require("size", size, MAX_SIZE);
    require("rate", ratePerSecond, MAX_RATE);
    require("warmupSeconds", warmupSeconds, MAX_SECONDS);
    require("seconds", seconds, MAX_SECONDS);
  }

  private static void require(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(name + "=" + value + " is not from 1 to " + max);
    }
  }

  /** As words of a command line. */
  List<String> words() {
    return List.of(
        cipher.text(),
        direction.name(),
        String.valueOf(size),
        String.valueOf(ratePerSecond),
        String.valueOf(warmupSeconds),
        String.valueOf(seconds));
  }

  /** What {@link #words} made of it. */
  static LatencyLoad of(List<String> words) {
    if (words.size() != WORDS) {
      throw new IllegalArgumentException("a load has " + WORDS + " words: " + words);
    }
    return new LatencyLoad(
        AeadCipher.of(words.get(0)),
        Direction.valueOf(words.get(1)),
        Integer.parseInt(words.get(2)),
        Integer.parseInt(words.get(3)),
        Integer.parseInt(words.get(4)),
        Integer.parseInt(words.get(5)));
  }
}
