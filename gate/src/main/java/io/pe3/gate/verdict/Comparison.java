package io.pe3.gate.verdict;

import io.pe3.gate.result.CellId;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.ResultSet;
import io.pe3.gate.stats.EffectSize;
import io.pe3.gate.stats.Holm;
import io.pe3.gate.stats.RankDistribution;
import io.pe3.gate.stats.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares two files of results. A cell fails when it is shown to be slower at all and the estimate
 * reaches its threshold; it passes when it is shown to be slower by less than the threshold; else
 * it is unclear. It knows nothing of what the machine did between the two files: only a gate run,
 * which measures both in turn, can exclude that.
 */
public final class Comparison {
  /** The chance that any cell of two equal versions fails. */
  private static final double FALSE_ALARM = 0.05;

  /** The chance that a cell at its threshold passes. */
  private static final double MISS = 0.025;

  private final Thresholds thresholds;
  private final RankDistribution distribution = new RankDistribution();

  /**
   * Prepares.
   *
   * @param thresholds from which slowdown on cells fail
   */
  public Comparison(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  /**
   * Compares.
   *
   * @param base older version
   * @param head newer version
   * @return a verdict for each cell that both have
   */
  public Outcome compare(ResultSet base, ResultSet head) {
    SortedMap<CellId, CellResult> older = base.byId();
    SortedMap<CellId, CellResult> newer = head.byId();
    List<OneSided> onlyInBase = OneSided.of(older.keySet(), newer.keySet());
    List<OneSided> onlyInHead = OneSided.of(newer.keySet(), older.keySet());
    older.keySet().retainAll(newer.keySet());
    Map<CellId, Shift> shifts = new TreeMap<>();
    older.forEach((id, cell) -> shift(cell, newer.get(id)).ifPresent(s -> shifts.put(id, s)));
    Map<CellId, Double> pValues = new TreeMap<>();
    shifts.forEach((id, shift) -> pValues.put(id, shift.above(0)));
    Set<CellId> slower = Holm.rejected(pValues, older.size(), FALSE_ALARM);
    List<CellVerdict> verdicts = new ArrayList<>();
    older.forEach(
        (id, cell) ->
            verdicts.add(
                verdict(
                    cell,
                    newer.get(id),
                    Optional.ofNullable(shifts.get(id)),
                    slower.contains(id),
                    older.size())));
    return new Outcome(verdicts, onlyInBase, onlyInHead);
  }

  private Optional<Shift> shift(CellResult base, CellResult head) {
    return base.primary().unit().equals(head.primary().unit())
        ? Slowdown.shift(head.id().mode(), base.primary(), head.primary(), distribution)
        : Optional.empty();
  }

  private CellVerdict verdict(
      CellResult base, CellResult head, Optional<Shift> shift, boolean slower, int cells) {
    Optional<AllocationChange> allocation = AllocationChange.of(base, head);
    CellVerdict open =
        new CellVerdict(
            base,
            head,
            Verdict.UNCLEAR,
            shift.map(Slowdown::of),
            allocation,
            base.instructions()
                .flatMap(o -> head.instructions().flatMap(n -> Slowdown.of(o, n, distribution))),
            "a number is missing or not above 0, or the units differ");
    if (allocation.filter(change -> change.kind() == AllocationChange.Kind.MORE).isPresent()) {
      return open.with(Verdict.REGRESSION, "it allocates more");
    }
    if (shift.isEmpty()) {
      return open;
    }
    double threshold = thresholds.of(head.id());
    String percent = EffectSize.percent(1 + threshold);
    if (slower && shift.get().estimate() >= Math.log1p(threshold)) {
      return open.with(Verdict.REGRESSION, "shown to be slower, by about " + percent + " or more");
    }
    if (allocation.filter(change -> change.kind() == AllocationChange.Kind.OPEN).isPresent()) {
      return open.with(
          Verdict.UNCLEAR,
          "its allocation differs or is not known, and more forks are needed to tell");
    }
    if (shift.get().high(MISS) < Math.log1p(threshold)) {
      return open.with(Verdict.PASS, "shown to be slower by less than " + percent + ", if at all");
    }
    int fewest = fewestForks(cells);
    int forks = Math.min(base.primary().forks().size(), head.primary().forks().size());
    return open.with(
        Verdict.UNCLEAR,
        forks < fewest
            ? forks
                + (forks == 1 ? " fork" : " forks")
                + " a side can't show it; "
                + fewest
                + " can (-f "
                + fewest
                + ")"
            : "too noisy to tell whether it is slower by " + percent);
  }

  /** Below this number of forks a side, not even the clearest difference reaches the level. */
  private int fewestForks(int cells) {
    int forks = 2;
    while (distribution.atMost(0, forks, forks) > FALSE_ALARM / cells
        || distribution.atMost(0, forks, forks) > MISS) {
      forks++;
    }
    return forks;
  }
}
