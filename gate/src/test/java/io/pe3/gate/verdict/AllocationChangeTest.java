package io.pe3.gate.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.gate.result.JmhMode;
import io.pe3.gate.verdict.AllocationChange.Kind;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AllocationChangeTest {
  @Test
  void shouldSeeSixteenOctetsMoreOrLess() {
    assertEquals(Kind.MORE, kind(values(0, 0.001, 0), values(16, 16, 16.002)));
    assertEquals(Kind.LESS, kind(values(16, 16, 16.002), values(0, 0.001, 0)));
  }

  @Test
  void shouldNotTakeAFractionOfAnOctetForOne() {
    assertEquals(Kind.SAME, kind(values(0, 0.001, 0), values(0.4, 0.4, 0.5)));
  }

  @Test
  void shouldSeeNothingWhereTheSidesOverlap() {
    assertEquals(Kind.SAME, kind(values(100, 140, 120), values(130, 150, 170)));
  }

  @Test
  void shouldAskForMoreForksWhereOneSideVariesAsMuch() {
    assertEquals(Kind.OPEN, kind(values(100, 110, 105), values(116, 120, 118)));
    double[] base = {100, 110, 105, 100, 110, 105, 100, 110};
    double[] head = {116, 120, 118, 116, 120, 118, 116, 120};
    assertEquals(Kind.MORE, kind(base, head), "eight forks a side apart are no accident");
  }

  @Test
  void shouldAskForMoreThanOneFork() {
    assertEquals(Kind.OPEN, kind(values(0), values(16)));
  }

  @Test
  void shouldAskForMoreWhereAForkHasNoNumber() {
    assertEquals(Kind.OPEN, kind(values(0, 0, 0), values(0, 0, Double.NaN)));
  }

  @Test
  void shouldSayNothingWhereItWasNotCounted() {
    assertEquals(
        Optional.empty(),
        AllocationChange.of(VerdictTesting.cell("x", 1), VerdictTesting.cell("x", 1)));
  }

  private static double[] values(double... values) {
    return values;
  }

  private static Kind kind(double[] base, double[] head) {
    double[] times = new double[base.length];
    Arrays.fill(times, 1);
    return AllocationChange.of(
            VerdictTesting.cell("x", JmhMode.AVERAGE_TIME, base, times),
            VerdictTesting.cell("x", JmhMode.AVERAGE_TIME, head, times))
        .orElseThrow()
        .kind();
  }
}
