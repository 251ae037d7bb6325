package io.pe3.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.Direction;
import io.pe3.bench.latency.LatencyLoad;
import io.pe3.bench.peer.Peers;
import io.pe3.bench.pipeline.Pe3Engines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real thing at a rate that any machine holds, and at one that none does. */
class LatencyBenchmarkTest {
  private static final int LOW = 500;
  private static final int IMPOSSIBLE = 10_000_000;

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shouldTimeEachSideAndWriteWhatTheReportReads() throws IOException {
    JsonNode root = run(AeadCipher.AES256GCM, LOW, Pe3Engines.AUTO, Peers.SUN_JCE);
    assertEquals(1, root.get("schemaVersion").intValue());
    assertEquals("latency", root.get("kind").textValue());
    assertEquals(2, root.get("rows").size());
    JsonNode pe3 = root.get("rows").get(0);
    assertEquals("PE3, seal", pe3.get("subject").textValue());
    assertEquals("SunJCE, seal", root.get("rows").get(1).get("subject").textValue());
    assertEquals("aes256gcm", pe3.get("cipher").textValue());
    assertEquals(LOW, pe3.get("ratePerSecond").intValue());
    assertEquals(256, pe3.get("size").intValue());
    assertEquals(2 * LOW, pe3.get("count").intValue(), "one second of two forks");
    assertTrue(pe3.get("gcCount").isNumber() && pe3.get("gcPausesMs").isNumber());
    long before = 0;
    for (String percentage : List.of("50", "90", "99", "99.9", "99.99", "100")) {
      long nanos = pe3.get("percentilesNs").get(percentage).longValue();
      assertTrue(nanos > 0 && nanos >= before, percentage);
      before = nanos;
    }
    assertEquals(0, root.get("saturated").size());
    assertTrue(text().contains("p99.99"), text());
  }

  @Test
  void shouldSayWhoCannotHoldTheRateAndWhoHasNotTheCipher() throws IOException {
    JsonNode root =
        run(AeadCipher.XSALSA20POLY1305, IMPOSSIBLE, Peers.BOUNCY_CASTLE, Peers.SUN_JCE);
    assertEquals(0, root.get("rows").size());
    JsonNode saturated = root.get("saturated").get(0);
    assertEquals("Bouncy Castle, seal", saturated.get("subject").textValue());
    long done = saturated.get("donePerSecond").longValue();
    assertTrue(done > 0 && done < IMPOSSIBLE, () -> String.valueOf(done));
    assertTrue(text().contains("saturated: Bouncy Castle did "), text());
    assertTrue(text().contains("left out: jca:SunJCE has no xsalsa20poly1305"), text());
  }

  @Test
  void shouldRefuseWhatNoRunCanHave() {
    assertThrows(IllegalArgumentException.class, () -> benchmark(AeadCipher.AES256GCM, 0, "auto"));
    assertThrows(
        IllegalArgumentException.class, () -> benchmark(AeadCipher.AES256GCM, 1, "jca:Enigma"));
  }

  private JsonNode run(AeadCipher cipher, int rate, String... engines) throws IOException {
    Path json = folder.resolve("latency.json");
    int exit = benchmark(cipher, rate, engines).run(Optional.of(json), print(out), print(err));
    assertEquals(0, exit, () -> err.toString(StandardCharsets.UTF_8));
    return JsonMapper.builder().build().readTree(json.toFile());
  }

  private static LatencyBenchmark benchmark(AeadCipher cipher, int rate, String... engines) {
    return new LatencyBenchmark(
        new LatencyLoad(cipher, Direction.SEAL, 256, rate, 1, 1), 2, List.of(engines));
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
