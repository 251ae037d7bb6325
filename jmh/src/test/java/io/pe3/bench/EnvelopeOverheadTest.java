package io.pe3.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeOverheadTest {
  @Test
  void shouldPrintALineForEachDirection() throws IOException, InterruptedException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    EnvelopeOverhead.run(
        "aegis256", 64, 1, 0.01, new PrintStream(printed, true, StandardCharsets.UTF_8));
    List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(2, lines.size(), lines.toString());
    for (int i = 0; i < lines.size(); i++) {
      String direction = i == 0 ? "seal" : "open";
      assertTrue(
          lines
              .get(i)
              .matches(
                  direction
                      + " aegis256, 64 octets: the cipher alone [0-9.]+ ns, x_pe3 [0-9.]+ ns,"
                      + " \\+ -?[0-9.]+ \\[-?[0-9.]+ -?[0-9.]+\\] ns"),
          lines.get(i));
    }
  }
}
