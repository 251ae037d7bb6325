package io.pe3.gate.report.question;

import io.pe3.gate.result.CellId;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.JmhMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Groups cells into questions, in the naming's order and then that in which they first come up. */
public final class Questions {
  private static final String THREADS = "threads";

  private final Naming naming;

  private record Entry(Named named, CellResult cell) {}

  /**
   * Prepares.
   *
   * @param naming says what a cell is
   */
  public Questions(Naming naming) {
    this.naming = naming;
  }

  /**
   * Groups.
   *
   * @param cells in any order
   * @return a question for each kind of work, mode and unit
   */
  public List<Question> of(Collection<CellResult> cells) {
    boolean severalThreads = cells.stream().map(cell -> cell.id().threads()).distinct().count() > 1;
    Map<String, List<Entry>> groups = new LinkedHashMap<>();
    for (CellResult cell : cells) {
      Named named = name(cell.id(), severalThreads);
      String key = named.question() + '\n' + cell.id().mode() + '\n' + cell.primary().unit();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(new Entry(named, cell));
    }
    return groups.values().stream()
        .map(Questions::question)
        .sorted(Comparator.comparingInt(question -> naming.order(question.title())))
        .toList();
  }

  private Named name(CellId id, boolean severalThreads) {
    Named named = naming.name(id);
    if (!severalThreads) {
      return named;
    }
    SortedMap<String, String> params = new TreeMap<>(named.params());
    params.put(THREADS, String.valueOf(id.threads()));
    return new Named(named.question(), named.side(), params);
  }

  private static Question question(List<Entry> entries) {
    CellResult first = entries.getFirst().cell();
    String place = Places.choose(entries.stream().map(Entry::named).toList()).orElse("");
    Map<String, List<Entry>> panels = new LinkedHashMap<>();
    for (Entry entry : entries) {
      panels.computeIfAbsent(title(entry.named(), place), k -> new ArrayList<>()).add(entry);
    }
    List<String> values = entries.stream().map(entry -> value(entry, place)).distinct().toList();
    boolean numeric = !place.isEmpty() && Places.areNumeric(values);
    JmhMode mode = first.id().mode();
    return new Question(
        entries.getFirst().named().question(),
        mode,
        first.primary().unit(),
        place,
        numeric,
        panels.entrySet().stream()
            .map(panel -> panel(panel.getKey(), panel.getValue(), place, numeric))
            .toList());
  }

  private static String title(Named named, String place) {
    return named.params().entrySet().stream()
        .filter(param -> !param.getKey().equals(place))
        .map(param -> param.getKey() + " " + param.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String value(Entry entry, String place) {
    return entry.named().params().getOrDefault(place, "");
  }

  private static Panel panel(String title, List<Entry> entries, String place, boolean numeric) {
    SortedMap<Side, Map<String, CellResult>> sides = new TreeMap<>();
    for (Entry entry : entries) {
      Side side = entry.named().side();
      String at = value(entry, place);
      if (sides.getOrDefault(side, Map.of()).containsKey(at)) {
        // Classes of one name in two packages, for example: none may hide the other.
        side = new Side(side.name() + ", " + entry.cell().id().fullName(), Role.VARIANT);
      }
      sides.computeIfAbsent(side, k -> new LinkedHashMap<>()).put(at, entry.cell());
    }
    List<String> places = entries.stream().map(entry -> value(entry, place)).distinct().toList();
    return new Panel(
        title,
        numeric
            ? places.stream().sorted(Comparator.comparingDouble(Double::parseDouble)).toList()
            : places,
        sides);
  }
}
