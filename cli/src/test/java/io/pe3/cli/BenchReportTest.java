package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {
  private static final int COMMITS = 12;

  @TempDir Path folder;

  @Test
  void shouldWriteAPageAndMarkdown() throws IOException {
    Path out = folder.resolve("out");
    String printed =
        Run.pe3(
                "bench",
                "report",
                results("r.json", 10),
                "--out",
                out.toString(),
                "--title",
                "Mine")
            .printed();
    assertEquals(out.resolve("index.html") + "\n" + out.resolve("report.md") + "\n", printed);
    assertTrue(Files.readString(out.resolve("index.html")).contains("<h1>Mine</h1>"));
    assertTrue(Files.readString(out.resolve("report.md")).startsWith("# Mine\n"));
  }

  @Test
  void shouldShowWhereAHistoryChanged() throws IOException {
    String perf = folder.resolve("perf").toString();
    for (int i = 0; i < COMMITS; i++) {
      String file = results("r" + i + ".json", (i < 6 ? 10 : 12) + i / 100.0);
      String commit = String.format(Locale.ROOT, "%040x", i + 1);
      String printed =
          Run.pe3("bench", "history", "add", file, "--history", perf, "--commit", commit).printed();
      assertEquals("added 1 cells of commit " + commit + "\n", printed);
    }
    Path file = folder.resolve("perf/history.jsonl");
    assertEquals(COMMITS, Files.readAllLines(file).size());
    String shown = Run.pe3("bench", "history", "show", "--history", perf).printed();
    assertTrue(shown.contains("| B.m | 0000000000 (number 7) | 10.0 | 12.1 | +20"), shown);
    assertEquals(shown, Run.pe3("bench", "history", "show", "--history", perf).printed());

    Path out = folder.resolve("out");
    String first = folder.resolve("r0.json").toString();
    Run.pe3("bench", "report", first, "--out", out.toString(), "--history", perf).printed();
    assertTrue(Files.readString(out.resolve("index.html")).contains(">History<"));
  }

  @Test
  void shouldNameWhatIsWrong() throws IOException {
    String out = folder.resolve("out").toString();
    String results = results("r.json", 1);
    Run.pe3("bench", "report", "--out", out).badUse("RESULT.json");
    Run.pe3("bench", "report", results).badUse("--out");
    Run.pe3("bench", "report", results, "--out", out, "--subject", "(").badUse("--subject (");
    Run.pe3("bench", "report", results, "--out", out, "--history", "a", "--notes")
        .badUse("--notes");
    Run.pe3("bench", "report", folder.resolve("none").toString(), "--out", out)
        .failedWith("io file=");
    Run.pe3("bench", "report", results, "--out", results).failedWith("io file=");
    Run.pe3("bench", "history").badUse("add or show");
    Run.pe3("bench", "history", "show").badUse("--history");
    Run.pe3("bench", "history", "show", "--history", out).failedWith("io file=");
    Run.pe3("bench", "history", "show", "--history", out, "--max-p", "2").badUse("--max-p");
    Run.pe3("bench", "history", "show", "--history", out, "--include", "(").badUse("--include (");
    Run.pe3("bench", "history", "add", results, "--history", out, "--commit", "no-such-ref")
        .failedWith("unknown_ref ref=no-such-ref");
    Files.writeString(folder.resolve("odd.json"), "[]");
    Run.pe3("bench", "report", folder.resolve("odd.json").toString(), "--out", out)
        .failedWith("malformed_result file=");
  }

  @Test
  void shouldExplainItselfWithinTheWidthOfATerminal() {
    String[][] commands = {
      {"bench", "report", "--help"},
      {"bench", "history", "--help"},
      {"bench", "history", "add", "--help"},
      {"bench", "history", "show", "--help"}
    };
    for (String[] command : commands) {
      String help = Run.pe3(command).printed();
      assertTrue(help.contains("Usage: pe3 bench " + command[1]), help);
      help.lines().forEach(line -> assertTrue(line.length() <= 90, line));
    }
  }

  private String results(String name, double nanoseconds) throws IOException {
    String forks = "[[" + nanoseconds + "],[" + nanoseconds + "]]";
    return Files.writeString(
            folder.resolve(name),
            """
            [{"jmhVersion":"1.37","benchmark":"p.B.m","mode":"avgt","threads":1,"forks":2,
              "primaryMetric":{"scoreUnit":"ns/op","rawData":FORKS},"secondaryMetrics":{}}]
            """
                .replace("FORKS", forks))
        .toString();
  }
}
