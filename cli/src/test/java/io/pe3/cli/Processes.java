package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs outside this JVM. */
final class Processes {
  static final String EXPORTS = "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED";
  static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

  private static final int SECONDS = 240;

  private Processes() {}

  /** The program of the JDK that runs the tests. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** A JVM that runs the command from this module's classes, with these options and words. */
  static ProcessBuilder pe3Jvm(List<String> jvmOptions, String... args) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.pe3.cli.Main"));
    command.addAll(List.of(args));
    return new ProcessBuilder(command);
  }

  /** Runs it to its end with this standard input. */
  static Run run(ProcessBuilder builder, String in) throws IOException, InterruptedException {
    // The JVM would print a line about them on standard error.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
    Path folder = Files.createTempDirectory("pe3-run");
    File out = folder.resolve("out").toFile();
    File err = folder.resolve("err").toFile();
    Path input = Files.writeString(folder.resolve("in"), in);
    builder.redirectInput(input.toFile()).redirectOutput(out).redirectError(err);
    Process process = builder.start();
    assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "it did not end: " + builder.command());
    Run run = new Run(process.exitValue(), read(out), read(err));
    for (String name : List.of("in", "out", "err")) {
      Files.delete(folder.resolve(name));
    }
    Files.delete(folder);
    return run;
  }

  private static String read(File file) throws IOException {
    return Files.readString(file.toPath(), StandardCharsets.UTF_8);
  }
}
