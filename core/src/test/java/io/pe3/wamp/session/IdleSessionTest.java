package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.ForkedJvm;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Sessions that are idle cost little, and messages on the way allocate nothing. */
class IdleSessionTest {
  private static final long MAX_IDLE_OCTETS = 4096;
  private static final double MAX_OCTETS_PER_CALL = 0.1;

  @Test
  void shouldHoldTenThousandIdleSessionsIn4KibEach() throws IOException, InterruptedException {
    long octets = Long.parseLong(ForkedJvm.run(IdleSessionProbe.class).strip());
    System.out.println("octets of heap for each idle session: " + octets);
    assertTrue(octets <= MAX_IDLE_OCTETS, octets + " octets");
  }

  @Test
  void shouldAllocateNothingForEachMessage() throws IOException, InterruptedException {
    String[] lines =
        ForkedJvm.run(SessionAllocationProbe.class, "-Xbatch")
            .lines()
            .filter(line -> line.contains("octets for"))
            .toArray(String[]::new);
    for (String line : lines) {
      assertTrue(
          Double.parseDouble(line.substring(0, line.indexOf(' '))) < MAX_OCTETS_PER_CALL, line);
    }
    // Publish, event, and a whole call, in two schemes and three session serializers.
    assertTrue(lines.length == 3 * 2 * 3, () -> lines.length + " were measured");
  }
}
