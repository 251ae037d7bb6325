package io.pe3.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.jmh.ForkSettings;
import io.pe3.gate.jmh.ForkSettings.Iterations;
import io.pe3.gate.output.GateDocument;
import io.pe3.gate.result.ResultFiles;
import io.pe3.gate.run.BudgetTooSmall;
import io.pe3.gate.tiny.TinyCost;
import io.pe3.gate.tiny.TinyJar;
import io.pe3.gate.verdict.CellVerdict;
import io.pe3.gate.verdict.Margins;
import io.pe3.gate.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way with a real jar, judged by what no other load on the machine can change. */
class GateSmokeTest {
  @TempDir Path folder;

  @Test
  void shouldFindARealAllocationOfSixteenOctets() throws IOException, BudgetTooSmall {
    Path base = TinyJar.make(folder.resolve("base.jar"), new TinyCost(200, 0));
    Path head = TinyJar.make(folder.resolve("head.jar"), new TinyCost(200, 1));
    Gate gate = gate(base, head, List.of(Pattern.compile("work=compute")), 5);
    GateDocument document = gate.run();
    gate.write(document, false);
    CellVerdict cell = document.result().outcome().cells().getFirst();
    assertEquals(Verdict.REGRESSION, cell.verdict(), cell.reason());
    assertTrue(cell.reason().contains("it allocates more, and again in a rerun"), cell.reason());
    assertEquals(0, cell.allocation().orElseThrow().base(), 0.5);
    assertEquals(16, cell.allocation().orElseThrow().head(), 0.5);
    assertEquals("25", cell.head().jvm().jdkVersion().substring(0, 2));
    assertEquals(
        "regression",
        ResultFiles.readTree(folder.resolve("out/gate.json")).get("verdict").textValue());
    assertTrue(Files.readString(folder.resolve("out/gate.md")).contains("0 → 16 B/op"));
    assertTrue(Files.readString(folder.resolve("out/gate.xml")).contains("<failure"));
  }

  @Test
  void shouldAskForAnIncludeOfJarsThatItDoesNotKnow() throws IOException {
    Path jar = TinyJar.make(folder.resolve("base.jar"), new TinyCost(1, 0));
    GateException e = assertThrows(GateException.class, () -> gate(jar, jar, List.of(), 5).run());
    assertEquals(GateErrorCode.BAD_OPTION, e.code());
    assertTrue(e.getMessage().contains("--include is needed"), e.getMessage());
  }

  @Test
  void shouldRefuseABudgetThatIsTooSmallBeforeItStarts() throws IOException {
    Path jar = TinyJar.make(folder.resolve("base.jar"), new TinyCost(1, 0));
    Gate gate = gate(jar, jar, List.of(Pattern.compile("Tiny")), 0);
    assertEquals(1, assertThrows(BudgetTooSmall.class, gate::run).neededMinutes());
  }

  private Gate gate(Path base, Path head, List<Pattern> includes, int minutes) {
    return new Gate(
        new GateRequest(
            base.toString(),
            head.toString(),
            includes,
            List.of(Pattern.compile("^io\\.pe3\\.bench\\.")),
            Duration.ofMinutes(minutes),
            new Margins(0.01, 0.05),
            5,
            new ForkSettings(new Iterations(1, 20), new Iterations(2, 20)),
            folder,
            GateRequest.USUAL_BUILD,
            GateRequest.USUAL_JAR,
            folder.resolve("out")),
        System.out::println);
  }
}
