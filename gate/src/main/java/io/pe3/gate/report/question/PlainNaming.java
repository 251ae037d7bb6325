package io.pe3.gate.report.question;

import io.pe3.gate.result.CellId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Names the cells of any project: a benchmark class is a question, as JMH's samples have it, and
 * its methods are the sides, together with a parameter that names an implementation.
 *
 * @param subject finds the sides that the report is about, in their names; without it no side is
 *     compared with another
 */
public record PlainNaming(Optional<Pattern> subject) implements Naming {
  /** Parameters whose values do the work. */
  static final List<String> IMPLEMENTATION =
      List.of("engine", "provider", "impl", "implementation", "library", "lib");

  private static final String SUFFIX = "Benchmark";

  @Override
  public Named name(CellId id) {
    String[] words = id.shortName().split("\\.", 2);
    String owner = words.length > 1 ? words[0] : id.benchmark();
    String method = words.length > 1 ? words[1] : id.benchmark();
    boolean cut = owner.endsWith(SUFFIX) && owner.length() > SUFFIX.length();
    SortedMap<String, String> params = new TreeMap<>(id.params());
    StringBuilder side = new StringBuilder(method);
    for (String name : IMPLEMENTATION) {
      Optional.ofNullable(params.remove(name)).ifPresent(value -> side.append(' ').append(value));
    }
    return new Named(
        cut ? owner.substring(0, owner.length() - SUFFIX.length()) : owner,
        new Side(side.toString(), role(side.toString())),
        params);
  }

  private Role role(String side) {
    return subject.isPresent() && subject.get().matcher(side).find() ? Role.SUBJECT : Role.PEER;
  }
}
