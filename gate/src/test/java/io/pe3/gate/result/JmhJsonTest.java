package io.pe3.gate.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JmhJsonTest {
  @TempDir Path folder;

  @Test
  void shouldTakeTheMedianOfEachFork() {
    CellResult cell = read("avgt", "ns/op", "rawData", "[[5.0, 90.0, 4.0], [7.0, 8.0]]");
    assertEquals(List.of(5.0, 7.5), cell.primary().forks());
    assertEquals(List.of(16.0, 24.0), cell.allocation().orElseThrow().forks());
    assertEquals("B/op", cell.allocation().orElseThrow().unit());
  }

  @Test
  void shouldKnowCellSettingsAndJvm() {
    CellResult cell = read("avgt", "ns/op", "rawData", "[[5.0]]");
    assertEquals(
        new CellId("a.b.Cost.run", JmhMode.AVERAGE_TIME, 1, new TreeMap<>(Map.of("size", "64"))),
        cell.id());
    assertEquals("Cost.run[size=64]", cell.id().label());
    assertEquals(new Settings(1, "1 s", 3, "2 s"), cell.settings());
    assertEquals(new Jvm("OpenJDK", "25+36", "25", "1.37", List.of("-Xmx1g")), cell.jvm());
  }

  @ParameterizedTest
  @CsvSource({
    "ns/op,ns/op,1",
    "us/op,ns/op,1e3",
    "ms/op,ns/op,1e6",
    "s/op,ns/op,1e9",
    "min/op,ns/op,6e10",
    "hr/op,ns/op,3.6e12",
    "day/op,ns/op,8.64e13"
  })
  void shouldBringTimesToNanoseconds(String unit, String canonical, double factor) {
    Metric metric = read("avgt", unit, "rawData", "[[3.0]]").primary();
    assertEquals(canonical, metric.unit());
    assertEquals(3 * factor, metric.forks().getFirst(), 1e-9 * factor);
  }

  @ParameterizedTest
  @CsvSource({"ops/ns,1e9", "ops/us,1e6", "ops/ms,1e3", "ops/s,1", "ops/min,0.016666666666666666"})
  void shouldBringThroughputsToSeconds(String unit, double factor) {
    Metric metric = read("thrpt", unit, "rawData", "[[3.0]]").primary();
    assertEquals("ops/s", metric.unit());
    assertEquals(3 * factor, metric.forks().getFirst(), 1e-9 * factor);
  }

  @Test
  void shouldTakeTheMedianOfAllSamplesOfAFork() {
    Metric metric =
        read(
                "sample",
                "us/op",
                "rawDataHistogram",
                "[[[[1.0, 2], [9.0, 1]], [[2.0, 4]]], [[[3.0, 1]]]]")
            .primary();
    assertEquals(List.of(2000.0, 3000.0), metric.forks());
    assertEquals(Map.of(50.0, 2000.0, 99.99, 9000.0), metric.percentiles());
  }

  @Test
  void shouldReadSingleShots() {
    CellResult cell = read("ss", "ms/op", "rawData", "[[1.0], [2.0]]");
    assertEquals(List.of(1e6, 2e6), cell.primary().forks());
    assertEquals("Cost.run[size=64] ss", cell.id().label());
  }

  @Test
  void shouldKnowInstructionsByEitherName() {
    for (String name : new String[] {"instructions:u", "instructions", "\u00b7instructions:u"}) {
      String text =
          ResultTesting.benchmark("avgt", "ns/op", "rawData", "[[1.0]]")
              .replace("\u00b7gc.alloc.rate.norm", name);
      CellResult cell =
          ResultFiles.read(ResultTesting.write(folder, "[" + text + "]")).cells().getFirst();
      assertEquals(List.of(16.0, 24.0), cell.instructions().orElseThrow().forks());
    }
  }

  @Test
  void shouldReadNumbersThatJsonHasNot() {
    assertTrue(read("avgt", "ns/op", "rawData", "[[\"NaN\"]]").primary().forks().get(0).isNaN());
  }

  @Test
  void shouldJoinForksOfACellThatOccursTwice() {
    String one = ResultTesting.benchmark("avgt", "ns/op", "rawData", "[[5.0]]");
    String two = ResultTesting.benchmark("avgt", "us/op", "rawData", "[[1.0]]");
    ResultSet set = ResultFiles.read(ResultTesting.write(folder, "[" + one + "," + two + "]"));
    assertEquals(1, set.cells().size());
    assertEquals(List.of(5.0, 1000.0), set.cells().getFirst().primary().forks());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "3",
        "[]",
        "[{}]",
        "{\"schemaVersion\": 1}",
        "{\"schemaVersion\": 1, \"kind\": \"other\", \"cells\": []}",
        "[{\"benchmark\": \"a\", \"mode\": \"odd\"}]"
      })
  void shouldRefuseOtherFiles(String text) {
    Path file = ResultTesting.write(folder, text);
    GateException e = assertThrows(GateException.class, () -> ResultFiles.read(file));
    assertEquals(GateErrorCode.MALFORMED_RESULT, e.code(), e.getMessage());
    assertTrue(e.getMessage().startsWith("code=malformed_result file="), e.getMessage());
  }

  @Test
  void shouldNameAFileThatIsNotThere() {
    Path file = folder.resolve("none.json");
    GateException e = assertThrows(GateException.class, () -> ResultFiles.read(file));
    assertEquals(GateErrorCode.IO, e.code());
    assertTrue(e.getMessage().contains("none.json"), e.getMessage());
  }

  private CellResult read(String mode, String unit, String member, String raw) {
    String text = "[" + ResultTesting.benchmark(mode, unit, member, raw) + "]";
    return ResultFiles.read(ResultTesting.write(folder, text)).cells().getFirst();
  }
}
