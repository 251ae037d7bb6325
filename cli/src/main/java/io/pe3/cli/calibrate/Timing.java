package io.pe3.cli.calibrate;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.BufferKind;
import io.pe3.aead.Direction;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * What one JVM measured of one engine, and the line of text that it hands over.
 *
 * @param row cipher, direction and buffers
 * @param size octets of plaintext
 * @param engine its name
 * @param nanos for a message
 */
record Timing(Row row, int size, String engine, double nanos) {
  private static final int WORDS = 6;

  String toLine() {
    return String.format(
        Locale.ROOT,
        "%s %s %s %d %s %.3f",
        row.cipher().text(),
        row.direction().text(),
        row.kind().text(),
        size,
        engine,
        nanos);
  }

  /**
   * Reads such a line.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Timing parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != WORDS) {
      throw new IllegalArgumentException("not a timing: " + line);
    }
    Row row =
        new Row(
            AeadCipher.of(words[0]),
            find(Direction.values(), Direction::text, words[1]),
            find(BufferKind.values(), BufferKind::text, words[2]));
    double nanos = Double.parseDouble(words[5]);
    if (!(nanos > 0 && nanos < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("not a time: " + line);
    }
    return new Timing(row, Integer.parseInt(words[3]), words[4], nanos);
  }

  private static <T> T find(T[] values, Function<T, String> text, String name) {
    return Arrays.stream(values)
        .filter(value -> text.apply(value).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not known: " + name));
  }
}
