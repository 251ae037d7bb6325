package io.pe3.gate.run;

import io.pe3.gate.result.CellId;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.stats.Looks;
import io.pe3.gate.verdict.CellVerdict;
import io.pe3.gate.verdict.OneSided;
import io.pe3.gate.verdict.Outcome;
import io.pe3.gate.verdict.SequentialJudge;
import io.pe3.gate.verdict.Slowdown;
import io.pe3.gate.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Measures two versions in turn, A B B A …, and judges them. Cells that are clear get no more
 * forks; the others go on until the last look or the end of the budget. What fails is measured
 * again with fresh forks before it counts as a failure. For one run; not thread-safe.
 */
public final class GateRun {
  /** So many failures are measured again, the largest slowdowns first: one is enough to fail. */
  public static final int MOST_RERUNS = 3;

  /** Fresh forks a side of a failure, at most; 5 are enough when they show it. */
  private static final int RERUN_FORKS = 8;

  /** A pair that was disturbed is measured again; the last attempt counts whatever happens. */
  private static final int ATTEMPTS = 3;

  private final GateSettings settings;
  private final ForkSource source;
  private final MachineWatch watch;
  private final LongSupplier nanos;
  private final Consumer<String> progress;
  private final Map<Job, Forks> measured = new HashMap<>();
  private final List<String> disturbances = new ArrayList<>();
  private long start;
  private long pairs;
  private long pairNanos;

  /**
   * Prepares.
   *
   * @param settings how to decide
   * @param source measures
   * @param watch notices disturbances
   * @param nanos a clock in nanoseconds, such as {@link System#nanoTime}
   * @param progress is told what goes on
   */
  public GateRun(
      GateSettings settings,
      ForkSource source,
      MachineWatch watch,
      LongSupplier nanos,
      Consumer<String> progress) {
    this.settings = settings;
    this.source = source;
    this.watch = watch;
    this.nanos = nanos;
    this.progress = progress;
  }

  /**
   * Checks that 5 forks a side of every job fit into a budget.
   *
   * @param jobs how many
   * @param fork how long one takes
   * @param budget for all
   * @throws BudgetTooSmall when they don't
   */
  public static void requireBudget(int jobs, Duration fork, Duration budget) throws BudgetTooSmall {
    Duration needed = fork.multipliedBy(2L * Looks.FEWEST_FORKS * jobs);
    if (needed.compareTo(budget) > 0) {
      throw new BudgetTooSmall(needed, budget);
    }
  }

  /**
   * Measures and judges.
   *
   * @param jobs that both versions have, at least one
   * @return the verdicts
   * @throws BudgetTooSmall when the first round shows that 5 forks a side don't fit
   */
  public GateResult run(List<Job> jobs) throws BudgetTooSmall {
    start = nanos.getAsLong();
    Looks looks = settings.looks();
    TreeSet<Job> open = new TreeSet<>(jobs);
    Optional<SequentialJudge> judge = Optional.empty();
    boolean inTime = true;
    int round = 0;
    for (int look = 0; look < looks.count() && inTime && !open.isEmpty(); look++) {
      while (round < looks.forks().get(look) && inTime) {
        inTime = measureRound(open, round++);
        if (round == 1) {
          requireBudget(jobs.size(), pair().dividedBy(2), settings.budget());
        }
      }
      // When the budget has ended this look comes early, for the cells as they are.
      SequentialJudge looking =
          judge.orElseGet(() -> new SequentialJudge(cells(), settings.margins(), looks));
      judge = Optional.of(looking);
      looking.look(look, common(Side.BASE), common(Side.HEAD));
      open.removeIf(
          job -> measured.get(job).common(Side.HEAD).keySet().stream().allMatch(looking::isJudged));
      progress.accept(round + " forks a side: " + open.size() + " of " + jobs.size() + " open");
    }
    Duration elapsed = elapsed();
    SequentialJudge judged = judge.orElseThrow();
    rerun(judged);
    return result(judged, elapsed, !inTime);
  }

  /** Measures a pair of each open job; false when the budget ended. */
  private boolean measureRound(Set<Job> open, int round) {
    int done = 0;
    for (Job job : open) {
      if (pairs > 0 && elapsed().plus(pair()).compareTo(settings.budget()) > 0 && round > 0) {
        progress.accept("the budget ends in round " + (round + 1));
        return false;
      }
      progress.accept(
          "round " + (round + 1) + ", " + ++done + " of " + open.size() + ": " + job.fullName());
      measured
          .computeIfAbsent(job, _ -> new Forks())
          .add(measurePair(job, round % 2 == 0 ? Side.BASE : Side.HEAD));
    }
    return true;
  }

  private Forks measurePair(Job job, Side first) {
    for (int attempt = 1; ; attempt++) {
      long before = nanos.getAsLong();
      Forks forks = new Forks();
      watch.begin();
      forks.add(first, source.measure(first, job));
      forks.add(first.other(), source.measure(first.other(), job));
      Optional<String> disturbed = watch.end();
      pairs++;
      pairNanos += nanos.getAsLong() - before;
      if (disturbed.isEmpty()) {
        return forks;
      }
      boolean last = attempt == ATTEMPTS;
      String line =
          job.fullName()
              + ": "
              + disturbed.get()
              + (last ? "; taken as it is" : "; both forks measured again");
      disturbances.add(line);
      progress.accept("disturbed: " + line);
      if (last) {
        return forks;
      }
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanos.getAsLong() - start);
  }

  private Duration pair() {
    return Duration.ofNanos(pairNanos / pairs);
  }

  private int cells() {
    return measured.values().stream().mapToInt(forks -> forks.common(Side.HEAD).size()).sum();
  }

  private SortedMap<CellId, CellResult> common(Side side) {
    Forks all = new Forks();
    measured.values().forEach(all::add);
    return all.common(side);
  }

  private void rerun(SequentialJudge judge) {
    List<CellVerdict> failed =
        judge.verdicts().values().stream()
            .filter(cell -> cell.verdict() == Verdict.REGRESSION)
            .sorted(
                Comparator.comparingDouble(
                    (CellVerdict cell) -> -cell.slowdown().map(Slowdown::estimate).orElse(0.0)))
            .toList();
    for (CellVerdict cell : failed.subList(0, Math.min(MOST_RERUNS, failed.size()))) {
      rerun(judge, cell.id());
    }
  }

  private void rerun(SequentialJudge judge, CellId id) {
    Job job = new Job(id.benchmark(), id.params());
    Forks fresh = new Forks();
    for (int round = 0; round < RERUN_FORKS; round++) {
      progress.accept("rerun " + (round + 1) + " of " + job.fullName());
      fresh.add(measurePair(job, round % 2 == 0 ? Side.HEAD : Side.BASE));
      CellResult base = fresh.cells(Side.BASE).get(id);
      CellResult head = fresh.cells(Side.HEAD).get(id);
      if (round + 1 >= Looks.FEWEST_FORKS && judge.isShownAgain(base, head)) {
        judge.confirm(id, true);
        return;
      }
    }
    judge.confirm(id, false);
  }

  private GateResult result(SequentialJudge judge, Duration elapsed, boolean budgetEnded) {
    Forks all = new Forks();
    measured.values().forEach(all::add);
    SortedMap<CellId, CellResult> base = all.cells(Side.BASE);
    SortedMap<CellId, CellResult> head = all.cells(Side.HEAD);
    return new GateResult(
        new Outcome(
            List.copyOf(judge.verdicts().values()),
            OneSided.of(base.keySet(), head.keySet()),
            OneSided.of(head.keySet(), base.keySet())),
        List.copyOf(base.values()),
        List.copyOf(head.values()),
        disturbances,
        elapsed,
        budgetEnded);
  }
}
