package io.pe3.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.bench.BenchArguments.BadUse;
import io.pe3.bench.plan.BenchMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchArgumentsTest {

  @Test
  void shouldTakeTheDefaultsWithoutArguments() throws BadUse {
    BenchArguments arguments = BenchArguments.parse();
    assertEquals(BenchMode.DEFAULT, arguments.mode());
    assertEquals(List.of(), arguments.includes());
    assertEquals(Optional.empty(), arguments.json());
    assertFalse(arguments.list());
  }

  @Test
  void shouldTakeEveryOption() throws BadUse {
    BenchArguments arguments =
        BenchArguments.parse("--quick", "--include", "Aead.*seal", "--json=out.json", "--list");
    assertEquals(BenchMode.QUICK, arguments.mode());
    assertEquals(List.of("Aead.*seal"), arguments.includes());
    assertEquals(Optional.of(Path.of("out.json")), arguments.json());
    assertTrue(arguments.list());
  }

  @Test
  void shouldPassOnWhatStandsBehindTheDashes() throws BadUse {
    BenchArguments arguments =
        BenchArguments.parse("--full", "--", "-f", "2", "-p", "size=64,115", "RawBenchmark");
    assertEquals(2, arguments.jmh().getForkCount().get());
    assertEquals(List.of("64", "115"), List.copyOf(arguments.jmh().getParameter("size").get()));
    assertEquals(List.of("RawBenchmark"), arguments.includes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--fast",
        "--quick --full",
        "--quick --quick",
        "--include",
        "--json a --json b",
        "-f 1",
        "-- -f 1 -f 2",
        "-- --no-such-option",
        "-- -f many"
      })
  void shouldRefuseBadUseInOneLine(String line) {
    BadUse error = assertThrows(BadUse.class, () -> BenchArguments.parse(line.split(" ")));
    assertEquals(1, error.getMessage().lines().count());
  }
}
