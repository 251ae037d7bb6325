package io.pe3.gate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.gate.report.page.MarkdownWriter;
import io.pe3.gate.report.question.PlainNaming;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script><img src=x"
          + " onerror=alert(1)>\"'`|](http://evil)@all\u202e\u0000\n"
          + "#";

  @TempDir Path folder;

  @Test
  void shouldWriteThePageTheMarkdownAndItsCharts() throws IOException {
    Path out = folder.resolve("new/report");
    Path page = sample().writeTo(out);
    assertEquals(out.resolve("index.html"), page);
    String markdown = Files.readString(out.resolve("report.md"));
    for (String file : sample().markdown().charts().keySet()) {
      assertTrue(Files.size(out.resolve(file)) > 0, file);
      assertTrue(markdown.contains("](" + file + ")"), file);
    }
  }

  @Test
  void shouldGiveTheSameOctetsForTheSameInput() throws IOException {
    assertEquals(sample().html(), sample().html());
    assertEquals(sample().markdown(), sample().markdown());
  }

  @Test
  void shouldSayTheSameAsHtmlAndAsMarkdown() throws IOException {
    String html = sample().html();
    String markdown = sample().markdown().text();
    for (String words :
        List.of(
            "At a glance",
            "Seal ready octets",
            "Seal from arguments",
            "OpenJDK 64-Bit Server VM 25.0.1+8",
            "Bouncy Castle",
            "PE3 against SunJCE",
            "libsodium, bare call",
            "Latency under a fixed rate of arrivals",
            "310,000",
            "12, 41.3 ms",
            "./pe3 bench --full --include",
            "-wi 5 -w 1s -i 5 -r 100ms")) {
      assertTrue(html.contains(words), words);
      assertTrue(markdown.contains(words), words);
    }
  }

  @Test
  void shouldShowMedianAndSpreadOfForks() throws IOException {
    String markdown = sample().markdown().text();
    assertTrue(markdown.contains("| PE3 | **58.0** (57.4–59.2) |"), markdown);
    assertTrue(markdown.contains("5.69× "), markdown);
  }

  @Test
  void shouldCompareThroughputsTheOtherWayRound() throws IOException {
    Samples samples = new Samples();
    for (Map.Entry<String, Double> side : Map.of("fast", 300.0, "slow", 100.0).entrySet()) {
      samples.add(
          "a.B." + side.getKey(), "thrpt", Map.of(), "ops/s", 0, side.getValue(), side.getValue());
    }
    PlainNaming naming = new PlainNaming(Optional.of(Pattern.compile("^fast$")));
    Path file = samples.write(folder.resolve("r.json"));
    String text =
        Report.of("t", ReportReader.read(List.of(file)), naming, List.of()).markdown().text();
    assertTrue(text.contains("| fast against slow | 3.00×"), text);
    assertTrue(text.contains("java -jar benchmarks.jar"), text);
  }

  @Test
  void shouldCompareNothingWithoutASubject() throws IOException {
    Path file =
        new Samples()
            .add("a.B.one", Map.of(), 10, 0)
            .add("a.B.two", Map.of(), 20, 0)
            .write(folder.resolve("r.json"));
    assertFalse(report(file).html().contains("At a glance"));
  }

  @Test
  void shouldSayThatASingleForkHasNoSpread() throws IOException {
    Path file =
        new Samples()
            .add("a.B.one", "avgt", Map.of(), "ns/op", 0, 10)
            .write(folder.resolve("r.json"));
    assertTrue(report(file).html().contains("1 of 1 rows are of a single fork"));
  }

  @Test
  void shouldBeWellFormed() throws Exception {
    String html = sample().html();
    parse(html.substring(html.indexOf('\n')));
    for (String chart : sample().markdown().charts().values()) {
      parse(chart);
    }
  }

  @Test
  void shouldRunNothingAndLoadNothingWhateverAFileSays() throws Exception {
    Path file =
        new Samples()
            .add("p." + HOSTILE + "." + HOSTILE, Map.of(HOSTILE, HOSTILE), 10, 5)
            .add("p." + HOSTILE + "." + HOSTILE, Map.of(HOSTILE, "two"), 20, 5)
            .write(folder.resolve("r.json"));
    Report report = report(file);
    String html = report.html();
    Document page = parse(html.substring(html.indexOf('\n')));
    for (String element : List.of("script", "img", "iframe", "object", "base", "form")) {
      assertEquals(0, page.getElementsByTagName(element).getLength(), element);
    }
    assertFalse(html.contains("\u202e") || html.contains("\u0000"));
    for (String chart : report.markdown().charts().values()) {
      assertEquals(0, parse(chart).getElementsByTagName("script").getLength());
    }
    String prose = report.markdown().text().replaceAll("(?s)```.*?```", "");
    assertFalse(prose.contains("<") || prose.contains("http://") || prose.contains("@all"), prose);
    assertFalse(prose.lines().anyMatch(line -> line.equals("#")), prose);
  }

  @Test
  void shouldQuoteInCommandsWhatAShellWouldRun() throws IOException {
    Path file =
        new Samples()
            .add("p.B.m", Map.of("x", "'; rm -rf ~; $(id) `id`"), 10, 5)
            .write(folder.resolve("r.json"));
    String text = report(file).markdown().text();
    assertTrue(text.contains("-p 'x='\\''; rm -rf ~; $(id) `id`'"), text);
  }

  @Test
  void shouldSayWhoDidNotKeepUpWithTheArrivals() throws IOException {
    String shown = "Did not keep up, so that there are no latencies (operations per second): ";
    assertTrue(sample().html().contains(shown + "Bouncy Castle did 82,345."));
    Path only =
        Files.writeString(
            folder.resolve("latency.json"),
            "{\"schemaVersion\":1,\"kind\":\"latency\",\"rows\":[],\"saturated\":"
                + "[{\"subject\":\"PE3\",\"ratePerSecond\":9000000,\"donePerSecond\":7000000}]}");
    String text = report(only).html();
    assertTrue(text.contains("9,000,000 per second") && text.contains("PE3 did 7,000,000"), text);
    assertFalse(text.contains("<svg"), "there is nothing to draw");
  }

  @Test
  void shouldAllowItsOwnStyleSheetAndNothingElse() throws IOException {
    String html = sample().html();
    assertTrue(html.contains("default-src &#39;none&#39;"), html.substring(0, 600));
    assertFalse(html.contains("style=\""), "inline styles would need a weaker policy");
  }

  @Test
  void shouldShowNothingThatWasNotMeasured() throws IOException {
    Path file =
        new Samples()
            .add("p.B.m", "avgt", Map.of("size", "0"), "ns/op", Double.NaN, 0, 0)
            .add("p.B.m", "avgt", Map.of("size", "1e308"), "ns/op", Double.NaN, 5, 5)
            .write(folder.resolve("r.json"));
    MarkdownWriter.Files files = report(file).markdown();
    assertFalse(files.charts().toString().contains("NaN") || files.text().contains("NaN"));
    assertFalse(files.charts().toString().contains("Infinity"));
  }

  @Test
  void shouldTellClassesOfOneNameApart() throws IOException {
    Path file =
        new Samples()
            .add("a.B.m", Map.of(), 11, 0)
            .add("b.B.m", Map.of(), 22, 0)
            .write(folder.resolve("r.json"));
    String text = report(file).markdown().text();
    assertTrue(text.contains("11.0") && text.contains("22.0"), text);
  }

  private Report sample() throws IOException {
    Path latency = Files.writeString(folder.resolve("latency.json"), Samples.latency());
    return report(Samples.pe3().write(folder.resolve("result.json")), latency);
  }

  private static Report report(Path... files) {
    return Report.of("Benchmarks", ReportReader.read(List.of(files)), Samples.NAMING, List.of());
  }

  private static Document parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(null);
    return builder.parse(new InputSource(new StringReader(xml)));
  }
}
