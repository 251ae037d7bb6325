package io.pe3.gate.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Finds the points at which a series changes its distribution: E-Divisive of Matteson and James ("A
 * Nonparametric Approach for Multiple Change Point Analysis of Multivariate Data", JASA 109 (2014),
 * arXiv:1306.4933), which MongoDB (Daly et al., ICPE 2020) and Apache Otava (Fleming et al., ICPE
 * 2023) use for benchmarks. Nothing is assumed about the noise.
 *
 * <p>Two neighbouring pieces of lengths n and m are as far apart as the energy statistic
 * nm&nbsp;/&nbsp;(n&nbsp;+&nbsp;m)&nbsp;×&nbsp;(2&nbsp;E|X−Y|&nbsp;−&nbsp;E|X−X'|&nbsp;−&nbsp;E|Y−Y'|)
 * says, with the exponent α of 1. Within each piece found so far the pair of split and end with the
 * largest statistic is looked for; the largest of all pieces is the candidate. It is a change point
 * when few random orders of the values within their pieces give one as large, else the search ends.
 * The orders come from a generator with a fixed seed: the same series always gives the same answer.
 *
 * <p>Takes time in the order of the square of the length for each random order. Immutable, safe for
 * use by several threads.
 *
 * @param maxP how often a series without a change may be given one: 0.01 for one in a hundred
 * @param permutations random orders at most, 1 or more
 * @param minSegment values between two change points at least, 2 or more
 * @param seed of the generator
 */
public record EDivisive(double maxP, int permutations, int minSegment, long seed) {
  /** One in a hundred, 999 orders, three values. */
  public static final EDivisive DEFAULT = new EDivisive(0.01, 999, 3, 20_140_101);

  /**
   * A change.
   *
   * @param index of the first value after it
   * @param p part of the random orders, the real one included, that are as far apart
   */
  public record Change(int index, double p) {}

  /** A split, and how far apart the pieces are that it makes. */
  record Candidate(int index, double statistic) {}

  /** Checks the values. */
  public EDivisive {
    if (!(maxP > 0 && maxP < 1) || permutations < 1 || minSegment < 2) {
      throw new IllegalArgumentException(
          "maxP=" + maxP + " permutations=" + permutations + " minSegment=" + minSegment);
    }
  }

  /**
   * Finds the changes.
   *
   * @param values in order; all finite
   * @return by index; empty when there are too few values
   */
  public List<Change> changes(double... values) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeSet<Integer> bounds = new TreeSet<>(List.of(0, values.length));
    List<Change> changes = new ArrayList<>();
    while (true) {
      Optional<Candidate> candidate = best(values, bounds);
      if (candidate.isEmpty()) {
        break;
      }
      double p = probability(values, bounds, candidate.get().statistic(), random);
      if (p > maxP) {
        break;
      }
      changes.add(new Change(candidate.get().index(), p));
      bounds.add(candidate.get().index());
    }
    changes.sort(Comparator.comparingInt(Change::index));
    return List.copyOf(changes);
  }

  /** The split that is tried first, whether it is a change or not. */
  Optional<Candidate> candidate(double... values) {
    return best(values, new TreeSet<>(List.of(0, values.length)));
  }

  /** Ends as soon as too many orders are as far apart, since then the answer is known. */
  private double probability(
      double[] values, TreeSet<Integer> bounds, double observed, SplittableRandom random) {
    double[] shuffled = values.clone();
    int asFar = 1;
    for (int i = 0; i < permutations; i++) {
      shuffle(shuffled, bounds, random);
      double statistic = best(shuffled, bounds).map(Candidate::statistic).orElse(0.0);
      // Sums in another order differ in their last digits; a tie is as far.
      asFar += statistic >= observed * (1 - 1e-12) ? 1 : 0;
      if (asFar > maxP * (permutations + 1)) {
        return (double) asFar / (i + 2);
      }
    }
    return asFar / (permutations + 1.0);
  }

  private static void shuffle(double[] values, TreeSet<Integer> bounds, SplittableRandom random) {
    int start = 0;
    for (int end : bounds.tailSet(1)) {
      for (int i = end - 1; i > start; i--) {
        int j = start + random.nextInt(i - start + 1);
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
      }
      start = end;
    }
  }

  private Optional<Candidate> best(double[] values, TreeSet<Integer> bounds) {
    Candidate best = null;
    int start = 0;
    for (int end : bounds.tailSet(1)) {
      Candidate here = best(values, start, end);
      if (here != null && (best == null || here.statistic() > best.statistic())) {
        best = here;
      }
      start = end;
    }
    return Optional.ofNullable(best);
  }

  private Candidate best(double[] values, int start, int end) {
    int length = end - start;
    if (length < 2 * minSegment) {
      return null;
    }
    double[][] sums = sumsOfDistances(values, start, length);
    Candidate best = null;
    for (int split = minSegment; split <= length - minSegment; split++) {
      for (int last = split + minSegment; last <= length; last++) {
        double statistic = statistic(sums, split, last);
        if (best == null || statistic > best.statistic()) {
          best = new Candidate(start + split, statistic);
        }
      }
    }
    return best;
  }

  /** Entry (i, j) is the sum over all pairs of one of the first i with one of the first j. */
  private static double[][] sumsOfDistances(double[] values, int start, int length) {
    double[][] sums = new double[length + 1][length + 1];
    for (int i = 1; i <= length; i++) {
      double row = 0;
      for (int j = 1; j <= length; j++) {
        row += Math.abs(values[start + i - 1] - values[start + j - 1]);
        sums[i][j] = sums[i - 1][j] + row;
      }
    }
    return sums;
  }

  private static double statistic(double[][] sums, int split, int last) {
    double n = split;
    double m = last - split;
    double within = sums[split][split] / 2;
    double between = sums[split][last] - sums[split][split];
    double beyond = (sums[last][last] - 2 * sums[split][last] + sums[split][split]) / 2;
    double energy = 2 * between / (n * m) - within / (n * (n - 1) / 2) - beyond / (m * (m - 1) / 2);
    return n * m / (n + m) * energy;
  }
}
