package io.pe3.gate.stats;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holm's procedure: of many tests, rejects so that the chance of a single false rejection among all
 * of them is at most the given error, whatever depends on what.
 */
public final class Holm {
  private Holm() {}

  /**
   * Rejects.
   *
   * @param <K> what is tested
   * @param pValues of each test
   * @param tests how many there are in the family; those without a p-value count as 1
   * @param error of the whole family
   * @return what is rejected
   */
  public static <K> Set<K> rejected(Map<K, Double> pValues, int tests, double error) {
    List<Map.Entry<K, Double>> sorted =
        pValues.entrySet().stream()
            .sorted(Comparator.comparingDouble(Map.Entry::getValue))
            .toList();
    Set<K> rejected = new HashSet<>();
    for (Map.Entry<K, Double> test : sorted) {
      int left = Math.max(1, tests - rejected.size());
      if (test.getValue() > error / left) {
        break;
      }
      rejected.add(test.getKey());
    }
    return rejected;
  }
}
