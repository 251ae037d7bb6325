package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a copy of {@code ./pe3} in a project of its own, where {@code mvn} is a script. */
class LauncherBuildIT {
  private static final Path JAR = Path.of(System.getProperty("pe3.jar"));

  /** What stands in for Maven. */
  private static final String BUILD =
      "sleep 1; echo noise; mkdir -p cli/target; cp made.jar cli/target/pe3.jar";

  /** Tools that the launcher needs, on a PATH that has nothing else. */
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "sed",
          "find",
          "head",
          "tail",
          "dirname",
          "readlink",
          "mkdir",
          "rm",
          "cat",
          "touch",
          "sleep",
          "cp",
          "ln");

  @TempDir Path folder;
  private Path launcher;
  private Path source;

  @BeforeEach
  void makeProject() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the launcher is for systems with /bin/sh");
    launcher = folder.resolve("pe3");
    Files.copy(Path.of(System.getProperty("pe3.root"), "pe3"), launcher);
    executable(launcher);
    Files.writeString(folder.resolve("pom.xml"), "");
    source = Files.createDirectories(folder.resolve("core/src/main")).resolve("Source.java");
    Files.writeString(source, "");
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : TOOLS) {
      Path found = Path.of("/usr/bin", tool);
      Path script = tools.resolve(tool);
      String program = (Files.exists(found) ? found : Path.of("/bin", tool)).toString();
      Files.writeString(script, "#!/bin/sh\nexec " + program + " \"$@\"\n");
      executable(script);
    }
    makeJar(folder.resolve("made.jar"));
    maven(BUILD);
  }

  @Test
  void shouldBuildWhenThereIsNoJarAndOnlyThen() throws Exception {
    Run first = launch();
    assertEquals(ExitCode.OK, first.exit(), first.err());
    assertTrue(first.out().startsWith("pe3 "), first.out());
    assertEquals(1, first.err().lines().count(), first.err());
    assertTrue(first.err().contains("building"), first.err());
    launch().printed();
    assertEquals(1, builds());
    assertTrue(Files.readString(folder.resolve("builds")).contains("-Dmaven.test.skip=true"));
  }

  @Test
  void shouldBuildAgainWhenASourceIsNewer() throws Exception {
    launch();
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
    launch();
    assertEquals(2, builds());
  }

  @Test
  void shouldBuildAgainWhenASourceWasEditedDuringTheBuild() throws Exception {
    maven(BUILD + "; touch core/src/main/Source.java");
    launch();
    launch();
    assertEquals(2, builds());
  }

  @Test
  void shouldShowWhyABuildFailed() throws Exception {
    maven("echo what went wrong; exit 1");
    Run run = launch();
    assertEquals(ExitCode.FAILED, run.exit());
    assertEquals("", run.out());
    assertTrue(run.err().contains("what went wrong"), run.err());
    assertTrue(run.err().contains("target/pe3-build.log"), run.err());
    assertFalse(Files.exists(folder.resolve("target/pe3-build.lock")));
  }

  @Test
  void shouldShowErrorsOfMavenAndNoTrace() throws Exception {
    maven(
        """
        echo 'org.example.FailedException: it failed'
        for i in 1 2 3 4 5 6 7 8 9; do echo '    at org.example.Failing.fail(Failing.java:1)'; done
        echo '[ERROR] COMPILATION ERROR : '
        echo '[ERROR] /a/Source.java:[1,2] not a statement'
        echo '[ERROR] '
        echo '[ERROR] To see the full stack trace of the errors, re-run Maven'
        echo '[ERROR] [Help 1] http://example.org/'
        exit 1
        """);
    Run run = launch();
    assertEquals(ExitCode.FAILED, run.exit());
    assertTrue(run.err().contains("  /a/Source.java:[1,2] not a statement\n"), run.err());
    assertEquals(3, run.err().lines().count(), run.err());
  }

  @Test
  void shouldKeepTheJarWhenABuildFailsAndNotRunIt() throws Exception {
    launch();
    byte[] jar = Files.readAllBytes(folder.resolve("cli/target/pe3.jar"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
    maven("exit 1");
    for (int i = 0; i < 2; i++) {
      Run run = launch();
      assertEquals(ExitCode.FAILED, run.exit());
      assertEquals("", run.out());
      assertTrue(run.err().contains("the build failed"), run.err());
    }
    assertArrayEquals(jar, Files.readAllBytes(folder.resolve("cli/target/pe3.jar")));
  }

  @Test
  void shouldNotTakeHalfAJarForABuild() throws Exception {
    maven("sleep 1; mkdir -p cli/target; echo half >cli/target/pe3.jar; exit 1");
    assertEquals(ExitCode.FAILED, launch().exit());
    maven(BUILD);
    assertEquals(ExitCode.OK, launch().exit());
    assertEquals(2, builds());
  }

  @Test
  void shouldBuildWhateverTheFormatOfTheSources() throws Exception {
    launch();
    assertTrue(Files.readString(folder.resolve("builds")).contains("-Dformat.skip=true"));
    String parent = Files.readString(Path.of(System.getProperty("pe3.root"), "pom.xml"));
    assertTrue(
        parent.contains("<skip>${format.skip}</skip>"), "the property has to mean something");
  }

  @Test
  void shouldSayWhenMavenIsMissing() throws Exception {
    Files.delete(folder.resolve("tools/mvn"));
    Run run = launch();
    assertEquals(ExitCode.FAILED, run.exit());
    assertTrue(run.err().contains("Install Maven"), run.err());
  }

  @Test
  void shouldSayWhatToInstallWhenThereIsNoJdk() throws Exception {
    Files.writeString(
        launcher, Files.readString(launcher).replaceFirst("NEEDED=\\d+", "NEEDED=999"));
    Run run = launch();
    assertEquals(ExitCode.FAILED, run.exit());
    assertTrue(run.err().contains("no JDK 999 or newer was found"), run.err());
    assertTrue(run.err().contains("Install one"), run.err());
  }

  @Test
  void shouldBuildOnceWhenSeveralRunAtOnce() throws Exception {
    String script = "\"$0\" version & \"$0\" version & \"$0\" version & wait";
    Run run = run("/bin/sh", "-c", script, launcher.toString());
    assertEquals(3, run.out().lines().filter(line -> line.startsWith("pe3 ")).count(), run.err());
    assertEquals(1, builds());
  }

  @Test
  void shouldTakeOverALockWhoseOwnerDied() throws Exception {
    Path lock = Files.createDirectories(folder.resolve("target/pe3-build.lock"));
    Files.writeString(lock.resolve("owner"), "999999999");
    assertEquals(ExitCode.OK, launch().exit());
    assertEquals(1, builds());
  }

  /** A jar that holds nothing and points to that of this build. */
  private static void makeJar(Path file) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "io.pe3.cli.Main");
    attributes.put(Attributes.Name.CLASS_PATH, JAR.toUri().toString());
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
  }

  private Run launch() throws Exception {
    return run(launcher.toString(), "version");
  }

  private Run run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PATH", folder.resolve("tools").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return Processes.run(builder, "");
  }

  private void maven(String script) throws IOException {
    Path mvn = folder.resolve("tools/mvn");
    Files.writeString(mvn, "#!/bin/sh\necho \"$@\" >>builds\n" + script + "\n");
    executable(mvn);
  }

  private long builds() throws IOException {
    try (var lines = Files.lines(folder.resolve("builds"))) {
      return lines.count();
    }
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
