package io.pe3.bench.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What is measured in one run, and what would be if it existed.
 *
 * @param combinations in the order measured
 * @param leftOut why pairs are missing, for example {@code jca:SunJCE has no aegis256}
 */
public record BenchPlan(List<Combination> combinations, List<String> leftOut) {
  /** Keeps unmodifiable copies. */
  public BenchPlan {
    combinations = List.copyOf(combinations);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Plans a run. Without includes it is what the mode measures. With them it is every benchmark
   * that one of them finds in {@code io.pe3.bench.Class.method}; one that the mode does not measure
   * comes with all its values.
   *
   * @param mode how much
   * @param includes as JMH's, may be empty
   * @param excludes as JMH's, may be empty
   * @param parameters gives values that replace those of a parameter of that name
   * @return the plan, which may be empty
   * @throws IllegalArgumentException when a value is not known
   * @throws java.util.regex.PatternSyntaxException when an expression is broken
   * @throws io.pe3.error.UnsupportedCipherException when a cipher is not known
   */
  public static BenchPlan of(
      BenchMode mode,
      List<String> includes,
      List<String> excludes,
      Function<String, Optional<Collection<String>>> parameters) {
    List<Combination> combinations = new ArrayList<>();
    Set<String> leftOut = new LinkedHashSet<>();
    for (BenchSpace space : choose(mode, includes, excludes)) {
      for (Combination combination : replace(space, parameters).cross()) {
        Optional<String> refusal = Pairs.refusal(combination);
        refusal.ifPresent(leftOut::add);
        if (refusal.isEmpty()) {
          combinations.add(combination);
        }
      }
    }
    return new BenchPlan(combinations, new ArrayList<>(leftOut));
  }

  private static List<BenchSpace> choose(
      BenchMode mode, List<String> includes, List<String> excludes) {
    Map<String, BenchSpace> spaces = new LinkedHashMap<>();
    BenchSpace.of(mode).forEach(space -> spaces.put(space.benchmark(), space));
    if (!includes.isEmpty()) {
      BenchSpace.full().forEach(space -> spaces.putIfAbsent(space.benchmark(), space));
      spaces.keySet().removeIf(name -> !matches(includes, name));
    }
    spaces.keySet().removeIf(name -> matches(excludes, name));
    return List.copyOf(spaces.values());
  }

  private static boolean matches(List<String> expressions, String benchmark) {
    String name = new Combination(benchmark, Map.of()).fullName();
    return expressions.stream().anyMatch(e -> Pattern.compile(e).matcher(name).find());
  }

  private static BenchSpace replace(
      BenchSpace space, Function<String, Optional<Collection<String>>> parameters) {
    Map<String, List<String>> values = new LinkedHashMap<>(space.values());
    values.replaceAll((name, own) -> parameters.apply(name).map(List::copyOf).orElse(own));
    return new BenchSpace(space.benchmark(), values);
  }
}
