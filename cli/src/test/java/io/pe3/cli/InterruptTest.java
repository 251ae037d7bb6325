package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptTest {
  private static final int SECONDS = 60;

  @TempDir Path folder;

  @Test
  void shouldLeaveNoFileWhenItIsStopped() throws Exception {
    Path key = folder.resolve("key.json");
    Run.pe3("keygen", "--out", key.toString()).printed();
    Process process =
        Processes.pe3Jvm(
                List.of(Processes.EXPORTS, Processes.NATIVE),
                "seal",
                "--scheme",
                "wamp",
                "--key",
                key.toString(),
                "--uri",
                "a",
                "--out",
                folder.resolve("out").toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write("{}\n".getBytes(StandardCharsets.UTF_8));
      in.flush();
      waitForTheFirstLine();
      // Not Process.destroy(), which ends the input as well.
      assertTrue(process.toHandle().destroy());
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "it did not end");
    }
    assertEquals(Set.of("key.json"), names());
  }

  /** A file that is still empty may be there for a moment before anybody would delete it. */
  private void waitForTheFirstLine() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!isBegun()) {
      assertTrue(System.nanoTime() < end, "no file was begun");
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private boolean isBegun() throws IOException {
    try (var files = Files.list(folder)) {
      return files.anyMatch(file -> !file.endsWith("key.json") && file.toFile().length() > 0);
    }
  }

  private Set<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
