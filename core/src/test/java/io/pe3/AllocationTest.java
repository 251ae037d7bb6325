package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With libsodium sealing and opening allocate nothing on the Java heap. */
class AllocationTest {
  private static final double MAX_OCTETS_PER_CALL = 0.1;

  @Test
  void shouldAllocateNothingForEachMessage() throws IOException, InterruptedException {
    List<String> lines =
        ForkedJvm.run(AllocationProbe.class, "-Xbatch")
            .lines()
            .filter(line -> line.contains("e"))
            .toList();
    assertTrue(lines.getLast().startsWith("done"));
    List<String> measured = lines.subList(0, lines.size() - 1);
    List<String> allocating =
        measured.stream()
            .filter(
                line ->
                    Double.parseDouble(line.substring(0, line.indexOf(' '))) >= MAX_OCTETS_PER_CALL)
            .toList();
    assertEquals(List.of(), allocating);
    // Two directions of two forms and opening in one pass, on two kinds of buffers, at three sizes;
    // and those of x_pe3.
    int hardened = PayloadScheme.X_PE3.ciphers().size() * 2 * 2 * 3;
    assertEquals(AeadCipher.values().length * 5 * 2 * 3 + hardened, measured.size());
  }
}
