package io.pe3.bench.corpus;

import io.pe3.codec.CborWriter;
import io.pe3.codec.PlainValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Messages like those of the corpus, for training and measuring dictionaries: numbers and the
 * digits in texts take other values of the same size, flags flip, and words change their order;
 * names of fields stay. The same seed gives the same messages.
 */
public final class Variations {
  private static final int CAPACITY = 1 << 18;
  private static final double DECIMALS = 100;

  private final Random random;

  private Variations(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Bodies as scheme {@code x_pe3} has them: {@code {"args", "kwargs"}} in CBOR.
   *
   * @param shape of the messages
   * @param count how many
   * @param seed of the variation
   * @return the bodies
   */
  public static List<byte[]> bodies(Shape shape, int count, long seed) {
    PlainPayload payload = Corpus.payload(shape);
    Variations variations = new Variations(seed);
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
    CborWriter writer = new CborWriter();
    List<byte[]> bodies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("args", variations.vary(payload.args()));
      body.put("kwargs", variations.vary(payload.kwargs()));
      writer.wrap(buffer, 0, CAPACITY);
      PlainValues.write(writer, body);
      bodies.add(Arrays.copyOf(buffer.byteArray(), writer.length()));
    }
    return bodies;
  }

  private Object vary(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((name, item) -> copy.put(name, vary(item)));
        yield copy;
      }
      case List<?> list -> list.stream().map(this::vary).toList();
      case Long number -> {
        // Half of the low digits change, as in counters, times and readings.
        long range = Math.max(10, (long) Math.sqrt(Math.abs((double) number)));
        yield number - number % range + random.nextLong(range);
      }
      case Double number ->
          Math.round(number * DECIMALS * (0.9 + random.nextDouble() / 5)) / DECIMALS;
      case Boolean flag -> random.nextInt(4) == 0 ? !flag : flag;
      case String text -> varyText(text);
      case null, default -> value;
    };
  }

  private String varyText(String text) {
    List<String> words = Arrays.asList(text.split(" ", -1));
    Collections.shuffle(words, random);
    StringBuilder varied = new StringBuilder(String.join(" ", words));
    for (int i = 0; i < varied.length(); i++) {
      if (Character.isDigit(varied.charAt(i))) {
        varied.setCharAt(i, (char) ('0' + random.nextInt(10)));
      }
    }
    return varied.toString();
  }
}
