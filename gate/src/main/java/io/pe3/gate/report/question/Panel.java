package io.pe3.gate.report.question;

import io.pe3.gate.result.CellResult;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cells that stand in one chart: for every side one cell at each place.
 *
 * @param title values of the parameters that all its cells share, empty when there are none
 * @param places in order; unmodifiable
 * @param sides in order, each with its cells by place; unmodifiable
 */
public record Panel(
    String title, List<String> places, SortedMap<Side, Map<String, CellResult>> sides) {

  /** Keeps unmodifiable copies. */
  public Panel {
    places = List.copyOf(places);
    SortedMap<Side, Map<String, CellResult>> copy = new TreeMap<>();
    sides.forEach(
        (side, cells) -> copy.put(side, Collections.unmodifiableMap(new LinkedHashMap<>(cells))));
    sides = Collections.unmodifiableSortedMap(copy);
  }

  /**
   * One cell.
   *
   * @param side who does the work
   * @param place where
   * @return the cell, or empty when it was not measured
   */
  public Optional<CellResult> cell(Side side, String place) {
    return Optional.ofNullable(sides.getOrDefault(side, Map.of()).get(place));
  }

  /**
   * What the report is about, here.
   *
   * @return the first side with that role, or empty when there is none
   */
  public Optional<Side> subject() {
    return sides.keySet().stream().filter(side -> side.role() == Role.SUBJECT).findFirst();
  }

  /**
   * How many times as good the subject is as the best peer.
   *
   * @param place where
   * @return empty when there is no subject or no peer
   */
  public Optional<Ratio> ratioToBestPeer(String place) {
    return ratio(place, Role.PEER);
  }

  /**
   * How near the subject comes to the limit: 1 when it reaches it.
   *
   * @param place where
   * @return empty when there is no subject or no limit
   */
  public Optional<Ratio> ratioToLimit(String place) {
    return ratio(place, Role.LIMIT);
  }

  private Optional<Ratio> ratio(String place, Role role) {
    Optional<CellResult> subject = subject().flatMap(side -> cell(side, place));
    return subject.flatMap(
        own ->
            sides.keySet().stream()
                .filter(side -> side.role() == role)
                .flatMap(side -> cell(side, place).stream().map(o -> Ratio.of(own, o, side.name())))
                .filter(ratio -> ratio.value() > 0 && Double.isFinite(ratio.value()))
                .min(Comparator.comparingDouble(Ratio::value)));
  }
}
