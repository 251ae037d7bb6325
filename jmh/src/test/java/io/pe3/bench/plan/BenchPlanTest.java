package io.pe3.bench.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchPlanTest {
  private static final List<String> NONE = List.of();

  @Test
  void shouldMeasureArgumentsAndPartsQuickly() {
    BenchPlan plan = plan(BenchMode.QUICK, NONE, Map.of());
    assertEquals(Set.of("ArgumentsBenchmark", "SerializeBenchmark", "CopyBenchmark"), owners(plan));
    assertEquals(Set.of("sensor", "rpc"), values(plan, "shape"));
    assertEquals(Set.of("aes256gcm", "xsalsa20poly1305"), values(plan, "cipher"));
  }

  @Test
  void shouldMeasureReadyOctetsAsLongAsThePayloadsByDefault() {
    BenchPlan plan = plan(BenchMode.DEFAULT, NONE, Map.of());
    assertEquals(Set.of("sensor", "rpc", "document"), values(plan, "shape"));
    assertEquals(Set.of("159", "594", "16428"), values(plan, "size"));
  }

  @Test
  void shouldMeasureEveryBenchmarkInFull() {
    assertEquals(
        Set.of(
            "AeadBenchmark.seal",
            "AeadBenchmark.open",
            "BufferBenchmark.seal",
            "BufferBenchmark.open",
            "ArgumentsBenchmark.sealPe3",
            "ArgumentsBenchmark.openPe3",
            "ArgumentsBenchmark.sealJacksonStreaming",
            "ArgumentsBenchmark.openJacksonStreaming",
            "ArgumentsBenchmark.sealJacksonMapper",
            "ArgumentsBenchmark.openJacksonMapper",
            "SecretboxBenchmark.sealPe3",
            "SecretboxBenchmark.sealSecretboxEasy",
            "RawBenchmark.seal",
            "RawBenchmark.open",
            "CodecBenchmark.write",
            "CodecBenchmark.writeJacksonStreaming",
            "CodecBenchmark.writeJacksonMapper",
            "CodecBenchmark.validate",
            "CodecBenchmark.validateJacksonStreaming",
            "CodecBenchmark.read",
            "CodecBenchmark.readJacksonStreaming",
            "CodecBenchmark.readJacksonMapper",
            "BreakdownBenchmark.call",
            "BreakdownBenchmark.callAndNonce",
            "BreakdownBenchmark.callNonceAndExclusion",
            "BreakdownBenchmark.aead",
            "BreakdownBenchmark.fields",
            "BreakdownBenchmark.fieldsAndAead",
            "BreakdownBenchmark.whole",
            "ThreadsBenchmark.sealOneThread",
            "ThreadsBenchmark.sealTwoThreads",
            "ThreadsBenchmark.rawOneThread",
            "ThreadsBenchmark.rawTwoThreads",
            "AlternativesBenchmark.run",
            "SerializeBenchmark.pe3",
            "SerializeBenchmark.jacksonStreaming",
            "SerializeBenchmark.jacksonMapper",
            "CopyBenchmark.copy",
            "EnvelopeBenchmark.seal",
            "EnvelopeBenchmark.open",
            "EnvelopeBenchmark.aeadOnlySeal",
            "EnvelopeBenchmark.aeadOnlyOpen",
            "MessageKeyBenchmark.seal",
            "MessageKeyBenchmark.open",
            "ReplayBenchmark.look",
            "ReplayBenchmark.lookAndCommit",
            "CompressionBenchmark.compress",
            "CompressionBenchmark.decompress",
            "WireBenchmark.protect",
            "WireBenchmark.unprotect",
            "WireBenchmark.aeadOnly",
            "ForwardBenchmark.forward",
            "ForwardBenchmark.forwardGather",
            "ForwardBenchmark.forwardJackson"),
        plan(BenchMode.FULL, NONE, Map.of()).combinations().stream()
            .map(Combination::benchmark)
            .collect(Collectors.toSet()));
  }

  @Test
  void shouldKnowTheBenchmarksAndValuesThatJmhKnows() {
    Map<String, Map<String, List<String>>> known = new HashMap<>();
    for (BenchmarkListEntry entry : BenchmarkList.defaultList().getAll(quiet(), List.of())) {
      Map<String, List<String>> values = new HashMap<>();
      entry.getParams().orElse(Map.of()).forEach((k, v) -> values.put(k, List.of(v)));
      known.put(entry.getUsername(), values);
    }
    Map<String, Map<String, List<String>>> planned = new HashMap<>();
    BenchSpace.full()
        .forEach(space -> planned.put("io.pe3.bench." + space.benchmark(), space.values()));
    assertEquals(known, planned);
  }

  @Test
  void shouldLeaveOutAndListPairsThatDoNotExist() {
    BenchPlan plan = plan(BenchMode.QUICK, NONE, Map.of());
    assertTrue(plan.leftOut().contains("jca:SunJCE has no xsalsa20poly1305"));
    assertTrue(
        plan.combinations().stream()
            .noneMatch(
                c ->
                    c.parameters().get("engine") != null
                        && c.parameters().get("cipher").equals("xsalsa20poly1305")));
  }

  @Test
  void shouldMeasurePe3OnceForAllPeers() {
    BenchPlan plan = plan(BenchMode.QUICK, List.of("ArgumentsBenchmark.sealPe3"), Map.of());
    assertEquals(4, plan.combinations().size());
    assertFalse(plan.combinations().getFirst().parameters().containsKey("engine"));
  }

  @Test
  void shouldIncludeABenchmarkThatTheModeDoesNotMeasure() {
    BenchPlan plan = plan(BenchMode.QUICK, List.of("SecretboxBenchmark"), Map.of());
    assertEquals(Set.of("SecretboxBenchmark"), owners(plan));
    assertEquals(12, plan.combinations().size());
  }

  @Test
  void shouldReplaceTheValuesOfAParameter() {
    BenchPlan plan =
        plan(
            BenchMode.FULL,
            List.of("AeadBenchmark.seal"),
            Map.of("size", List.of("17"), "cipher", List.of("aes256gcm")));
    assertEquals(Set.of("17"), values(plan, "size"));
    assertEquals(Set.of("aes256gcm"), values(plan, "cipher"));
  }

  @Test
  void shouldExclude() {
    BenchPlan plan =
        BenchPlan.of(BenchMode.QUICK, NONE, List.of("Jackson", "Copy"), name -> Optional.empty());
    assertEquals(Set.of("ArgumentsBenchmark", "SerializeBenchmark"), owners(plan));
  }

  @Test
  void shouldRefuseASizeThatIsNotDigits() {
    Map<String, List<String>> parameters = Map.of("size", List.of("1KiB"));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> plan(BenchMode.FULL, List.of("RawBenchmark"), parameters));
    assertTrue(error.getMessage().startsWith("size=1KiB is not a number of octets"));
  }

  @Test
  void shouldRefuseAnUnknownShape() {
    Map<String, List<String>> parameters = Map.of("shape", List.of("cube"));
    assertThrows(IllegalArgumentException.class, () -> plan(BenchMode.QUICK, NONE, parameters));
  }

  @Test
  void shouldRefuseAnUnknownEngine() {
    Map<String, List<String>> parameters = Map.of("engine", List.of("jca:Enigma"));
    assertThrows(IllegalArgumentException.class, () -> plan(BenchMode.DEFAULT, NONE, parameters));
  }

  private static OutputFormat quiet() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    return OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT);
  }

  private static BenchPlan plan(
      BenchMode mode, List<String> includes, Map<String, List<String>> parameters) {
    return BenchPlan.of(
        mode,
        includes,
        NONE,
        name -> Optional.<Collection<String>>ofNullable(parameters.get(name)));
  }

  private static Set<String> owners(BenchPlan plan) {
    return plan.combinations().stream()
        .map(c -> c.benchmark().substring(0, c.benchmark().indexOf('.')))
        .collect(Collectors.toSet());
  }

  private static Set<String> values(BenchPlan plan, String parameter) {
    return plan.combinations().stream()
        .filter(c -> c.parameters().containsKey(parameter))
        .map(c -> c.parameters().get(parameter))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
