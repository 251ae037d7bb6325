package io.pe3.wamp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.ForkedJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading and forwarding allocate nothing, between whatever serializers. */
class ForwardAllocationTest {
  private static final double MAX_OCTETS_PER_CALL = 0.1;

  @Test
  void shouldAllocateNothingForEachMessage() throws IOException, InterruptedException {
    List<String> lines = ForkedJvm.run(ForwardProbe.class, "-Xbatch").lines().toList();
    assertTrue(lines.getLast().startsWith("done"));
    List<String> measured =
        lines.stream()
            .filter(line -> line.contains(" forward ") || line.contains(" read "))
            .toList();
    assertEquals(
        List.of(),
        measured.stream()
            .filter(
                line ->
                    Double.parseDouble(line.substring(0, line.indexOf(' '))) >= MAX_OCTETS_PER_CALL)
            .toList());
    // Two messages between each pair of serializers, and one that is read in each.
    assertEquals(2 * 9 + 3, measured.size());
  }
}
