package io.pe3.gate.report.question;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Chooses the parameter along which cells are compared. */
final class Places {
  /** Parameters that count octets. */
  static final List<String> OCTETS = List.of("size", "length", "bytes", "octets");

  private static final List<String> NAMES = List.of("shape", "payload", "message", "input", "data");

  private Places() {}

  /** The parameter, or empty when no parameter has several values. */
  static Optional<String> choose(Collection<Named> cells) {
    SortedMap<String, Set<String>> values = new TreeMap<>();
    for (Named cell : cells) {
      cell.params()
          .forEach(
              (name, value) ->
                  values.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(value));
    }
    return values.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1 || OCTETS.contains(entry.getKey()))
        .max(
            Comparator.comparingInt((Map.Entry<String, Set<String>> e) -> rank(e))
                .thenComparingInt(e -> e.getValue().size()))
        .map(Map.Entry::getKey);
  }

  private static int rank(Map.Entry<String, Set<String>> parameter) {
    boolean numeric = areNumeric(parameter.getValue());
    if (numeric && OCTETS.contains(parameter.getKey())) {
      return 3;
    }
    return numeric ? 2 : NAMES.contains(parameter.getKey()) ? 1 : 0;
  }

  static boolean areNumeric(Collection<String> values) {
    return values.stream().allMatch(Places::isNumeric);
  }

  /** Plain decimal digits only: a hostile {@code 1e308} would make an axis that nobody can read. */
  private static boolean isNumeric(String value) {
    return value.matches("[0-9]{1,15}(\\.[0-9]{1,9})?") && Double.parseDouble(value) > 0;
  }
}
