package io.pe3.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.ForkedJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Judging messages of senders that are known allocates nothing. */
class ReplayAllocationTest {
  private static final double MAX_OCTETS_PER_CALL = 0.1;

  @Test
  void shouldAllocateNothingForEachMessage() throws IOException, InterruptedException {
    List<String> lines = ForkedJvm.run(ReplayProbe.class, "-Xbatch").lines().toList();
    assertEquals("done", lines.getLast());
    assertEquals(6, lines.size());
    for (String line : lines.subList(0, 5)) {
      double octets = Double.parseDouble(line.substring(0, line.indexOf(' ')));
      assertTrue(octets < MAX_OCTETS_PER_CALL, line);
    }
  }
}
