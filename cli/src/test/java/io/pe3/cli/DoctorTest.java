package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.codec.JsonReader;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class DoctorTest {
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
}
