package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeInputTest {
  private static final List<String> SMALL_HEAP =
      List.of(Processes.EXPORTS, Processes.NATIVE, "-Xmx64m");
  private static final int LINES = 100_000;

  @TempDir Path folder;
  private String key;

  @BeforeEach
  void makeKey() {
    key = folder.resolve("key.json").toString();
    Run.pe3("keygen", "--out", key).printed();
  }

  @Test
  void shouldStreamManyLinesThroughASmallHeap() throws Exception {
    Path clear = folder.resolve("clear");
    String padding = "p".repeat(1000);
    try (BufferedWriter writer = Files.newBufferedWriter(clear)) {
      for (int i = 0; i < LINES; i++) {
        writer.write("{\"args\":[" + i + ",\"" + padding + "\"]}\n");
      }
    }
    Path sealed = folder.resolve("sealed");
    Path opened = folder.resolve("opened");
    runWithSmallHeap("seal", clear, sealed);
    runWithSmallHeap("open", sealed, opened);
    int count = 0;
    try (BufferedReader reader = Files.newBufferedReader(opened)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String start =
            "{\"uri\":\"a.b\",\"args\":[" + count + ",\"" + padding + "\"],\"kwargs\":{},";
        assertEquals(start, line.substring(0, start.length()));
        count++;
      }
    }
    assertEquals(LINES, count);
  }

  @Test
  void shouldSealAndOpenALineOf16Mebibytes() {
    String text = "t".repeat((16 << 20) - 256);
    String sealed =
        Run.pe3In(
                "{\"args\":[\"" + text + "\"]}\n",
                "seal",
                "--scheme",
                "wamp",
                "--key",
                key,
                "--uri",
                "a.b")
            .printed();
    String opened =
        Run.pe3In(sealed, "open", "--scheme", "wamp", "--key", key, "--uri", "a.b").printed();
    assertEquals("{\"uri\":\"a.b\",\"args\":[\"" + text + "\"],\"kwargs\":{}}\n", opened);
  }

  @Test
  void shouldRefuseABodyOverTheLimit() {
    String text = "t".repeat(16 << 20);
    Run.pe3In(
            "{\"args\":[\"" + text + "\"]}\n",
            "seal",
            "--scheme",
            "wamp",
            "--key",
            key,
            "--uri",
            "a.b")
        .failedWith("limit_exceeded line=1 ");
  }

  @Test
  void shouldSayWhenMemoryIsTooSmall() throws Exception {
    Path clear = folder.resolve("clear");
    Files.writeString(clear, "{\"args\":[" + "1,".repeat(16 << 20) + "1]}\n");
    Run run =
        Processes.run(
            Processes.pe3Jvm(
                SMALL_HEAP,
                "seal",
                "--scheme",
                "wamp",
                "--key",
                key,
                "--uri",
                "a.b",
                "--in",
                clear.toString()),
            "");
    run.failedWith("out_of_memory: ");
  }

  private void runWithSmallHeap(String command, Path in, Path out)
      throws IOException, InterruptedException {
    Processes.run(
            Processes.pe3Jvm(
                SMALL_HEAP,
                command,
                "--realm",
                "realm1",
                "--key",
                key,
                "--uri",
                "a.b",
                "--in",
                in.toString(),
                "--out",
                out.toString()),
            "")
        .printed();
  }
}
