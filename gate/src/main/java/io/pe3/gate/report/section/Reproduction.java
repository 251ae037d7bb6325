package io.pe3.gate.report.section;

import io.pe3.gate.report.markup.PlainText;
import io.pe3.gate.report.question.Question;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.JmhMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The command that measures a question again. */
final class Reproduction {
  private static final String PE3 = "io.pe3.bench.";

  private Reproduction() {}

  /** One line for a POSIX shell; whatever a file says stands in quotes. */
  static String command(Question question) {
    List<CellResult> cells =
        question.panels().stream()
            .flatMap(panel -> panel.sides().values().stream())
            .flatMap(places -> places.values().stream())
            .toList();
    boolean own = cells.stream().allMatch(cell -> cell.id().benchmark().startsWith(PE3));
    String include =
        cells.stream()
            .map(cell -> regex(cell.id().benchmark()))
            .distinct()
            .sorted()
            .collect(Collectors.joining("|", "^(", ")$"));
    List<String> words = new ArrayList<>();
    words.addAll(
        own
            ? List.of("./pe3", "bench", "--full", "--include", include, "--json", "result.json")
            : List.of("java", "-jar", "benchmarks.jar", include));
    if (own) {
      words.add("--");
    } else {
      words.addAll(List.of("-rf", "json", "-rff", "result.json", "-prof", "gc"));
    }
    words.addAll(options(cells));
    return words.stream().map(Reproduction::quoted).collect(Collectors.joining(" "));
  }

  private static List<String> options(List<CellResult> cells) {
    CellResult first = cells.getFirst();
    List<String> options = new ArrayList<>();
    values(cells)
        .forEach(
            (name, value) -> options.addAll(List.of("-p", name + "=" + String.join(",", value))));
    if (first.id().mode() != JmhMode.AVERAGE_TIME) {
      options.addAll(List.of("-bm", first.id().mode().text()));
    }
    if (first.id().threads() != 1) {
      options.addAll(List.of("-t", String.valueOf(first.id().threads())));
    }
    options.addAll(List.of("-f", String.valueOf(first.primary().forks().size())));
    options.addAll(List.of("-wi", String.valueOf(first.settings().warmupIterations())));
    addTime(options, "-w", first.settings().warmupTime());
    options.addAll(List.of("-i", String.valueOf(first.settings().measurementIterations())));
    addTime(options, "-r", first.settings().measurementTime());
    return options;
  }

  private static SortedMap<String, SequencedSet<String>> values(List<CellResult> cells) {
    SortedMap<String, SequencedSet<String>> values = new TreeMap<>();
    for (CellResult cell : cells) {
      for (Map.Entry<String, String> param : cell.id().params().entrySet()) {
        values.computeIfAbsent(param.getKey(), name -> new LinkedHashSet<>()).add(param.getValue());
      }
    }
    return values;
  }

  /** JMH writes {@code 100 ms} and reads {@code 100ms}; {@code single-shot} is no time. */
  private static void addTime(List<String> options, String option, String time) {
    String word = time.replace(" ", "").toLowerCase(Locale.ROOT);
    if (word.matches("[0-9]+[a-z]+")) {
      options.addAll(List.of(option, word));
    }
  }

  private static String regex(String name) {
    return name.replaceAll("([^A-Za-z0-9_])", "\\\\$1");
  }

  private static String quoted(String word) {
    String clean = PlainText.clean(word);
    return clean.matches("[A-Za-z0-9_./:=,+-]+") ? clean : "'" + clean.replace("'", "'\\''") + "'";
  }
}
