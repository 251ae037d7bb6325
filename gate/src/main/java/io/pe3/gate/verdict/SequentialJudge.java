package io.pe3.gate.verdict;

import io.pe3.gate.result.CellId;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.stats.EffectSize;
import io.pe3.gate.stats.Holm;
import io.pe3.gate.stats.Looks;
import io.pe3.gate.stats.RankDistribution;
import io.pe3.gate.stats.Shift;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges the cells of a gate run at each look, with errors that hold over all cells and looks. A
 * cell that has been judged stays so; the others get more forks. Not thread-safe.
 *
 * <p>Alarms: at each look Holm's procedure over all cells, with that look's share of the error. A
 * cell that is not looked at any more counts as one test, and one that failed as rejected, so that
 * the chance of any false alarm in the whole run is at most the error of {@link Looks}.
 */
public final class SequentialJudge {
  private static final double RERUN_ERROR = 0.05;

  private final int cells;
  private final Margins margins;
  private final Looks looks;
  private final RankDistribution distribution = new RankDistribution();
  private final SortedMap<CellId, CellVerdict> judged = new TreeMap<>();
  private final SortedMap<CellId, CellVerdict> open = new TreeMap<>();

  /**
   * Prepares.
   *
   * @param cells that will be judged, at most; a family is corrected for all of them
   * @param margins to decide between
   * @param looks when, and with which errors
   */
  public SequentialJudge(int cells, Margins margins, Looks looks) {
    this.cells = cells;
    this.margins = margins;
    this.looks = looks;
  }

  /**
   * Looks at cells that are not judged yet.
   *
   * @param look which one, from 0; each at most once and rising
   * @param base older version, by cell
   * @param head newer version, by cell: the same cells
   */
  public void look(int look, Map<CellId, CellResult> base, Map<CellId, CellResult> head) {
    open.clear();
    SortedMap<CellId, Shift> shifts = new TreeMap<>();
    SortedMap<CellId, Double> pValues = new TreeMap<>();
    judged.forEach(
        (id, cell) -> {
          if (cell.verdict() == Verdict.REGRESSION) {
            pValues.put(id, 0.0);
          }
        });
    for (Map.Entry<CellId, CellResult> cell : head.entrySet()) {
      CellId id = cell.getKey();
      if (judged.containsKey(id)) {
        continue;
      }
      Optional<Shift> shift = shift(base.get(id), cell.getValue());
      open.put(id, unclear(base.get(id), cell.getValue(), shift));
      shift.ifPresent(
          known -> {
            shifts.put(id, known);
            pValues.put(id, known.above(Math.log1p(margins.tolerance())));
          });
    }
    Set<CellId> slower = Holm.rejected(pValues, cells, looks.falseAlarmAt(look));
    for (CellVerdict cell : Map.copyOf(open).values()) {
      judge(cell, Optional.ofNullable(shifts.get(cell.id())), slower.contains(cell.id()));
    }
  }

  private void judge(CellVerdict cell, Optional<Shift> shift, boolean slower) {
    Optional<AllocationChange.Kind> allocation = cell.allocation().map(AllocationChange::kind);
    if (allocation.filter(AllocationChange.Kind.MORE::equals).isPresent()) {
      judged.put(cell.id(), cell.with(Verdict.REGRESSION, "it allocates more"));
    } else if (shift.isEmpty()
        || allocation.filter(AllocationChange.Kind.OPEN::equals).isPresent()) {
      return;
    } else if (shift.get().below(Math.log1p(margins.margin())) <= looks.missAtEach()) {
      judged.put(
          cell.id(),
          cell.with(
              Verdict.PASS,
              "shown to be slower by less than "
                  + EffectSize.percent(1 + margins.margin())
                  + ", if at all"));
    } else if (slower) {
      judged.put(
          cell.id(),
          cell.with(
              Verdict.REGRESSION,
              "shown to be slower by more than " + EffectSize.percent(1 + margins.tolerance())));
    } else {
      return;
    }
    open.remove(cell.id());
  }

  /**
   * Whether a cell needs no more forks.
   *
   * @param id of the cell
   * @return true once it passed or failed
   */
  public boolean isJudged(CellId id) {
    return judged.containsKey(id);
  }

  /**
   * Whether fresh forks show a failure again, by themselves.
   *
   * @param base fresh forks of the older version
   * @param head fresh forks of the newer version
   * @return true when they are slower at all, or allocate more
   */
  public boolean isShownAgain(CellResult base, CellResult head) {
    boolean more =
        AllocationChange.of(base, head)
            .filter(change -> change.kind() == AllocationChange.Kind.MORE)
            .isPresent();
    return more || shift(base, head).filter(s -> s.above(0) <= RERUN_ERROR).isPresent();
  }

  /**
   * Says what a rerun of a failure found: a failure that did not show again is taken back.
   *
   * @param id of a cell that failed
   * @param again whether fresh forks showed it again
   */
  public void confirm(CellId id, boolean again) {
    CellVerdict failed = judged.get(id);
    judged.put(
        id,
        again
            ? failed.with(Verdict.REGRESSION, failed.reason() + ", and again in a rerun")
            : failed.with(
                Verdict.UNCLEAR, failed.reason() + ", but not again in a rerun of fresh forks"));
  }

  /**
   * The verdicts.
   *
   * @return of all cells looked at; those that are not judged are unclear
   */
  public SortedMap<CellId, CellVerdict> verdicts() {
    SortedMap<CellId, CellVerdict> all = new TreeMap<>(open);
    all.putAll(judged);
    return all;
  }

  private CellVerdict unclear(CellResult base, CellResult head, Optional<Shift> shift) {
    return new CellVerdict(
        base,
        head,
        Verdict.UNCLEAR,
        shift.map(Slowdown::of),
        AllocationChange.of(base, head),
        base.instructions()
            .flatMap(o -> head.instructions().flatMap(n -> Slowdown.of(o, n, distribution))),
        shift.isEmpty()
            ? "a number is missing or not above 0"
            : "too noisy, or too few forks, to tell whether it is slower by "
                + EffectSize.percent(1 + margins.margin()));
  }

  private Optional<Shift> shift(CellResult base, CellResult head) {
    return Slowdown.shift(head.id().mode(), base.primary(), head.primary(), distribution);
  }
}
