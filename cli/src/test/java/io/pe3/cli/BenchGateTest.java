package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchGateTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"compare", "gate"})
  void shouldExplainEachCommand(String command) {
    String help = Run.pe3("bench", command, "--help").printed();
    assertTrue(help.contains("Usage: pe3 bench " + command), help);
    assertTrue(help.contains("3 cannot tell"), help);
  }

  @Test
  void shouldEndWithThreeStatesOfAComparison() throws IOException {
    Path base = results("base", "[100.0],[101.0],[99.0],[100.5],[99.5]");
    Path slower = results("slower", "[120.0],[121.0],[119.0],[120.5],[119.5]");
    Path few = results("few", "[120.0]");
    Run same = Run.pe3("bench", "compare", base.toString(), base.toString());
    assertEquals(0, same.exit(), same.out());
    assertTrue(same.out().contains("no regression: 1 cell"), same.out());
    Path json = folder.resolve("compare.json");
    Run worse =
        Run.pe3("bench", "compare", base.toString(), slower.toString(), "--json", json.toString());
    assertEquals(1, worse.exit(), worse.out());
    assertTrue(worse.out().contains("+20.0 %"), worse.out());
    assertTrue(Files.readString(json).contains("\"schemaVersion\""));
    assertEquals(3, Run.pe3("bench", "compare", base.toString(), few.toString()).exit());
    assertEquals(
        0,
        Run.pe3("bench", "compare", base.toString(), slower.toString(), "--fail-on", "Cost=50%")
            .exit());
  }

  @Test
  void shouldNameFilesThatAreNoResults() {
    Run.pe3("bench", "compare", folder.resolve("none.json").toString(), "x.json")
        .failedWith("io file=");
    Run.pe3(
            "bench",
            "gate",
            "--base",
            "none.jar",
            "--head",
            "none.jar",
            "--include",
            ".",
            "--out",
            folder.resolve("out").toString())
        .failedWith("no_benchmark jar=none.jar");
  }

  @Test
  void shouldRefuseBadUse() {
    Run.pe3("bench", "compare").badUse("Missing required parameter");
    Run.pe3("bench", "gate").badUse("Missing required option");
    Run.pe3("bench", "gate", "--base", "a", "--head", "b", "--budget", "0").badUse("--budget");
    Run.pe3("bench", "gate", "--base", "a", "--head", "b", "--unclear", "maybe").badUse("maybe");
    Run.pe3("bench", "gate", "--base", "a", "--head", "b", "--include", "[")
        .badUse("not a regular expression");
  }

  @Test
  void shouldStillHandOtherWordsToTheBenchmarks() {
    Run.pe3("bench", "gates").badUse("unknown option gates");
  }

  private Path results(String name, String forks) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".json"),
        """
        [{"benchmark": "a.b.Cost.run", "mode": "avgt", "threads": 1,
          "primaryMetric": {"scoreUnit": "ns/op", "rawData": [%s]}}]
        """
            .formatted(forks));
  }
}
