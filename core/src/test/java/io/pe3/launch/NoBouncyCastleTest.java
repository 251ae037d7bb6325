package io.pe3.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A class path without Bouncy Castle, in a JVM that denies native access too. */
class NoBouncyCastleTest {
  private static List<String> lines;

  @BeforeAll
  static void run() throws Exception {
    Jvm.Result result =
        Jvm.runWithout(
            "bcprov-",
            List.of(Jvm.MEMORY_ACCESS, Jvm.DENY),
            Probe.class,
            "REPORTS",
            "BOUNCY_CASTLE",
            "AES256GCM",
            "XSALSA20POLY1305",
            "GENERATE");
    lines = result.lines();
    assertEquals(5, lines.size(), result.err());
  }

  @Test
  void shouldReportTheEngineAsMissing() {
    String report = lines.get(0);
    assertTrue(report.contains("name=bouncycastle, available=false"), report);
    assertTrue(report.contains("org.bouncycastle:bcprov-jdk18on is not on the class"), report);
    assertEquals("BOUNCY_CASTLE: ok false", lines.get(1));
  }

  @Test
  void shouldChooseTheJdkForAes() {
    assertEquals("AES256GCM: ok jca:SunJCE", lines.get(2));
  }

  @Test
  void shouldRefuseACipherThatNothingElseHas() {
    String line = lines.get(3);
    assertTrue(line.contains(": error io.pe3.error.EngineUnavailableException "), line);
    assertTrue(line.contains("cipher=xsalsa20poly1305"), line);
  }

  @Test
  void shouldNameTheLibraryWhenAKeyIdIsDerived() {
    String line = lines.get(4);
    assertTrue(line.contains(": error io.pe3.error.EngineUnavailableException "), line);
    assertTrue(line.contains("library=org.bouncycastle:bcprov-jdk18on:"), line);
  }
}
