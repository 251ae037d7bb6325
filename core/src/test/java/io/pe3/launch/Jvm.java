package io.pe3.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts JVMs of the version that the tests run on and takes what they print. */
final class Jvm {
  static final String MEMORY_ACCESS = "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED";
  static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";
  static final String DENY = "--illegal-native-access=deny";

  private static final long TIMEOUT_SECONDS = 120;

  private Jvm() {}

  /** What a JVM printed and how it ended. */
  record Result(int exit, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  /** Runs a class of the tests' class path. */
  static Result run(List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    all.addAll(List.of(arguments));
    return java(all);
  }

  /** Runs a class of the tests' class path from which one library is taken away. */
  static Result runWithout(String library, List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<Path> all = classPath();
    String rest =
        all.stream()
            .filter(path -> !path.getFileName().toString().startsWith(library))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    if (all.size() != rest.split(File.pathSeparator).length + 1) {
      throw new AssertionError("not exactly one library is taken away: " + library);
    }
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-cp", rest, main.getName()));
    command.addAll(List.of(arguments));
    return java(command);
  }

  /** Runs {@code java} with exactly these arguments. */
  static Result java(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return start(command);
  }

  /** Runs any command. */
  static Result start(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("pe3-test-", ".out");
    Path err = Files.createTempFile("pe3-test-", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      // Flags of the surroundings would hide that some are missing.
      Stream.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS").forEach(builder.environment()::remove);
      Process process = builder.start();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("the process did not end: " + command);
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** The jars and folders of the tests' class path. */
  static List<Path> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }
}
