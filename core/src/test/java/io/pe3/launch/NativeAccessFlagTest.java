package io.pe3.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A JVM that was started without {@code --enable-native-access}. */
class NativeAccessFlagTest {
  private static final List<String> DENIED = List.of(Jvm.MEMORY_ACCESS, Jvm.DENY);

  @Test
  void shouldWorkWithAWarningOfTheJdk() throws Exception {
    Jvm.Result result =
        Jvm.run(
            List.of(Jvm.MEMORY_ACCESS),
            Probe.class,
            "ROUND_TRIP",
            "COMPRESSED_ROUND_TRIP",
            "ENGINES");
    for (String line : result.lines().subList(0, 2)) {
      assertTrue(line.contains(": ok ") && line.contains("xsalsa20poly1305=sodium"), line);
    }
    assertTrue(result.err().contains("WARNING"), result.err());
  }

  @Test
  void shouldTurnNativeEnginesOffAndNameTheFlagWhenTheJdkDenies() throws Exception {
    Jvm.Result result = Jvm.run(DENIED, Probe.class, "REPORTS");
    String report = result.out();
    assertTrue(report.contains("name=sodium, available=false"), report);
    assertTrue(report.contains("flag=" + Jvm.NATIVE_ACCESS), report);
    assertTrue(report.contains("the JDK denies native access; start the JVM with"), report);
  }

  @Test
  void shouldSealAndOpenWithoutNativeCode() throws Exception {
    Jvm.Result result = Jvm.run(DENIED, Probe.class, "ROUND_TRIP");
    assertEquals(
        "ROUND_TRIP: ok xsalsa20poly1305=bouncycastle aes256gcm=jca:SunJCE"
            + " xchacha20poly1305=bouncycastle aegis256=none",
        result.out().strip());
  }

  @Test
  void shouldNameTheFlagWhenCompressionIsAskedFor() throws Exception {
    Jvm.Result result =
        Jvm.run(
            DENIED,
            Probe.class,
            "COMPRESSOR",
            "COMPRESSOR",
            "DECOMPRESSOR",
            "COMPRESSED_ROUND_TRIP",
            "ROUND_TRIP");
    assertEquals(5, result.lines().size(), result.err());
    for (String line : result.lines().subList(0, 4)) {
      assertTrue(line.contains(": error io.pe3.error.EngineUnavailableException "), line);
      assertTrue(line.contains("library=zstd-jni flag=" + Jvm.NATIVE_ACCESS + ":"), line);
    }
    assertTrue(result.lines().get(4).startsWith("ROUND_TRIP: ok "), result.out());
  }
}
