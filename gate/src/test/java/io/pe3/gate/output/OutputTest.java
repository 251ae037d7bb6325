package io.pe3.gate.output;

import static io.pe3.gate.verdict.VerdictTesting.cell;
import static io.pe3.gate.verdict.VerdictTesting.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pe3.gate.result.Machine;
import io.pe3.gate.result.Origin;
import io.pe3.gate.result.ResultJson;
import io.pe3.gate.run.GateResult;
import io.pe3.gate.run.GateSettings;
import io.pe3.gate.verdict.Comparison;
import io.pe3.gate.verdict.Margins;
import io.pe3.gate.verdict.OneSided;
import io.pe3.gate.verdict.Outcome;
import io.pe3.gate.verdict.Thresholds;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class OutputTest {
  private static final Outcome OUTCOME =
      new Comparison(Thresholds.parse(List.of()))
          .compare(
              set(
                  cell("fine", 100, 101, 99, 100.5, 99.5),
                  cell("slow", 100, 101, 99, 100.5, 99.5),
                  cell("open", 100, 101),
                  cell("gone", 1)),
              set(
                  cell("fine", 100, 101, 99, 100.5, 99.5),
                  cell("slow", 200, 202, 198, 201, 199),
                  cell("open", 100, 101)));

  @Test
  void shouldWriteJsonWithItsVersion() {
    ObjectNode json = OutcomeJson.gate(document());
    assertEquals(1, json.get("schemaVersion").intValue());
    assertEquals("gate", json.get("kind").textValue());
    assertEquals("regression", json.get("verdict").textValue());
    assertEquals(1, json.get("exitStatus").intValue());
    assertEquals(3, json.get("cells").size());
    assertEquals(1, json.get("onlyInBase").size());
    assertEquals(document().base(), ResultJson.read(json.get("base")).origin().orElseThrow());
    assertEquals("compare", OutcomeJson.compare(OUTCOME).get("kind").textValue());
  }

  @Test
  void shouldListWhatWasNotMeasuredAsComparisonsDo() {
    Outcome outcome =
        OUTCOME.andOneSided(
            List.of(OneSided.unmeasured("a.b.Bench.older", new TreeMap<>(Map.of("size", "1")))),
            List.of(OneSided.unmeasured("a.b.Bench.newer", new TreeMap<>())));
    ObjectNode json = OutcomeJson.compare(outcome);
    assertEquals(
        "[{\"benchmark\":\"a.b.Bench.older\",\"params\":{\"size\":\"1\"}},"
            + "{\"benchmark\":\"a.b.Bench.gone\",\"mode\":\"avgt\",\"threads\":1,"
            + "\"params\":{\"size\":\"64\"}}]",
        json.get("onlyInBase").toString());
    assertEquals(
        "[{\"benchmark\":\"a.b.Bench.newer\",\"params\":{}}]", json.get("onlyInHead").toString());
    assertTrue(outcome.summary().endsWith("on one side only: 3"), outcome.summary());
    String text = Markdown.compare(outcome);
    assertTrue(text.contains("Only in head (never a failure): `Bench.newer`"), text);
    assertTrue(text.contains("`Bench.older[size=1]` `Bench.gone[size=64]`"), text);
  }

  @Test
  void shouldLeaveOutTheEndsOfAnIntervalThatDoesNotExist() {
    ObjectNode json = OutcomeJson.compare(OUTCOME);
    assertFalse(json.toString().contains("Infinity"), json.toString());
    assertFalse(json.toString().contains("NaN"), json.toString());
  }

  @Test
  void shouldShowTheWorstCellsFirst() {
    String text = Markdown.gate(document("others took 40 %"));
    assertTrue(text.startsWith("## Performance gate: regression: 3 cells, 1 without"), text);
    assertTrue(text.indexOf("Bench.slow") < text.indexOf("Bench.open"), text);
    assertTrue(text.indexOf("Bench.open") < text.indexOf("Bench.fine"), text);
    assertTrue(text.contains("2.0 times as slow"), text);
    assertTrue(text.contains("`feature` (0123456789) against `main`"), text);
    assertTrue(text.contains("- `others took 40 %`"), text);
    assertTrue(text.contains("Only in base (never a failure): `Bench.gone[size=64]`"), text);
  }

  @Test
  void shouldShowTenDisturbancesAndCountTheRest() {
    String[] many = IntStream.range(0, 14).mapToObj(i -> "noise " + i).toArray(String[]::new);
    String text = Markdown.gate(document(many));
    assertTrue(text.contains("- `noise 9`\n- and 4 times more;"), text);
    assertEquals(14, OutcomeJson.gate(document(many)).get("disturbances").size());
  }

  @Test
  void shouldWriteXmlThatCiSystemsRead() throws Exception {
    Element suite = parse(JunitXml.write(OUTCOME, false));
    assertEquals("3", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    assertEquals("1", suite.getAttribute("skipped"));
    NodeList cases = suite.getElementsByTagName("testcase");
    assertEquals(3, cases.getLength());
    assertEquals("a.b.Bench", ((Element) cases.item(0)).getAttribute("classname"));
    assertEquals("fine[size=64]", ((Element) cases.item(0)).getAttribute("name"));
  }

  @Test
  void shouldShowNamesThatAreMarkupAsTheyAre() throws Exception {
    Outcome outcome =
        new Comparison(Thresholds.parse(List.of()))
            .compare(set(cell("x`|\n<b>\u0001", 1)), set(cell("x`|\n<b>\u0001", 1)));
    String text = Markdown.compare(outcome);
    assertTrue(text.contains("| `` Bench.x`\\| <b>\ufffd[size=64] `` |"), text);
    Element suite = parse(JunitXml.write(outcome, false));
    Element only = (Element) suite.getElementsByTagName("testcase").item(0);
    assertEquals("x`| <b>\ufffd[size=64]", only.getAttribute("name"));
  }

  @Test
  void shouldMakeUnclearCellsFailuresWhenAskedTo() throws Exception {
    Element suite = parse(JunitXml.write(OUTCOME, true));
    assertEquals("2", suite.getAttribute("failures"));
    assertEquals(2, suite.getElementsByTagName("failure").getLength());
    assertEquals("0", suite.getAttribute("skipped"));
  }

  private static Element parse(String xml) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static GateDocument document(String... disturbances) {
    return new GateDocument(
        new Origin("main", "", Instant.EPOCH),
        new Origin("feature", "0123456789abcdef", Instant.EPOCH),
        new Machine("a cpu", 2, 1024, "Linux 6", "amd64"),
        GateSettings.of(new Margins(0.01, 0.05), 20, Duration.ofMinutes(5)),
        new GateResult(
            OUTCOME,
            List.of(cell("fine", 1)),
            List.of(cell("fine", 1)),
            List.of(disturbances),
            Duration.ofSeconds(100),
            true),
        List.of("a note"));
  }
}
