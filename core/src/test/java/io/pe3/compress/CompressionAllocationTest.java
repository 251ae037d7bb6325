package io.pe3.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.ForkedJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compressing and decompressing allocate nothing of their own, whether there is a dictionary. */
class CompressionAllocationTest {
  /** The views of zstd-jni, where the just-in-time compiler removes none of them. */
  private static final double VIEWS = 352;

  @Test
  void shouldAllocateNothingOfItsOwnForEachMessage() throws IOException, InterruptedException {
    List<String> lines = ForkedJvm.run(CompressionProbe.class, "-Xbatch").lines().toList();
    assertEquals("done", lines.getLast());
    assertEquals(7, lines.size());
    for (String line : lines.subList(0, 6)) {
      double octets = Double.parseDouble(line.substring(0, line.indexOf(' ')));
      assertTrue(octets <= VIEWS, line);
    }
  }
}
