package io.pe3.gate.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pe3.gate.error.GateException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultJsonTest {
  private static final ResultSet SET =
      new ResultSet(
          Optional.of(new Origin("main", "0123abcd", Instant.parse("2026-01-02T03:04:05Z"))),
          Optional.of(new Machine("a cpu", 2, 1024, "Linux 6", "amd64")),
          List.of(
              new CellResult(
                  new CellId("a.B.c", JmhMode.SAMPLE_TIME, 2, new TreeMap<>(Map.of("n", "1"))),
                  new Metric("ns/op", List.of(1.5, 2.25), new TreeMap<>(Map.of(99.9, 7.0))),
                  new TreeMap<>(Map.of(CellResult.ALLOCATION, new Metric("B/op", List.of(0.5)))),
                  new Settings(1, "1 s", 2, "3 s"),
                  new Jvm("vm", "25+36", "25", "1.37", List.of("-Xmx1g")))));

  @TempDir Path folder;

  @Test
  void shouldReadWhatItWrote() {
    Path file = folder.resolve("set.json");
    ResultFiles.write(SET, file);
    assertEquals(SET, ResultFiles.read(file));
  }

  @Test
  void shouldReadTheNewerVersionOfAGateRun() {
    ObjectNode gate = JsonNodeFactory.instance.objectNode();
    gate.put("schemaVersion", 1).put("kind", "gate").set("head", ResultJson.write(SET));
    Path file = folder.resolve("gate.json");
    ResultFiles.writeTree(gate, file);
    assertEquals(SET, ResultFiles.read(file));
  }

  @Test
  void shouldReadASetWithoutOriginAndMachine() {
    ResultSet set = new ResultSet(Optional.empty(), Optional.empty(), SET.cells());
    assertEquals(set, ResultJson.read(ResultJson.write(set)));
  }

  @Test
  void shouldCarryItsVersionAndRefuseANewerOne() {
    ObjectNode root = ResultJson.write(SET);
    assertEquals(1, root.get("schemaVersion").intValue());
    root.put("schemaVersion", 2);
    GateException e = assertThrows(GateException.class, () -> ResultJson.read(root));
    assertTrue(e.getMessage().contains("a newer pe3 wrote this"), e.getMessage());
  }

  @Test
  void shouldIgnoreMembersThatItDoesNotKnow() {
    ObjectNode root = ResultJson.write(SET);
    root.put("later", true);
    assertEquals(SET, ResultJson.read(root));
  }

  @Test
  void shouldRefuseACellWithTwoUnits() {
    CellResult cell = SET.cells().getFirst();
    CellResult other =
        new CellResult(
            cell.id(),
            new Metric("B/op", List.of(1.0)),
            cell.secondary(),
            cell.settings(),
            cell.jvm());
    List<CellResult> both = List.of(cell, other);
    assertThrows(
        GateException.class, () -> new ResultSet(Optional.empty(), Optional.empty(), both));
  }

  @Test
  void shouldDescribeThisMachine() {
    Machine here = Machine.here();
    assertTrue(here.processors() > 0 && !here.cpu().isEmpty() && here.memoryMib() >= 0);
  }
}
