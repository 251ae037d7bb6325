package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.gate.jmh.JmhJar;
import io.pe3.gate.run.Job;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnRowsIT {
  @Test
  void shouldFindTwelveCellsInTheBenchmarksOfThisBuild() {
    Path root = Path.of(System.getProperty("pe3.root"));
    List<String> rows =
        new JmhJar(root.resolve("jmh/target/benchmarks.jar"), root)
            .jobs().stream()
                .map(Job::fullName)
                .filter(
                    name ->
                        BenchGateCommand.OWN_ROWS.stream().anyMatch(r -> r.matcher(name).find()))
                .toList();
    assertEquals(12, rows.size(), rows.toString());
  }
}
