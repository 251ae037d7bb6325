package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.PayloadScheme;
import io.pe3.codec.JsonReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DoctorTest {
  @TempDir Path folder;

  @Test
  void shouldNameEverythingThatMatters() {
    String report = Run.pe3("doctor").printed();
    for (String word :
        new String[] {
          "JDK",
          "CPU",
          "add-exports",
          "native access",
          "sodium",
          "bouncycastle",
          "aes256gcm",
          "xsalsa20poly1305",
          "xchacha20poly1305",
          "aegis256",
          " ns",
          "zstd",
          "Linux aarch64",
          "musl",
          "macOS",
          "Windows",
          "not run",
          "All that is needed works."
        }) {
      assertTrue(report.contains(word), word);
    }
  }

  @Test
  void shouldPrintJsonOnRequest() {
    String report = Run.pe3("doctor", "--json").printed();
    assertEquals(1, report.lines().count());
    byte[] octets = report.getBytes(StandardCharsets.UTF_8);
    JsonReader reader = new JsonReader();
    reader.wrap(new UnsafeBuffer(octets), 0, octets.length);
    reader.skipValue();
    reader.endOfInput();
    assertTrue(report.contains("\"healthy\":true"), report);
    assertTrue(report.contains("\"seal_ns\":"), report);
  }

  @Test
  void shouldShowTheEnginesByLength() {
    String report = Run.pe3("doctor").printed();
    assertTrue(report.contains("Engines by length"), report);
    assertTrue(Run.pe3("doctor", "--json").printed().contains("\"seal_heap\":[{\"from\":0,"));
  }

  @Test
  void shouldExamineWithATable() throws Exception {
    Path file = folder.resolve("engines.properties");
    Files.writeString(file, "format = 1\naes256gcm.seal.direct = 0 jca:SunJCE, 70 bouncycastle\n");
    String report = words(Run.pe3("doctor", "--engine-table", file.toString()).printed());
    assertTrue(report.contains("seal direct: jca:SunJCE, from 70 bouncycastle"), report);
    assertTrue(report.contains("bouncycastle, "), report);
  }

  @Test
  void shouldCallATableBrokenWhoseEngineIsMissing() throws Exception {
    Path file = folder.resolve("engines.properties");
    Files.writeString(file, "format = 1\naes256gcm.seal.heap = 0 jca:Nobody\n");
    Run run = Run.pe3("doctor", "--engine-table", file.toString());
    assertEquals(ExitCode.FAILED, run.exit());
    assertTrue(words(run.out()).contains("BROKEN aes256gcm"), run.out());
    assertTrue(words(run.out()).contains("pe3 doctor --calibrate"), run.out());
  }

  @Test
  void shouldRefuseAFileThatIsNoTable() throws Exception {
    Path file = folder.resolve("engines.properties");
    Run.pe3("doctor", "--engine-table", file.toString()).failedWith("io file=");
    Files.writeString(file, "format = 2\n");
    Run.pe3("doctor", "--engine-table", file.toString()).failedWith("malformed file=");
    String key = folder.resolve("key.json").toString();
    Run.pe3("keygen", "--out", key).printed();
    for (String command : new String[] {"seal", "open"}) {
      Run.pe3(
              command,
              "--scheme",
              "wamp",
              "--key",
              key,
              "--uri",
              "u",
              "--engine-table",
              file.toString())
          .failedWith("malformed file=");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldSealByTheTableInEveryScheme(PayloadScheme scheme) throws Exception {
    Path file = folder.resolve("engines.properties");
    Files.writeString(file, "format = 1\naes256gcm.seal.heap = 0 jca:Nobody\n");
    String key = folder.resolve("key.json").toString();
    Run.pe3("keygen", "--out", key).printed();
    Run.pe3(
            "seal",
            "--scheme",
            scheme.text(),
            "--key",
            key,
            "--realm",
            "r",
            "--uri",
            "u",
            "--engine-table",
            file.toString())
        .failedWith("engine_unavailable engine=jca:Nobody");
  }

  @Test
  void shouldRefuseOptionsThatDoNotGoTogether() {
    Run.pe3("doctor", "--out", "x").badUse("--out goes with --calibrate only");
    Run.pe3("doctor", "--force").badUse("--force goes with --calibrate only");
    Run.pe3("doctor", "--seconds", "60").badUse("--seconds goes with --calibrate only");
    Run.pe3("doctor", "--calibrate", "--engine-table", "x").badUse("leave --engine-table out");
    Run.pe3("doctor", "--calibrate", "--seconds", "9").badUse("is not from 10 to 3600");
    Run.pe3("doctor", "--calibrate", "--seconds", "3601").badUse("is not from 10 to 3600");
    Run.pe3("doctor", "--calibrate", "--seconds", "x").badUse("--seconds");
  }

  @Test
  void shouldNotMeasureForAFileThatItMayNotWrite() throws Exception {
    Path file = Files.writeString(folder.resolve("engines.properties"), "mine");
    Run.pe3("doctor", "--calibrate", "--out", file.toString())
        .failedWith("io file=" + file + ": it is there already");
    assertEquals("mine", Files.readString(file));
    Run.pe3("doctor", "--calibrate", "--out", folder.resolve("none/x").toString())
        .failedWith("io file=");
  }

  /** Without the breaks of lines and columns. */
  private static String words(String report) {
    return report.replaceAll("\\s+", " ");
  }
}
