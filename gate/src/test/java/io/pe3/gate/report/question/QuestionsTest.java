package io.pe3.gate.report.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.gate.result.CellId;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.JmhMode;
import io.pe3.gate.result.Jvm;
import io.pe3.gate.result.Metric;
import io.pe3.gate.result.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QuestionsTest {
  private static final Pe3Naming PE3 = new Pe3Naming(new PlainNaming(Optional.empty()));

  @Test
  void shouldPutTheBareCallBesidePe3AsItsLimit() {
    Map<String, String> size = Map.of("cipher", "aes256gcm", "size", "64");
    Question question =
        new Questions(PE3)
            .of(
                List.of(
                    cell("io.pe3.bench.AeadBenchmark.seal", with(size, "engine", "auto"), 60),
                    cell("io.pe3.bench.AeadBenchmark.seal", with(size, "engine", "tink"), 600),
                    cell("io.pe3.bench.AeadBenchmark.seal", with(size, "engine", "sodium"), 61),
                    cell("io.pe3.bench.RawBenchmark.seal", size, 54)))
            .getFirst();
    Panel panel = question.panels().getFirst();
    assertEquals(
        List.of(
            new Side("PE3", Role.SUBJECT),
            new Side("PE3, engine sodium", Role.VARIANT),
            new Side("Tink", Role.PEER),
            new Side("libsodium, bare call", Role.LIMIT)),
        List.copyOf(panel.sides().keySet()));
    assertEquals(10, panel.ratioToBestPeer("64").orElseThrow().value(), 1e-9);
    assertEquals(0.9, panel.ratioToLimit("64").orElseThrow().value(), 1e-9);
    assertEquals("cipher aes256gcm", panel.title());
    assertTrue(question.isBySize());
  }

  @Test
  void shouldCompareWithTheFastestPeerAtEachPlace() {
    List<CellResult> cells =
        List.of(
            cell("p.B.own", Map.of("size", "1"), 10),
            cell("p.B.own", Map.of("size", "2"), 10),
            cell("p.B.a", Map.of("size", "1"), 20),
            cell("p.B.a", Map.of("size", "2"), 50),
            cell("p.B.b", Map.of("size", "1"), 60),
            cell("p.B.b", Map.of("size", "2"), 30));
    PlainNaming naming = new PlainNaming(Optional.of(Pattern.compile("own")));
    Panel panel = new Questions(naming).of(cells).getFirst().panels().getFirst();
    assertEquals("a", panel.ratioToBestPeer("1").orElseThrow().other());
    assertEquals(3, panel.ratioToBestPeer("2").orElseThrow().value(), 1e-9);
  }

  @Test
  void shouldGiveTheLeastAndTheMostThatForksAllow() {
    CellResult own = cell("p.B.own", Map.of(), 10, 11, 12);
    CellResult peer = cell("p.B.peer", Map.of(), 20, 22, 24);
    Ratio ratio = Ratio.of(own, peer, "peer");
    assertEquals(2, ratio.value(), 1e-9);
    assertEquals(20.0 / 12, ratio.low(), 1e-9);
    assertEquals(2.4, ratio.high(), 1e-9);
    assertTrue(Double.isNaN(Ratio.of(own, cell("p.B.peer", Map.of(), 20), "peer").low()));
  }

  @Test
  void shouldOrderSizesAsNumbersAndNamesAsTheyCome() {
    Question sizes =
        new Questions(PE3)
            .of(
                List.of(
                    cell("p.B.m", Map.of("size", "1024"), 1),
                    cell("p.B.m", Map.of("size", "64"), 1)))
            .getFirst();
    assertEquals(List.of("64", "1024"), sizes.panels().getFirst().places());
    Question names =
        new Questions(PE3)
            .of(
                List.of(
                    cell("p.B.m", Map.of("shape", "z"), 1), cell("p.B.m", Map.of("shape", "a"), 1)))
            .getFirst();
    assertEquals(List.of("z", "a"), names.panels().getFirst().places());
  }

  @Test
  void shouldNameBenchmarksThatItHasNeverSeen() {
    Named named = PE3.name(id("io.pe3.bench.ForwardBenchmark.publishToEventJackson", Map.of()));
    assertEquals("Forward: publish to event", named.question());
    assertEquals(new Side("Jackson", Role.PEER), named.side());
    assertEquals(
        new Side("PE3", Role.SUBJECT),
        PE3.name(id("io.pe3.bench.ForwardBenchmark.publishToEventPe3", Map.of())).side());
    assertEquals("B", PE3.name(id("org.other.BBenchmark.m", Map.of())).question());
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    Map<String, String> copy = new TreeMap<>(map);
    copy.put(name, value);
    return copy;
  }

  private static CellId id(String benchmark, Map<String, String> params) {
    return new CellId(benchmark, JmhMode.AVERAGE_TIME, 1, new TreeMap<>(params));
  }

  private static CellResult cell(String benchmark, Map<String, String> params, double... forks) {
    return new CellResult(
        id(benchmark, params),
        new Metric("ns/op", Arrays.stream(forks).boxed().toList()),
        new TreeMap<>(),
        new Settings(1, "1 s", 1, "1 s"),
        new Jvm("VM", "25", "25", "1.37", List.of()));
  }
}
