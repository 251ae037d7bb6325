package io.pe3.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pe3.aead.AeadCipher;
import io.pe3.bench.corpus.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real thing with iterations too short to mean anything. */
class BenchMainTest {
  private static final List<String> SMOKE =
      List.of("-f", "0", "-wi", "0", "-i", "1", "-r", "5ms", "-w", "5ms");

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shouldRunEveryBenchmarkAndPrintOneTable() throws IOException {
    Path json = folder.resolve("results.json");
    int code =
        run(
            List.of("--full", "--include", ".", "--json", json.toString()),
            "-p",
            "shape=sensor",
            "-p",
            "cipher=aes256gcm",
            "-p",
            "size=64",
            "-p",
            "engine=auto,jca:SunJCE",
            "-prof",
            "gc");
    assertEquals("", errors());
    assertEquals(0, code);
    assertEquals(106, names(json).size(), () -> String.valueOf(names(json)));
    assertTrue(text().contains("seal from arguments  sensor"), text());
    assertTrue(text().contains("Jackson ObjectMapper + jca:SunJCE"), text());
    assertTrue(text().contains("libsodium, bare call"), text());
    assertTrue(text().contains("serialize only"), text());
    assertTrue(text().contains("copy only"), text());
    assertFalse(text().contains("not for publishing"), text());
  }

  @Test
  void shouldCheckEveryPayloadWithEveryCipherBeforeItMeasures() {
    int code = run(List.of("--quick", "--include", "CopyBenchmark"), "-p", "shape=sensor");
    assertEquals(0, code, this::errors);
    assertEquals(
        (long) Shape.values().length * AeadCipher.values().length,
        text().lines().filter(line -> line.startsWith("check ")).count());
    assertTrue(text().contains("not for publishing"), text());
  }

  @Test
  void shouldListWithoutMeasuring() {
    assertEquals(0, run(List.of("--quick", "--list")));
    assertTrue(text().contains("ArgumentsBenchmark.sealPe3 shape=sensor cipher=aes256gcm"));
    assertTrue(text().contains("left out: jca:SunJCE has no xsalsa20poly1305"));
    assertFalse(text().contains("ns/op"));
  }

  @Test
  void shouldSayBesideTheResultsOnWhatTheyWereMeasured() throws IOException {
    Path json = folder.resolve("it's.json");
    int code =
        run(
            List.of("--quick", "--include", "CopyBenchmark", "--json", json.toString()),
            "-p",
            "shape=sensor");
    assertEquals(0, code, this::errors);
    JsonNode notes =
        JsonMapper.builder().build().readTree(folder.resolve("it's.run.json").toFile());
    assertEquals(1, notes.get("schemaVersion").intValue());
    assertEquals("run", notes.get("kind").textValue());
    assertTrue(notes.at("/facts/Machine").textValue().contains(" processors, "));
    assertTrue(notes.at("/facts/PE3 engines").textValue().contains("aes256gcm by "));
    String command = notes.get("command").textValue();
    assertTrue(command.startsWith("./pe3 bench --quick --include CopyBenchmark --json '"), command);
    assertTrue(command.contains("it'\\''s.json' -- "), command);
  }

  @Test
  void shouldExitWith2WhenNothingMatches() {
    assertEquals(2, run(List.of("--include", "NoSuchBenchmark")));
    assertEquals(
        "pe3 bench: no benchmark is named like [NoSuchBenchmark]; see --full --list"
            + " (see: pe3 help bench)",
        errors());
  }

  @Test
  void shouldExitWith2WhenTheExpressionIsBroken() {
    assertEquals(2, run(List.of("--include", "(")));
    assertEquals(1, errors().lines().count());
  }

  @Test
  void shouldExitWith2WhenOnlyPairsThatDoNotExistAreChosen() {
    int code =
        run(List.of("--include", "AeadBenchmark"), "-p", "cipher=aegis256", "-p", "engine=tink");
    assertEquals(2, code);
    assertEquals(
        "pe3 bench: nothing is left to measure: tink has no aegis256 (see: pe3 help bench)",
        errors());
  }

  @Test
  void shouldExitWith2WhenResultsCannotBeWritten() {
    Path file = folder.resolve("no/such/folder.json");
    assertEquals(2, run(List.of("--quick", "--json", file.toString())));
    assertTrue(errors().startsWith("pe3 bench: results cannot be written to "));
  }

  private int run(List<String> own, String... jmh) {
    List<String> args = new ArrayList<>(own);
    args.add("--");
    args.addAll(SMOKE);
    args.addAll(Arrays.asList(jmh));
    return BenchMain.run(
        args.toArray(String[]::new),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Progress left away. */
  private String errors() {
    return String.join(
        "\n",
        err.toString(StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("[")).toList());
  }

  private static Set<String> names(Path json) {
    Set<String> names = new HashSet<>();
    try {
      for (JsonNode result : JsonMapper.builder().build().readTree(json.toFile())) {
        names.add(result.get("benchmark").asText() + result.path("params"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
