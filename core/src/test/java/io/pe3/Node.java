package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Node.js with the packages of {@code src/test/node}, which {@code .ci/setup} installs. */
final class Node {
  private static final Path FOLDER = Path.of("src/test/node");

  private Node() {}

  /** Skips the test, and says so, when Node is not there; on CI it has to be. */
  static void require() {
    boolean there = Files.isDirectory(FOLDER.resolve("node_modules/libsodium-sumo")) && hasNode();
    if (!there) {
      String what = "node and the modules of core/src/test/node; run .ci/setup to install them";
      if ("true".equals(System.getenv("CI"))) {
        fail("there have to be " + what);
      }
      System.out.println("SKIPPED: there are no " + what);
    }
    assumeTrue(there);
  }

  /** The lines that a program prints. Its input comes from a file: no pipe can fill. */
  static List<String> run(Path in, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectInput(in.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out.lines().toList();
  }

  private static boolean hasNode() {
    try {
      return new ProcessBuilder("node", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
