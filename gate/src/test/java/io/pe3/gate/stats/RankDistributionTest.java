package io.pe3.gate.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankDistributionTest {
  private final RankDistribution distribution = new RankDistribution();

  @ParameterizedTest
  @CsvSource({
    // Counted by hand: 1, 2 and 4 of the 252 orders of 5 and 5 have at most 0, 1, 2 inversions.
    "0,5,5,0.003968253968",
    "1,5,5,0.007936507936",
    "2,5,5,0.015873015873",
    "0,8,8,0.0000777000777",
    "1,2,3,0.2",
    "6,2,3,1",
    "-1,2,3,0"
  })
  void shouldCountOrders(int inversions, int base, int head, double expected) {
    assertEquals(expected, distribution.atMost(inversions, base, head), 1e-10);
  }

  @Test
  void shouldAddUpOverAllOrders() {
    for (int base = 1; base <= 6; base++) {
      for (int head = 1; head <= 6; head++) {
        double[] counted = count(base, head);
        for (int u = 0; u < base * head; u++) {
          assertEquals(counted[u], distribution.atMost(u, base, head), 1e-9);
        }
      }
    }
  }

  @Test
  void shouldFindTheLargestUnlikelyNumber() {
    assertEquals(-1, distribution.critical(0.003, 5, 5));
    assertEquals(0, distribution.critical(0.005, 5, 5));
    assertEquals(1, distribution.critical(0.00793651, 5, 5));
    assertEquals(24, distribution.critical(0.9999, 5, 5));
  }

  /** Cumulative shares of inversions, over every order of the two samples. */
  private static double[] count(int base, int head) {
    double[] shares = new double[base * head + 1];
    int orders = 0;
    for (int order = 0; order < 1 << (base + head); order++) {
      if (Integer.bitCount(order) == base) {
        shares[inversions(order, base + head)]++;
        orders++;
      }
    }
    double sum = 0;
    for (int u = 0; u < shares.length; u++) {
      sum += shares[u] / orders;
      shares[u] = sum;
    }
    return shares;
  }

  private static int inversions(int order, int length) {
    int inversions = 0;
    int seen = 0;
    for (int i = 0; i < length; i++) {
      if ((order >> i & 1) == 1) {
        seen++;
      } else {
        inversions += seen;
      }
    }
    return inversions;
  }
}
