package io.pe3.cli.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.EngineTable.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Which table follows from which times. */
class CrossoversTest {
  private static final List<String> THREE = List.of("sodium", "jca:A", "jca:B");
  private static final List<String> TWO = THREE.subList(0, 2);
  private static final List<Integer> SIZES = Sizes.ALL;
  private static final double NOISE = 0.02;
  private static final double MARGIN = 0.05;

  @Provide
  Arbitrary<double[][]> times() {
    return Arbitraries.doubles()
        .between(10, 10_000_000)
        .array(double[].class)
        .ofSize(SIZES.size())
        .array(double[][].class)
        .ofSize(THREE.size());
  }

  @Property(tries = 500)
  void shouldMakeStepsThatATableTakes(
      @ForAll("times") double[][] nanos, @ForAll @IntRange(max = 4096) int firstUpTo) {
    List<Step> steps = steps(THREE, nanos, firstUpTo);
    assertEquals(0, steps.getFirst().fromLength());
    for (int i = 1; i < steps.size(); i++) {
      assertTrue(steps.get(i).fromLength() > steps.get(i - 1).fromLength(), steps.toString());
      assertTrue(!steps.get(i).engine().equals(steps.get(i - 1).engine()), steps.toString());
    }
    assertTrue(steps.size() <= SIZES.size() + 1, steps.toString());
    assertTrue(steps.getLast().fromLength() <= Sizes.LARGEST, steps.toString());
  }

  @Property(tries = 500)
  void shouldBeFasterOnTheWholeThanTheFirstEngineAlone(@ForAll("times") double[][] nanos) {
    List<Step> steps = steps(THREE, nanos, 0);
    double chosen = 0;
    double first = 0;
    for (int i = 0; i < SIZES.size(); i++) {
      chosen += Math.log(nanos[THREE.indexOf(engineFor(steps, SIZES.get(i)))][i]);
      first += Math.log(nanos[0][i]);
    }
    assertTrue(chosen <= first + 1e-9, steps.toString());
  }

  @Property(tries = 500)
  void shouldTakeOnlyTheFirstUpToALength(
      @ForAll("times") double[][] nanos, @ForAll @IntRange(min = 1, max = 100_000) int firstUpTo) {
    for (Step step : steps(THREE, nanos, firstUpTo)) {
      assertTrue(step.engine().equals("sodium") || step.fromLength() > firstUpTo, step.toString());
    }
  }

  @Property(tries = 300)
  void shouldNotDependOnHowFastTheMachineIs(
      @ForAll("times") double[][] nanos, @ForAll @IntRange(min = -8, max = 8) int doublings) {
    double[][] other =
        Arrays.stream(nanos)
            .map(row -> Arrays.stream(row).map(value -> Math.scalb(value, doublings)).toArray())
            .toArray(double[][]::new);
    List<Step> here = steps(THREE, nanos, 2048);
    List<Step> there = steps(THREE, other, 2048);
    assertEquals(here.size(), there.size());
    for (int i = 0; i < here.size(); i++) {
      assertEquals(here.get(i).engine(), there.get(i).engine());
      // Logarithms of other numbers are rounded in another way, and so is where two lines cross.
      assertEquals(here.get(i).fromLength(), there.get(i).fromLength(), 1);
    }
  }

  @Property(tries = 500)
  void shouldKeepTheFirstWhenNoOtherIsBetterByTheMargin(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.1, max = 10) double perOctet) {
    Random random = new Random(seed);
    double[][] nanos = new double[THREE.size()][];
    nanos[0] = line(50, perOctet);
    for (int engine = 1; engine < nanos.length; engine++) {
      nanos[engine] = nanos[0].clone();
      for (int i = 0; i < nanos[engine].length; i++) {
        nanos[engine][i] *= 1 / (1 + MARGIN) + random.nextDouble();
      }
    }
    assertEquals(List.of(new Step(0, "sodium")), steps(THREE, nanos, 0));
  }

  @Property(tries = 500)
  void shouldMakeOneStepAtMostOfTwoLinesThatCrossWhateverTheNoise(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 100, max = 1000) double overhead,
      @ForAll @DoubleRange(min = 0.2, max = 1.5) double slope) {
    Random random = new Random(seed);
    double[] first = line(40, 0.22);
    double[] other = line(40 + overhead, 0.22 * slope);
    List<Step> steps = steps(TWO, new double[][] {noisy(first, random), noisy(other, random)}, 0);
    assertTrue(steps.size() <= 2, steps.toString());
    if (steps.size() == 2) {
      int from = steps.get(1).fromLength();
      int before = SIZES.stream().filter(size -> size < from).reduce((a, b) -> b).orElseThrow();
      int after = SIZES.stream().filter(size -> size >= from).findFirst().orElseThrow();
      assertTrue(at(40, 0.22, before) < at(40 + overhead, 0.22 * slope, before) * 1.1);
      assertTrue(at(40, 0.22, after) > at(40 + overhead, 0.22 * slope, after));
    }
  }

  @Property(tries = 300)
  void shouldChangeWhereAnotherBecomesMuchFaster(@ForAll @IntRange(min = 1, max = 8) int at) {
    double[] first = line(50, 0.2);
    double[] other = first.clone();
    for (int i = 0; i < other.length; i++) {
      other[i] *= i < at ? 1.5 : 0.5;
    }
    List<Step> steps = steps(TWO, new double[][] {first, other}, 0);
    assertEquals(2, steps.size(), steps.toString());
    int from = steps.get(1).fromLength();
    assertTrue(from > SIZES.get(at - 1) && from <= SIZES.get(at), steps.toString());
  }

  @Test
  void shouldFindTheCrossingOfTwoLines() {
    // 50 + 0.25 n against 1.05 × (450 + 0.1 n): they meet at 2 906.
    double[][] nanos = {line(50, 0.25), line(450, 0.1)};
    assertEquals(List.of(new Step(0, "sodium"), new Step(2816, "jca:A")), steps(TWO, nanos, 0));
  }

  @Test
  void shouldBeginRightAboveTheLengthThatIsTheFirstsOwn() {
    double[][] nanos = {line(50, 0.25), line(60, 0.1)};
    assertEquals(List.of(new Step(0, "sodium"), new Step(2049, "jca:A")), steps(TWO, nanos, 2048));
  }

  @Test
  void shouldGoBackFromAnEngineThatFailsAtTheLargestSize() {
    double[] first = line(50, 0.25);
    double[] other = line(200, 0.12);
    other[other.length - 1] *= 20;
    List<Step> steps = steps(TWO, new double[][] {first, other}, 0);
    assertEquals(List.of("sodium", "jca:A", "sodium"), steps.stream().map(Step::engine).toList());
  }

  @Test
  void shouldPassOverAnEngineThatIsBetterAtASingleSizeByLittle() {
    double[] first = line(50, 0.25);
    double[] other = Arrays.stream(first).map(nanos -> nanos * 1.5).toArray();
    other[4] = first[4] * 0.85;
    assertEquals(List.of(new Step(0, "sodium")), steps(TWO, new double[][] {first, other}, 0));
    other[4] = first[4] * 0.5;
    assertEquals(3, steps(TWO, new double[][] {first, other}, 0).size());
  }

  @Test
  void shouldNotTakeAnEngineWithAHandicapForLess() {
    double[] first = line(50, 0.25);
    double[] other = Arrays.stream(first).map(nanos -> nanos * 0.85).toArray();
    double[][] nanos = {first, other};
    assertEquals(
        List.of(new Step(0, "sodium")),
        Crossovers.steps(TWO, new double[] {1, 1.3}, SIZES, nanos, 0));
    assertEquals(
        List.of(new Step(0, "jca:A")),
        Crossovers.steps(TWO, new double[] {1, 1.05}, SIZES, nanos, 0));
  }

  private static List<Step> steps(List<String> engines, double[][] nanos, int firstUpTo) {
    double[] handicaps = new double[engines.size()];
    Arrays.fill(handicaps, 1 + MARGIN);
    handicaps[0] = 1;
    return Crossovers.steps(engines, handicaps, SIZES, nanos, firstUpTo);
  }

  private static double at(double overhead, double perOctet, int size) {
    return overhead + perOctet * size;
  }

  private static double[] line(double overhead, double perOctet) {
    return SIZES.stream().mapToDouble(size -> at(overhead, perOctet, size)).toArray();
  }

  private static double[] noisy(double[] nanos, Random random) {
    return IntStream.range(0, nanos.length)
        .mapToDouble(i -> nanos[i] * (1 + NOISE * (2 * random.nextDouble() - 1)))
        .toArray();
  }

  private static String engineFor(List<Step> steps, int length) {
    return steps.stream()
        .filter(step -> step.fromLength() <= length)
        .reduce((first, second) -> second)
        .orElseThrow()
        .engine();
  }
}
