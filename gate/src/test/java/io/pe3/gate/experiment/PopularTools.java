package io.pe3.gate.experiment;

import io.pe3.gate.result.Medians;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * What other tools would say of the same forks: their rules, written anew from their documentation
 * for this comparison. Each answers whether a slowdown is reported.
 */
enum PopularTools {
  /** github-action-benchmark: the new mean over the old one exceeds alert-threshold, 200 %. */
  ACTION_200("github-action-benchmark, alert-threshold 200 % (its default)") {
    @Override
    boolean alarms(List<double[]> base, List<double[]> head) {
      return mean(head) / mean(base) > 2;
    }
  },

  /** The same rule as tight as the change that is looked for; also pytest-benchmark's. */
  MEAN_105("the same at 105 %; pytest-benchmark, --benchmark-compare-fail=mean:5%") {
    @Override
    boolean alarms(List<double[]> base, List<double[]> head) {
      return mean(head) / mean(base) > 1.05;
    }
  },

  /** JMH's "score ± error": 99.9 % intervals by Student's t over all iterations of all forks. */
  JMH_ERROR("JMH's score ± error, intervals that do not overlap") {
    @Override
    boolean alarms(List<double[]> base, List<double[]> head) {
      return mean(head) - error(head) > mean(base) + error(base);
    }
  },

  /** benchstat: Mann-Whitney at 0.05 for each benchmark; a sample is a run, here a fork's mean. */
  BENCHSTAT("benchstat, Mann-Whitney at 0.05 for each cell") {
    @Override
    boolean alarms(List<double[]> base, List<double[]> head) {
      double[] older = means(base);
      double[] newer = means(head);
      return MannWhitneyUTest.withDefaults().test(older, newer).getPValue() < 0.05
          && Medians.of(newer) > Medians.of(older);
    }
  };

  private final String title;

  PopularTools(String title) {
    this.title = title;
  }

  abstract boolean alarms(List<double[]> base, List<double[]> head);

  String title() {
    return title;
  }

  private static double[] all(List<double[]> forks) {
    return forks.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private static double mean(List<double[]> forks) {
    return Arrays.stream(all(forks)).average().orElseThrow();
  }

  private static double[] means(List<double[]> forks) {
    return forks.stream().mapToDouble(f -> Arrays.stream(f).average().orElseThrow()).toArray();
  }

  private static double error(List<double[]> forks) {
    double[] values = all(forks);
    double mean = mean(forks);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / (values.length - 1));
    double t = TDistribution.of(values.length - 1.0).inverseCumulativeProbability(0.9995);
    return t * deviation / Math.sqrt(values.length);
  }
}
