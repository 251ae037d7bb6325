package io.pe3.gate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not JSON",
        "[]",
        "{}",
        "7",
        "[7]",
        "{\"schemaVersion\":1,\"kind\":\"other\"}",
        "{\"schemaVersion\":2,\"kind\":\"latency\",\"rows\":[]}",
        "{\"schemaVersion\":1,\"kind\":\"latency\",\"rows\":[]}",
        "{\"schemaVersion\":1,\"kind\":\"latency\",\"rows\":[{\"subject\":\"x\"}]}",
        "{\"schemaVersion\":1,\"kind\":\"latency\",\"rows\":[{\"percentilesNs\":{\"50\":1}}]}",
        "{\"schemaVersion\":1,\"kind\":\"latency\",\"rows\":[{\"subject\":\"x\","
            + "\"percentilesNs\":{\"150\":1}}]}",
        "{\"schemaVersion\":1,\"kind\":\"latency\",\"rows\":[{\"subject\":\"x\","
            + "\"percentilesNs\":{\"50\":\"many\"}}]}",
        "{\"schemaVersion\":1,\"kind\":\"latency\",\"rows\":[],"
            + "\"saturated\":[{\"subject\":\"x\"}]}",
        "{\"schemaVersion\":1,\"kind\":\"run\",\"facts\":{}}"
      })
  void shouldRefuseWhatIsNoResultAndNameTheFile(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("odd.json"), content);
    GateException e = assertThrows(GateException.class, () -> ReportReader.read(List.of(file)));
    assertEquals(GateErrorCode.MALFORMED_RESULT, e.code());
    assertTrue(e.getMessage().contains("odd.json"), e.getMessage());
    assertEquals(
        e.getMessage().indexOf("code="), e.getMessage().lastIndexOf("code="), e.getMessage());
  }

  @Test
  void shouldRefuseAFileThatIsNotThere() {
    GateException e =
        assertThrows(
            GateException.class, () -> ReportReader.read(List.of(folder.resolve("none.json"))));
    assertEquals(GateErrorCode.IO, e.code());
  }

  @Test
  void shouldReadWhatARunSaysOfItselfBesideItsResults() throws IOException {
    Path file = new Samples().add("p.B.m", Map.of(), 1, 0).write(folder.resolve("r.json"));
    Files.writeString(
        folder.resolve("r.run.json"),
        "{\"schemaVersion\":1,\"kind\":\"run\",\"facts\":{\"Engines\":\"aes256gcm by sodium\"},"
            + "\"command\":\"./pe3 bench\"}");
    ReportInput input = ReportReader.read(List.of(file));
    assertEquals(List.of("r.json", "r.run.json"), input.files());
    assertEquals(
        Map.entry("Engines", "aes256gcm by sodium"), input.notes().getFirst().facts().getFirst());
    assertEquals(input, ReportReader.read(List.of(file, folder.resolve("r.run.json"))));
  }

  @Test
  void shouldJoinForksOfACellThatIsInSeveralFiles() throws IOException {
    Path one = new Samples().add("p.B.m", Map.of(), 1, 0).write(folder.resolve("1.json"));
    Path two = new Samples().add("p.B.m", Map.of(), 2, 0).write(folder.resolve("2.json"));
    ReportInput input = ReportReader.read(List.of(one, two));
    assertEquals(6, input.joined().cells().getFirst().primary().forks().size());
  }
}
