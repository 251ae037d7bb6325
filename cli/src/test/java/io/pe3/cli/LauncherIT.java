package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code ./pe3} of this build. The jars are newer than the sources, so nothing is built. */
class LauncherIT {
  private static final Path ROOT = Path.of(System.getProperty("pe3.root"));
  private static final String LAUNCHER = ROOT.resolve("pe3").toString();

  @TempDir Path folder;

  @BeforeAll
  static void needsShell() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the launcher is for systems with /bin/sh");
  }

  @Test
  void shouldPrintHelpAndBuildNothing() throws Exception {
    String help = run("", LAUNCHER, "help").printed();
    assertTrue(help.contains("Usage: pe3"), help);
  }

  @Test
  void shouldRunFromAnotherFolderByARelativePath() throws Exception {
    Path relative = folder.toRealPath().relativize(ROOT.toRealPath()).resolve("pe3");
    ProcessBuilder builder =
        new ProcessBuilder(relative.toString(), "version").directory(folder.toFile());
    assertTrue(Processes.run(builder, "").printed().startsWith("pe3 0."));
  }

  @Test
  void shouldRunThroughLinks() throws Exception {
    Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of(LAUNCHER));
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path second = Files.createSymbolicLink(bin.resolve("pe3"), Path.of("../first"));
    assertTrue(run("", second.toString(), "version").printed().startsWith("pe3 0."));
    Files.delete(second);
    Files.delete(first);
  }

  @Test
  void shouldRunByNameFromPath() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("pe3"), Path.of(LAUNCHER));
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", "pe3 version");
    builder.environment().merge("PATH", folder.toString(), (old, mine) -> mine + ":" + old);
    assertTrue(Processes.run(builder, "").printed().startsWith("pe3 0."));
    Files.delete(link);
  }

  @Test
  void shouldPassOverAJavaHomeThatIsTooOld() throws Exception {
    Optional<Path> old = oldJdk();
    assumeTrue(old.isPresent(), "no JDK 8 to 24 is installed in /usr/lib/jvm");
    ProcessBuilder builder = new ProcessBuilder(LAUNCHER, "doctor");
    builder.environment().put("JAVA_HOME", old.get().toString());
    String report = Processes.run(builder, "").printed();
    assertTrue(report.contains("JDK"), report);
  }

  @Test
  void shouldPassOverAJavaHomeThatIsNone() throws Exception {
    ProcessBuilder builder = new ProcessBuilder(LAUNCHER, "version");
    builder.environment().put("JAVA_HOME", folder.toString());
    Processes.run(builder, "").printed();
  }

  @Test
  void shouldSealAndOpenThroughAPipe() throws Exception {
    String key = folder.resolve("a key.json").toString();
    run("", LAUNCHER, "keygen", "--out", key).printed();
    String script =
        "\"$0\" seal --scheme wamp --key \"$1\" --uri 'com.example.a b*' --cipher xsalsa20poly1305"
            + " | \"$0\" open --scheme wamp --key \"$1\" --uri 'com.example.a b*'";
    assertEquals(
        "{\"uri\":\"com.example.a b*\",\"args\":[\"x\"],\"kwargs\":{}}\n",
        run("{\"args\":[\"x\"]}\n", "/bin/sh", "-c", script, LAUNCHER, key).printed());
  }

  @Test
  void shouldEndQuietlyWhenNobodyReads() throws Exception {
    String key = folder.resolve("key.json").toString();
    run("", LAUNCHER, "keygen", "--out", key).printed();
    String script = "\"$0\" seal --scheme wamp --key \"$1\" --uri a | head -n 1";
    Run run = run("{}\n".repeat(20_000), "/bin/sh", "-c", script, LAUNCHER, key);
    assertEquals(1, run.printed().lines().count());
  }

  @Test
  void shouldPassExitCodesAndArgumentsAsTheyAre() throws Exception {
    Run run = run("", LAUNCHER, "seal", "--frob", "a  b", "");
    assertEquals(ExitCode.BAD_USE, run.exit());
    run = run("", LAUNCHER, "inspect", "--in", "$HOME *  x");
    assertEquals(ExitCode.FAILED, run.exit());
    assertTrue(run.err().contains("$HOME *  x"), run.err());
  }

  @Test
  void shouldReadNothingFromAClosedInput() throws Exception {
    for (String command : new String[] {"inspect", "version"}) {
      Run run = run("", "/bin/sh", "-c", "\"$0\" " + command + " <&-", LAUNCHER);
      assertEquals("", run.err());
      assertEquals(ExitCode.OK, run.exit());
    }
  }

  @Test
  void shouldFailWhenTheOutputIsClosed() throws Exception {
    for (String words : new String[] {"version >&-", "help >&- <&-", "doctor >&-"}) {
      run("", "/bin/sh", "-c", "\"$0\" " + words, LAUNCHER).failedWith("io file=standard_output: ");
    }
  }

  @Test
  void shouldWorkWithAClosedErrorStream() throws Exception {
    Run run = run("", "/bin/sh", "-c", "\"$0\" version 2>&-", LAUNCHER);
    assertTrue(run.printed().startsWith("pe3 0."), run.out());
  }

  @Test
  void shouldGiveJvmOptionsToTheJvm() throws Exception {
    ProcessBuilder builder = new ProcessBuilder(LAUNCHER, "version");
    builder.environment().put("PE3_JAVA_OPTS", "-Xmx32m -showversion");
    Run run = Processes.run(builder, "");
    assertEquals(ExitCode.OK, run.exit());
    assertTrue(run.err().contains("Server VM"), run.err());
  }

  @Test
  void shouldRunFromTheJarWithTheFlagsOfItsManifest() throws Exception {
    Run run = run("", Processes.java(), "-jar", System.getProperty("pe3.jar"), "doctor");
    assertTrue(run.printed().contains("All that is needed works."), run.out());
  }

  private static Run run(String in, String... command) throws Exception {
    return Processes.run(new ProcessBuilder(new ArrayList<>(List.of(command))), in);
  }

  private static Optional<Path> oldJdk() throws IOException {
    Path jdks = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(jdks)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(jdks)) {
      return folders.filter(LauncherIT::isOldJdk).findFirst();
    }
  }

  private static boolean isOldJdk(Path jdk) {
    Path release = jdk.resolve("release");
    try {
      return Files.isExecutable(jdk.resolve("bin/javac"))
          && Files.readString(release).matches("(?s).*JAVA_VERSION=\"(1\\.8|11|17|21)[.\"].*");
    } catch (IOException e) {
      return false;
    }
  }
}
