package io.pe3.gate.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EDivisiveTest {
  private static final EDivisive METHOD = EDivisive.DEFAULT;

  @Test
  void shouldChooseTheSplitThatAnotherImplementationChooses() throws IOException {
    int count = 0;
    for (JsonNode vector : vectors()) {
      double[] values =
          StreamSupport.stream(vector.get("values").spliterator(), false)
              .mapToDouble(JsonNode::doubleValue)
              .toArray();
      EDivisive method = new EDivisive(0.01, 99, vector.get("minSegment").intValue(), 1);
      EDivisive.Candidate candidate = method.candidate(values).orElseThrow();
      String name = vector.get("name").textValue();
      assertEquals(vector.get("index").intValue(), candidate.index(), name);
      assertEquals(vector.get("statistic").doubleValue(), candidate.statistic(), 1e-9, name);
      count++;
    }
    assertEquals(12, count);
  }

  private static JsonNode vectors() throws IOException {
    try (InputStream in = EDivisiveTest.class.getResourceAsStream("energy-statistic.json")) {
      return JsonMapper.builder().build().readTree(in).get("series");
    }
  }

  @Test
  void shouldFindBothEndsOfAStretchThatIsSlower() {
    List<Integer> found = indexes(noisy(3, 100, 12, 110, 10, 100, 12));
    assertEquals(List.of(12, 22), found);
  }

  @Test
  void shouldFindAChangeOfFivePercentInNoiseOfOnePercent() {
    long found =
        IntStream.range(0, 100)
            .filter(seed -> indexes(noisy(seed, 100, 15, 105, 15)).stream().anyMatch(i -> i == 15))
            .count();
    assertTrue(found >= 95, "found " + found + " of 100");
  }

  @Test
  void shouldRarelyFindAChangeWhereThereIsNone() {
    long wrong =
        IntStream.range(0, 400).filter(seed -> !indexes(noisy(seed, 100, 20)).isEmpty()).count();
    // 4 are expected; 11 or more come by chance once in 400 such tests.
    assertTrue(wrong <= 11, "found " + wrong + " in 400 series");
  }

  @Test
  void shouldNotTakeOneOutlierForAChange() {
    double[] values = noisy(1, 100, 24);
    values[11] = 160;
    assertEquals(List.of(), indexes(values));
  }

  @Test
  void shouldSayNothingOfTooFewValues() {
    assertEquals(List.of(), METHOD.changes());
    assertEquals(List.of(), METHOD.changes(1, 1, 1, 9, 9));
  }

  @Test
  void shouldFindNothingInEqualValues() {
    assertEquals(List.of(), METHOD.changes(new double[30]));
  }

  @Test
  void shouldGiveTheSmallestPThatTheOrdersAllow() {
    assertEquals(0.001, METHOD.changes(noisy(2, 100, 15, 150, 15)).getFirst().p(), 1e-12);
  }

  @Test
  void shouldRefuseValuesThatMakeNoSense() {
    assertThrows(IllegalArgumentException.class, () -> new EDivisive(0, 99, 3, 1));
    assertThrows(IllegalArgumentException.class, () -> new EDivisive(0.01, 0, 3, 1));
    assertThrows(IllegalArgumentException.class, () -> new EDivisive(0.01, 99, 1, 1));
  }

  @Property(tries = 100)
  void shouldGiveTheSameAnswerTwiceInOrderAndWithinBounds(
      @ForAll @Size(max = 24) double @DoubleRange(min = 1, max = 1e6) [] values) {
    List<EDivisive.Change> changes = METHOD.changes(values);
    assertEquals(changes, METHOD.changes(values.clone()));
    int before = 0;
    for (EDivisive.Change change : changes) {
      assertTrue(change.index() >= before + 3 && change.index() <= values.length - 3);
      assertTrue(change.p() <= METHOD.maxP());
      before = change.index();
    }
  }

  private static List<Integer> indexes(double... values) {
    return METHOD.changes(values).stream().map(EDivisive.Change::index).toList();
  }

  /** Stretches of a level and a length each, with a standard deviation of 1. */
  private static double[] noisy(long seed, int... levels) {
    Random random = new Random(seed);
    return IntStream.range(0, levels.length / 2)
        .boxed()
        .flatMapToDouble(
            i ->
                IntStream.range(0, levels[2 * i + 1])
                    .mapToDouble(k -> levels[2 * i] + random.nextGaussian()))
        .toArray();
  }
}
