package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
  /** Waits once the command reads: it has to take the spaces, which are more than a pipe holds. */
  private static final String SLOW_PIPE = "(printf '%200000s' ''; sleep 1; cat \"$0\") | \"$@\"";

  private static final long HALF_A_SECOND = 500_000_000;

  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now;

  @Test
  void shouldCountOctetsAndLinesWhenTheSizeIsNotKnown() throws IOException {
    String shown = run(Progress.UNKNOWN, HALF_A_SECOND);
    assertTrue(shown.contains("4/?") && shown.contains("2 lines"), shown);
  }

  @Test
  void shouldShowABarForASmallFileToo() throws IOException {
    String shown = run(8 << 10, HALF_A_SECOND);
    assertTrue(shown.contains("50%") && shown.contains("4/8"), shown);
  }

  @Test
  void shouldShowNothingInTheFirstHalfSecond() throws IOException {
    assertEquals("", run(8 << 10, HALF_A_SECOND - 1));
    assertEquals("", run(Progress.UNKNOWN, HALF_A_SECOND - 1));
  }

  @Test
  void shouldCountAPipeOnATerminal() throws Exception {
    String shown = throughSlowPipe("2").err();
    assertTrue(shown.contains("1 line") && shown.contains("?"), shown);
  }

  @Test
  void shouldShowNothingWhereNobodyLooks() throws Exception {
    assertEquals("", throughSlowPipe("").err());
    assertEquals("", throughSlowPipe("01").err());
  }

  @Test
  void shouldShowNothingWhereLinesAreTypedOrPrinted() throws Exception {
    assertEquals("", throughSlowPipe("02").err());
    assertEquals("", throughSlowPipe("12").err());
  }

  private String run(long size, long duration) throws IOException {
    PrintStream screen = new PrintStream(err, true, StandardCharsets.UTF_8);
    try (Progress progress =
        Progress.on(new ByteArrayInputStream(new byte[4 << 10]), size, screen, () -> now)) {
      progress.line();
      now += duration;
      progress.readAllBytes();
      progress.line();
    }
    return err.toString(StandardCharsets.UTF_8);
  }

  private Run throughSlowPipe(String terminals) throws Exception {
    String key = folder.resolve("key" + terminals).toString();
    Run.pe3("keygen", "--out", key).printed();
    ProcessBuilder jvm =
        Processes.pe3Jvm(
            List.of(Processes.EXPORTS, Processes.NATIVE, "-Dpe3.terminals=" + terminals),
            "seal",
            "--scheme",
            "wamp",
            "--key",
            key,
            "--uri",
            "a");
    Path input = Files.writeString(folder.resolve("input"), "{}\n");
    ProcessBuilder shell =
        new ProcessBuilder(new ArrayList<>(List.of("/bin/sh", "-c", SLOW_PIPE, input.toString())));
    shell.command().addAll(jvm.command());
    Run run = Processes.run(shell, "");
    assertEquals(1, run.lines().size(), run.err());
    return run;
  }
}
