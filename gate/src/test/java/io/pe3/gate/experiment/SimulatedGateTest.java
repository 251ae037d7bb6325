package io.pe3.gate.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.gate.experiment.Simulation.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedGateTest {
  private static final int RUNS = 400;

  /** Shapes of noise that benchmarks show. */
  static List<Arguments> shapes() {
    return List.of(
        Arguments.of("quiet", Noise.normal(0.005)),
        Arguments.of("usual", Noise.normal(0.015)),
        Arguments.of("loud", Noise.normal(0.06)),
        Arguments.of("two modes", Noise.twoModes(0.005, 0.15, 0.3)),
        Arguments.of("long tails", Noise.longTails(0.01)),
        Arguments.of("drifting", Noise.drifting(0.01, 0.004)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void shouldHardlyEverAlarmWhenNothingChanged(String shape, Noise noise) {
    Tally tally = Simulation.of(List.of(noise)).run(RUNS, 1, 11);
    System.out.printf("A/A, %s: %s%n", shape, tally);
    assertTrue(tally.alarmShare() <= 0.01, tally.toString());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.005, 0.01, 0.015})
  void shouldFindFivePercentWhereForksDeviateByOneAndAHalf(double deviation) {
    Tally tally = Simulation.of(List.of(Noise.normal(deviation))).run(RUNS, 1.05, 12);
    System.out.printf("5 %%, deviation %s: %s%n", deviation, tally);
    assertTrue(tally.foundShare() >= 0.95, tally.toString());
  }

  @Test
  void shouldFindTenPercent() {
    Tally tally = Simulation.of(List.of(Noise.normal(0.015))).run(RUNS, 1.10, 13);
    assertTrue(tally.foundShare() >= 0.99, tally.toString());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.03, 0.06, 0.12, 0.25})
  void shouldNotPassByNoise(double deviation) {
    Tally tally = Simulation.of(List.of(Noise.normal(deviation))).run(RUNS, 1.05, 14);
    System.out.printf("5 %%, deviation %s: %s%n", deviation, tally);
    // At most 2.5 % may pass; with 400 runs 5 % is more than three deviations above that.
    assertTrue(tally.passedShare() <= 0.05, tally.toString());
  }

  @Test
  void shouldEndSoonWhenAllIsClear() {
    Tally tally = Simulation.of(List.of(Noise.normal(0.005))).run(50, 1, 15);
    assertEquals(50 * 12 * 2 * 5, tally.forks(), "5 forks a side are enough");
  }
}
