package io.pe3.gate.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;

class ShiftTest {
  private final RankDistribution distribution = new RankDistribution();

  @Test
  void shouldEstimateByTheMedianOfDifferences() {
    Shift shift = new Shift(new double[] {1, 2, 4}, new double[] {11, 12, 90}, distribution);
    assertEquals(10, shift.estimate());
  }

  @Test
  void shouldAgreeWithTheLibraryAtAnyDistance() {
    RandomGenerator random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      double[] base = sample(random, 2 + random.nextInt(9));
      double[] head = sample(random, 2 + random.nextInt(9));
      double distance = random.nextGaussian();
      double expected =
          MannWhitneyUTest.withDefaults()
              .with(PValueMethod.EXACT)
              .with(AlternativeHypothesis.GREATER_THAN)
              .withMu(distance)
              .test(head, base)
              .getPValue();
      assertEquals(expected, new Shift(base, head, distribution).above(distance), 1e-9);
    }
  }

  @Test
  void shouldCountTiesAgainstShowingAnything() {
    double[] same = {1, 1, 1, 1, 1};
    Shift shift = new Shift(same, same, distribution);
    assertEquals(1, shift.above(0));
    assertEquals(1, shift.below(0));
    assertEquals(1.0 / 252, shift.above(-0.1), 1e-12);
  }

  @Test
  void shouldHaveAnIntervalThatTheTestAgreesWith() {
    RandomGenerator random = new SplittableRandom(2);
    for (int i = 0; i < 200; i++) {
      Shift shift = new Shift(sample(random, 7), sample(random, 6), distribution);
      double low = shift.low(0.025);
      assertTrue(shift.above(Math.nextDown(low)) <= 0.025, "outside, it is refused");
      double high = shift.high(0.025);
      assertTrue(shift.below(Math.nextUp(high)) <= 0.025, "outside, it is refused");
      assertTrue(low <= shift.estimate() && shift.estimate() <= high);
    }
  }

  @Test
  void shouldCoverTheTruthAsOftenAsItSays() {
    RandomGenerator random = new SplittableRandom(3);
    int missed = 0;
    for (int i = 0; i < 4000; i++) {
      double[] head = sample(random, 8);
      for (int j = 0; j < head.length; j++) {
        head[j] += 1;
      }
      Shift shift = new Shift(sample(random, 8), head, distribution);
      missed += shift.low(0.05) > 1 ? 1 : 0;
    }
    assertTrue(missed <= 4000 * 0.05 * 1.25, missed + " of 4000");
  }

  @Test
  void shouldHaveNoIntervalOfTooFewNumbers() {
    Shift shift = new Shift(new double[] {1, 2, 3}, new double[] {4, 5, 6}, distribution);
    assertEquals(Double.NEGATIVE_INFINITY, shift.low(0.025));
    assertEquals(Double.POSITIVE_INFINITY, shift.high(0.025));
  }

  private static double[] sample(RandomGenerator random, int size) {
    return random.doubles(size).map(u -> Math.log(u / (1 - u))).toArray();
  }
}
