package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The run itself is tested beside the benchmarks. */
class BenchLatencyTest {

  @Test
  void shouldExplainItselfWithinTheWidthOfATerminal() {
    String help = Run.pe3("bench", "latency", "--help").printed();
    assertTrue(help.contains("Usage: pe3 bench latency"), help);
    assertTrue(help.contains("coordinated omission"), help);
    help.lines().forEach(line -> assertTrue(line.length() <= 90, line));
  }

  @ParameterizedTest
  @CsvSource({
    "--rate, 0, rate=0",
    "--size, 2000000, size=2000000",
    "--seconds, 0, seconds=0",
    "--forks, 0, forks=0",
    "--engine, jca:Enigma, jca:Enigma",
    "--cipher, rot13, rot13",
    "--rate, many, --rate"
  })
  void shouldRefuseBadUse(String option, String value, String words) {
    Run.pe3("bench", "latency", option, value).badUse(words);
  }
}
