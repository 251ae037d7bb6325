package io.pe3.gate.experiment;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** What makes forks of one version differ: a sequence of deviations in logarithms per cell. */
interface Noise {
  /** Starts a sequence for one cell of one gate run. */
  DoubleSupplier start(RandomGenerator random);

  static Noise normal(double deviation) {
    return random -> () -> deviation * random.nextGaussian();
  }

  /** Some forks are compiled worse and stay so. */
  static Noise twoModes(double deviation, double gap, double share) {
    return random ->
        () -> deviation * random.nextGaussian() + (random.nextDouble() < share ? gap : 0);
  }

  /** Student's t with 2 degrees of freedom: now and then a fork is far away. */
  static Noise longTails(double deviation) {
    return random ->
        () -> {
          double chi = -2 * Math.log(1 - random.nextDouble());
          return deviation * random.nextGaussian() / Math.sqrt(chi / 2);
        };
  }

  /** The machine slows down while it is measured. */
  static Noise drifting(double deviation, double perFork) {
    return random -> {
      double[] drift = {0};
      return () -> deviation * random.nextGaussian() + (drift[0] += perFork);
    };
  }

  /**
   * Recorded deviations in the order recorded, from a place by chance on, with a jump to another
   * place after 4 forks on average: what neighbours have in common stays (a block bootstrap).
   */
  static Noise recorded(double... deviations) {
    return random -> {
      int[] at = {random.nextInt(deviations.length)};
      return () -> {
        at[0] = random.nextInt(4) == 0 ? random.nextInt(deviations.length) : at[0] + 1;
        return deviations[at[0] %= deviations.length];
      };
    };
  }

  /** The same recording, made louder or quieter so that forks deviate by this much. */
  static double[] scaled(double[] deviations, double deviation) {
    double factor = deviation / deviation(deviations);
    return Arrays.stream(deviations).map(value -> value * factor).toArray();
  }

  /** The standard deviation, odd forks and all. */
  static double deviation(double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum()
            / (values.length - 1));
  }
}
