package io.pe3.gate.verdict;

import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.Metric;
import java.util.Optional;

/**
 * What happened to the octets allocated per operation. They hardly vary, so that they are compared
 * exactly: the two sides must not overlap, and the gap between them must be far beyond what forks
 * of one side differ by. Machine noise does not touch them.
 *
 * @param base median of the older version, B/op
 * @param head median of the newer version, B/op
 * @param kind what is shown
 */
public record AllocationChange(double base, double head, Kind kind) {
  private static final double LEAST = 1;
  private static final double FAR_BEYOND = 3;
  private static final int FEWEST = 2;

  /** So many forks a side that do not overlap are no accident (1 of 12 870). */
  private static final int SURE = 8;

  /** What is shown. */
  public enum Kind {
    /** No difference beyond what forks of one side differ by, or below 1 B/op. */
    SAME,
    /** It allocates more. */
    MORE,
    /** It allocates less. */
    LESS,
    /** More forks are needed, or some have no number. */
    OPEN
  }

  /**
   * Compares.
   *
   * @param base older
   * @param head newer
   * @return empty when a side did not count its allocation
   */
  public static Optional<AllocationChange> of(CellResult base, CellResult head) {
    return base.allocation()
        .flatMap(older -> head.allocation().map(newer -> of(older, newer)))
        .filter(change -> !Double.isNaN(change.base) && !Double.isNaN(change.head));
  }

  private static AllocationChange of(Metric base, Metric head) {
    return new AllocationChange(base.median(), head.median(), kind(base, head));
  }

  private static boolean isCounted(Metric metric) {
    return metric.forks().stream().allMatch(Double::isFinite);
  }

  private static Kind kind(Metric base, Metric head) {
    if (!isCounted(base) || !isCounted(head)) {
      return Kind.OPEN;
    }
    double more = head.lowest() - base.highest();
    double less = base.lowest() - head.highest();
    double gap = Math.max(more, less);
    if (!(gap >= LEAST)) {
      return Kind.SAME;
    }
    double range = Math.max(base.highest() - base.lowest(), head.highest() - head.lowest());
    int forks = Math.min(base.forks().size(), head.forks().size());
    if (forks < FEWEST || (forks < SURE && gap < FAR_BEYOND * range)) {
      return Kind.OPEN;
    }
    return more > 0 ? Kind.MORE : Kind.LESS;
  }
}
