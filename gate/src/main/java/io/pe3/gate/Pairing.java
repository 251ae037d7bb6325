package io.pe3.gate;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.run.Job;
import io.pe3.gate.verdict.OneSided;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What is included, told apart by which version has it.
 *
 * @param both what is measured; empty when the versions have nothing in common
 * @param onlyInBase what only the older version has
 * @param onlyInHead what only the newer version has
 */
record Pairing(List<Job> both, List<OneSided> onlyInBase, List<OneSided> onlyInHead) {
  /**
   * Pairs.
   *
   * @param older all that the older version has
   * @param newer all that the newer version has
   * @param includes that were asked for
   * @param usualIncludes that hold when none were asked for
   */
  static Pairing of(
      SortedSet<Job> older,
      SortedSet<Job> newer,
      List<Pattern> includes,
      List<Pattern> usualIncludes) {
    SortedSet<Job> all = new TreeSet<>(older);
    all.addAll(newer);
    List<Job> included = included(all, includes.isEmpty() ? usualIncludes : includes);
    if (included.isEmpty()) {
      throw includes.isEmpty() ? askForInclude(all.size()) : nothing(includes);
    }
    return new Pairing(
        included.stream().filter(job -> older.contains(job) && newer.contains(job)).toList(),
        oneSided(included, newer),
        oneSided(included, older));
  }

  private static List<Job> included(SortedSet<Job> jobs, List<Pattern> includes) {
    return jobs.stream()
        .filter(job -> includes.stream().anyMatch(i -> i.matcher(job.fullName()).find()))
        .toList();
  }

  private static List<OneSided> oneSided(List<Job> included, SortedSet<Job> others) {
    return included.stream()
        .filter(job -> !others.contains(job))
        .map(job -> OneSided.unmeasured(job.benchmark(), job.params()))
        .toList();
  }

  private static GateException askForInclude(int count) {
    return new GateException(
        GateErrorCode.BAD_OPTION,
        "--include is needed: say which of the "
            + count
            + " benchmarks of this jar to measure, by a regular expression");
  }

  private static GateException nothing(List<Pattern> includes) {
    return new GateException(
        GateErrorCode.NO_BENCHMARK,
        "neither version has a benchmark that is included",
        "include",
        includes);
  }
}
