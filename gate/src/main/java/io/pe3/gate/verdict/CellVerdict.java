package io.pe3.gate.verdict;

import io.pe3.gate.result.CellId;
import io.pe3.gate.result.CellResult;
import java.util.Optional;

/**
 * What is said of one cell.
 *
 * @param base what was measured of the older version
 * @param head what was measured of the newer version
 * @param verdict of time and allocation together
 * @param slowdown of the time; empty when it can't be compared
 * @param allocation change of it; empty when it was not counted
 * @param instructions ratio per operation; empty when they were not counted. They explain and are
 *     not judged: fewer instructions can be slower
 * @param reason for people, in a sentence without a full stop
 */
public record CellVerdict(
    CellResult base,
    CellResult head,
    Verdict verdict,
    Optional<Slowdown> slowdown,
    Optional<AllocationChange> allocation,
    Optional<Slowdown> instructions,
    String reason) {

  /**
   * Which cell.
   *
   * @return the id, the same on both sides
   */
  public CellId id() {
    return head.id();
  }

  /**
   * The same with another verdict.
   *
   * @param other verdict
   * @param why reason for it
   * @return a new one
   */
  public CellVerdict with(Verdict other, String why) {
    return new CellVerdict(base, head, other, slowdown, allocation, instructions, why);
  }
}
