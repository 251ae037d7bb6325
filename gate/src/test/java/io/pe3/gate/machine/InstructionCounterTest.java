package io.pe3.gate.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionCounterTest {
  /** Printed by perf 6.1 on a virtual machine without counters. */
  @Test
  void shouldSeeThatAVirtualMachineCannotCount() throws IOException {
    assertFalse(InstructionCounter.isCounted(resource("perf-without-counter.csv")));
  }

  /** The same lines, with the count that perf puts there on a machine that has counters. */
  @Test
  void shouldSeeACount() throws IOException {
    assertTrue(InstructionCounter.isCounted(resource("perf-with-counter.csv")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<not counted>,,instructions:u,0,0.00,,",
        "0,,instructions:u,0,100.00,,",
        "142037,,cycles:u,611204,100.00,,",
        "event syntax error: 'instructions:u'",
        "sh: perf: not found"
      })
  void shouldNotTakeAnythingElseForACount(String output) {
    assertFalse(InstructionCounter.isCounted(output));
  }

  @Test
  void shouldAnswerHere() {
    boolean here = InstructionCounter.isAvailable();
    System.out.println("instructions can be counted here: " + here);
    assertEquals(here, InstructionCounter.isAvailable());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = InstructionCounterTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
