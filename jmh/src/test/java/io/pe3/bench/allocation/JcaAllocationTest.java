package io.pe3.bench.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.bench.peer.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What PE3 allocates on the Java heap with JCA engines, which stand on this class path. */
class JcaAllocationTest {
  private static final double NOTHING = 0.1;
  private static final double ACCP_OPENING = 32 + NOTHING;
  private static final double SUN_JCE = 1024;
  private static final int SIZES = 4;

  private record Measured(double sealing, double opening, int size) {
    static Measured of(String line) {
      String[] words = line.split(" ", -1);
      return new Measured(
          Double.parseDouble(words[1]), Double.parseDouble(words[2]), Integer.parseInt(words[3]));
    }
  }

  @Test
  void shouldAllocateNothingWhenSealingWithAccp() throws IOException, InterruptedException {
    boolean there = AeadEngines.standard().supports(Peers.ACCP, AeadCipher.AES256GCM);
    if (!there) {
      String what = "Amazon Corretto Crypto Provider for this platform";
      if ("true".equals(System.getenv("CI"))) {
        fail("there has to be an " + what);
      }
      System.out.println("SKIPPED: there is no " + what);
    }
    assumeTrue(there);
    List<Measured> measured = measure(Peers.ACCP);
    assertTrue(measured.stream().allMatch(m -> m.sealing() < NOTHING), measured::toString);
    assertTrue(measured.stream().allMatch(m -> m.opening() < ACCP_OPENING), measured::toString);
  }

  @Test
  void shouldAllocateAtMostOneKibWithSunJce() throws IOException, InterruptedException {
    List<Measured> measured = measure(Peers.SUN_JCE);
    System.out.println("SunJCE allocates for each message: " + measured);
    assertTrue(
        measured.stream().allMatch(m -> m.sealing() <= SUN_JCE && m.opening() <= SUN_JCE),
        measured::toString);
  }

  /** In a JVM that is started as users are told to, but that compiles before it goes on. */
  private static List<Measured> measure(String engine) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Xbatch",
                "-cp",
                System.getProperty("java.class.path"),
                JcaAllocationProbe.class.getName(),
                engine)
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    assertTrue(printed.contains("done "), printed);
    List<Measured> measured =
        printed.lines().filter(l -> l.startsWith("measured ")).map(Measured::of).toList();
    assertEquals(SIZES, measured.size(), printed);
    return measured;
  }
}
