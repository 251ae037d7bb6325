package io.pe3.gate.verdict;

import static io.pe3.gate.verdict.VerdictTesting.cell;
import static io.pe3.gate.verdict.VerdictTesting.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.gate.error.GateException;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.JmhMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
  private static final double[] BASE = {100, 101, 99, 100.5, 99.5};
  private static final double[] NONE = {};

  @Test
  void shouldPassWhatIsTheSame() {
    assertEquals(Verdict.PASS, compare(cell("x", BASE), cell("x", times(1))).verdict());
  }

  @Test
  void shouldFailWhatIsSlower() {
    CellVerdict cell = compare(cell("x", BASE), cell("x", times(1.1)));
    assertEquals(Verdict.REGRESSION, cell.verdict());
    assertEquals(1.1, cell.slowdown().orElseThrow().estimate(), 1e-9);
    assertTrue(cell.slowdown().orElseThrow().low() > 1.05);
  }

  @Test
  void shouldKnowThatMoreThroughputIsFaster() {
    CellResult base = cell("x", JmhMode.THROUGHPUT, NONE, BASE);
    assertEquals(
        Verdict.PASS, compare(base, cell("x", JmhMode.THROUGHPUT, NONE, times(1.2))).verdict());
    assertEquals(
        Verdict.REGRESSION,
        compare(base, cell("x", JmhMode.THROUGHPUT, NONE, times(0.8))).verdict());
  }

  @Test
  void shouldNotTellFromTooFewForks() {
    CellVerdict cell = compare(cell("x", 100, 101), cell("x", 200, 201));
    assertEquals(Verdict.UNCLEAR, cell.verdict());
    assertTrue(cell.reason().contains("2 forks a side"), cell.reason());
    assertTrue(cell.reason().contains("-f 4"), cell.reason());
  }

  @Test
  void shouldNotTellFromNoise() {
    CellVerdict cell = compare(cell("x", 100, 140, 80, 120, 95), cell("x", 105, 150, 85, 118, 97));
    assertEquals(Verdict.UNCLEAR, cell.verdict());
    assertTrue(cell.reason().startsWith("too noisy"), cell.reason());
  }

  @Test
  void shouldNeedMoreForksForMoreCells() {
    CellResult[] base = new CellResult[20];
    CellResult[] head = new CellResult[20];
    for (int i = 0; i < base.length; i++) {
      base[i] = cell("x" + i, BASE);
      head[i] = cell("x" + i, times(i == 7 ? 1.2 : 1));
    }
    Outcome outcome = new Comparison(usual()).compare(set(base), set(head));
    assertEquals(Verdict.UNCLEAR, outcome.verdict());
    assertEquals(1, outcome.count(Verdict.UNCLEAR));
    assertTrue(outcome.cells().stream().anyMatch(c -> c.reason().contains("6 can")));
  }

  @Test
  void shouldListWhatOnlyOneSideHasAndNotFail() {
    Outcome outcome =
        new Comparison(usual())
            .compare(set(cell("x", BASE), cell("old", 1)), set(cell("x", BASE), cell("new", 1)));
    assertEquals(Verdict.PASS, outcome.verdict());
    assertEquals("Bench.old[size=64]", outcome.onlyInBase().getFirst().label());
    assertEquals("Bench.new[size=64]", outcome.onlyInHead().getFirst().label());
    assertTrue(outcome.summary().endsWith("on one side only: 2"), outcome.summary());
  }

  @Test
  void shouldNotPassWhenThereIsNothingToCompare() {
    assertEquals(
        Verdict.UNCLEAR,
        new Comparison(usual()).compare(set(cell("x", 1)), set(cell("y", 1))).verdict());
  }

  @Test
  void shouldNotPassNumbersThatAreNone() {
    assertEquals(
        Verdict.UNCLEAR, compare(cell("x", BASE), cell("x", 1, Double.NaN, 1, 1, 1)).verdict());
    assertEquals(Verdict.UNCLEAR, compare(cell("x", BASE), cell("x", 0, 0, 0, 0, 0)).verdict());
  }

  @Test
  void shouldTakeTheFirstThresholdThatFindsACell() {
    Thresholds thresholds = Thresholds.parse(List.of("Bench.x=20%", "size=64=3%", "8%"));
    assertEquals(0.20, thresholds.of(cell("x", 1).id()), 1e-12);
    assertEquals(0.03, thresholds.of(cell("y", 1).id()), 1e-12);
    assertEquals(0.08, Thresholds.parse(List.of("8%")).of(cell("y", 1).id()), 1e-12);
    assertEquals(0.05, usual().of(cell("y", 1).id()), 1e-12);
  }

  @Test
  void shouldJudgeByTheThreshold() {
    assertEquals(
        Verdict.PASS,
        new Comparison(Thresholds.parse(List.of("30%")))
            .compare(set(cell("x", BASE)), set(cell("x", times(1.1))))
            .verdict());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "%", "-5%", "0%", "NaN%", "x=5", "[=5%", "5000%"})
  void shouldRefuseOtherThresholds(String option) {
    assertThrows(GateException.class, () -> Thresholds.parse(List.of(option)));
  }

  @Test
  void shouldFailAnAddedAllocationWhateverTheTime() {
    CellResult base = cell("x", JmhMode.AVERAGE_TIME, new double[] {24, 24.01, 24}, 1, 9, 3);
    CellResult head = cell("x", JmhMode.AVERAGE_TIME, new double[] {40, 40, 40.02}, 9, 1, 3);
    CellVerdict cell = compare(base, head);
    assertEquals(Verdict.REGRESSION, cell.verdict());
    assertEquals(AllocationChange.Kind.MORE, cell.allocation().orElseThrow().kind());
  }

  @Test
  void shouldNotPassWhatMayAllocateMore() {
    double[] varying = {100, 110, 105, 100, 110};
    double[] above = {116, 120, 118, 116, 120};
    CellVerdict cell =
        compare(
            cell("x", JmhMode.AVERAGE_TIME, varying, BASE),
            cell("x", JmhMode.AVERAGE_TIME, above, BASE));
    assertEquals(Verdict.UNCLEAR, cell.verdict());
    assertTrue(cell.reason().startsWith("its allocation differs"), cell.reason());
  }

  @Test
  void shouldSayThatOneForkCannotShowIt() {
    String reason = compare(cell("x", 100), cell("x", 100)).reason();
    assertTrue(reason.startsWith("1 fork a side can't show it; 4 can"), reason);
  }

  private static double[] times(double factor) {
    double[] forks = BASE.clone();
    for (int i = 0; i < forks.length; i++) {
      forks[i] *= factor;
    }
    return forks;
  }

  private static Thresholds usual() {
    return Thresholds.parse(List.of());
  }

  private static CellVerdict compare(CellResult base, CellResult head) {
    return new Comparison(usual()).compare(set(base), set(head)).cells().getFirst();
  }
}
