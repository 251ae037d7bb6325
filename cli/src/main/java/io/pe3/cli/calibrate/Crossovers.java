package io.pe3.cli.calibrate;

import io.pe3.aead.EngineTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides which engine is used from which length on.
 *
 * <p>Times count with the handicap of their engine. Of all ways to go through the sizes the one
 * with the lowest sum of logarithms of times is taken, where each change of the engine costs as
 * much as being slower by {@link #CHANGE} at one size. So noise smaller than handicaps and this
 * makes no steps, an engine that is better at a single size is used there only if it is much
 * better, and what is chosen is on the whole faster than each engine alone.
 *
 * <p>Between two sizes times are taken to rise linearly with the length, as they do but for what a
 * message costs at all.
 */
final class Crossovers {
  /** What a change of the engine has to gain. */
  static final double CHANGE = 0.10;

  /** Lengths in a table are multiples of this, or of an eighth of their size. */
  private static final int FINEST = 64;

  private final List<String> engines;
  private final double[] handicaps;
  private final List<Integer> sizes;
  private final double[][] nanos;
  private final int firstUpTo;

  private Crossovers(
      List<String> engines,
      double[] handicaps,
      List<Integer> sizes,
      double[][] nanos,
      int firstUpTo) {
    this.engines = engines;
    this.handicaps = handicaps;
    this.sizes = sizes;
    this.nanos = nanos;
    this.firstUpTo = firstUpTo;
  }

  /**
   * Decides.
   *
   * @param engines their names, the preferred one first
   * @param handicaps what the times of each are multiplied by
   * @param sizes that were measured, in octets, rising
   * @param nanos for a message, by engine and size, all above 0
   * @param firstUpTo length up to which no other engine than the first may be used; 0 for none
   * @return the steps of a row of an engine table
   */
  static List<EngineTable.Step> steps(
      List<String> engines,
      double[] handicaps,
      List<Integer> sizes,
      double[][] nanos,
      int firstUpTo) {
    return new Crossovers(engines, handicaps, sizes, nanos, firstUpTo).steps();
  }

  private List<EngineTable.Step> steps() {
    int[] chosen = cheapest();
    List<EngineTable.Step> steps = new ArrayList<>();
    steps.add(new EngineTable.Step(0, engines.get(firstUpTo > 0 ? 0 : chosen[0])));
    if (firstUpTo > 0 && chosen[0] > 0) {
      steps.add(new EngineTable.Step(firstUpTo + 1, engines.get(chosen[0])));
    }
    for (int i = 1; i < chosen.length; i++) {
      if (chosen[i] != chosen[i - 1]) {
        int from = crossover(i, chosen[i - 1], chosen[i]);
        steps.add(new EngineTable.Step(from, engines.get(chosen[i])));
      }
    }
    return steps;
  }

  /** The engine for each size, by dynamic programming over the sizes. */
  private int[] cheapest() {
    int last = sizes.size() - 1;
    int[][] before = new int[sizes.size()][engines.size()];
    double[] total = new double[engines.size()];
    for (int i = 0; i <= last; i++) {
      double[] next = new double[engines.size()];
      for (int engine = 0; engine < next.length; engine++) {
        int from = i == 0 ? engine : comingFrom(total, engine);
        before[i][engine] = from;
        next[engine] = total[from] + change(from, engine) + cost(engine, i);
      }
      total = next;
    }
    int[] chosen = new int[sizes.size()];
    chosen[last] = lowest(total);
    for (int i = last; i > 0; i--) {
      chosen[i - 1] = before[i][chosen[i]];
    }
    return chosen;
  }

  private static int comingFrom(double[] total, int engine) {
    int from = engine;
    for (int other = 0; other < total.length; other++) {
      if (total[other] + change(other, engine) < total[from] + change(from, engine)) {
        from = other;
      }
    }
    return from;
  }

  private static int lowest(double[] total) {
    int lowest = 0;
    for (int i = 1; i < total.length; i++) {
      lowest = total[i] < total[lowest] ? i : lowest;
    }
    return lowest;
  }

  private static double change(int from, int to) {
    return from == to ? 0 : Math.log1p(CHANGE);
  }

  private double cost(int engine, int size) {
    if (engine > 0 && sizes.get(size) <= firstUpTo) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.log(counted(engine, size));
  }

  private double counted(int engine, int size) {
    return nanos[engine][size] * handicaps[engine];
  }

  /** The length above the size before and up to this one from which on the other is faster. */
  private int crossover(int size, int from, int to) {
    int lower = sizes.get(size - 1);
    int upper = sizes.get(size);
    double behind = counted(to, size - 1) - counted(from, size - 1);
    double ahead = counted(from, size) - counted(to, size);
    int exact;
    if (behind <= 0) {
      exact = lower;
    } else if (ahead <= 0) {
      exact = upper;
    } else {
      exact = (int) (lower + (upper - (double) lower) * (behind / (behind + ahead)));
    }
    int unit = Math.max(FINEST, Integer.highestOneBit(exact) / 8);
    int rounded = (exact + unit / 2) / unit * unit;
    int floor = Math.max(lower, to > 0 ? firstUpTo : 0) + 1;
    return Math.clamp(rounded, floor, upper);
  }
}
