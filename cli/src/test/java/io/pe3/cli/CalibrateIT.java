package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.BufferKind;
import io.pe3.aead.Direction;
import io.pe3.aead.EngineTable;
import io.pe3.key.DataKey;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures for the shortest time that is allowed; no word here on what is faster. */
class CalibrateIT {
  private static final String JAR = System.getProperty("pe3.jar");

  @TempDir Path folder;

  @Test
  void shouldMeasureAndWriteATableThatBuildersAndCommandsTake() throws Exception {
    Path file = folder.resolve("engines.properties");
    Run run = run("doctor", "--calibrate", "--seconds", "10", "--out", file.toString());
    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertTrue(run.err().contains("10 s"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.out().contains("--engine-table " + file), run.out());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }

    EngineTable table = EngineTable.read(file);
    for (AeadCipher cipher : AeadCipher.values()) {
      if (!AeadEngines.standard().supports(AeadEngines.AUTO, cipher)) {
        continue;
      }
      try (DataKey key = DataKey.generate();
          Aead aead = Aead.builder(key).cipher(cipher).engineTable(table).build()) {
        String first = AeadEngines.standard().chosen(cipher);
        if (first.equals("sodium")) {
          for (Direction direction : Direction.values()) {
            for (BufferKind kind : BufferKind.values()) {
              assertEquals(first, aead.engine(direction, kind, 2048));
            }
          }
        }
      }
    }
    assertTrue(run("doctor", "--engine-table", file.toString()).printed().contains("works."));
    String key = folder.resolve("key.json").toString();
    run("keygen", "--out", key).printed();
    Run sealed =
        runIn(
            "{\"args\":[\"" + "x".repeat(20_000) + "\"]}\n",
            "seal",
            "--scheme",
            "wamp",
            "--key",
            key,
            "--uri",
            "a",
            "--engine-table",
            file.toString());
    assertTrue(
        runIn(
                sealed.printed(),
                "open",
                "--scheme",
                "wamp",
                "--key",
                key,
                "--uri",
                "a",
                "--engine-table",
                file.toString())
            .printed()
            .contains("xxxx"));
  }

  @Test
  void shouldLeaveNothingWhenItIsStopped() throws Exception {
    Path file = folder.resolve("engines.properties");
    ProcessBuilder builder = builder("doctor", "--calibrate", "--out", file.toString());
    Process process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    while (process.isAlive() && process.descendants().findAny().isEmpty()) {
      Thread.sleep(20);
    }
    ProcessHandle child = process.descendants().findAny().orElseThrow();
    process.destroy();
    process.waitFor();
    child.onExit().get();
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
    assertFalse(child.isAlive());
  }

  @Test
  void shouldRefuseToCompareASingleEngine() throws Exception {
    Path target = Path.of(JAR).getParent();
    String classPath;
    try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
      classPath =
          jars.filter(jar -> !jar.getFileName().toString().startsWith("bcprov"))
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
    }
    Path file = folder.resolve("engines.properties");
    ProcessBuilder builder =
        new ProcessBuilder(
            Processes.java(),
            Processes.EXPORTS,
            "--illegal-native-access=deny",
            "-cp",
            target.resolve("classes") + File.pathSeparator + classPath,
            "io.pe3.cli.Main",
            "doctor",
            "--calibrate",
            "--out",
            file.toString());
    Run run = Processes.run(builder, "").failedWith("engine_unavailable engines=[jca:SunJCE]: ");
    assertTrue(run.err().contains("there is nothing to compare"), run.err());
    assertFalse(Files.exists(file));
  }

  private static Run run(String... args) throws Exception {
    return runIn("", args);
  }

  private static Run runIn(String in, String... args) throws Exception {
    return Processes.run(builder(args), in);
  }

  private static ProcessBuilder builder(String... args) {
    List<String> command =
        Stream.concat(Stream.of(Processes.java(), "-jar", JAR), Stream.of(args)).toList();
    return new ProcessBuilder(command);
  }
}
