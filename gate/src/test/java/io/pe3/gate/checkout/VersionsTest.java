package io.pe3.gate.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.tiny.TinyCost;
import io.pe3.gate.tiny.TinyJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsTest {
  private static final String BUILD = "mkdir -p target && cp made.jar target/benchmarks.jar";

  @TempDir Path folder;
  private Path project;
  private Path work;
  private String first;

  /** A repository of two commits whose jar is in it, so that a build is a copy. */
  @BeforeEach
  void setUp() throws IOException, InterruptedException {
    project = Files.createDirectories(folder.resolve("project"));
    work = Files.createDirectories(folder.resolve("work"));
    git(project, "init", "-q", "-b", "main");
    TinyJar.make(project.resolve("made.jar"), new TinyCost(100, 0));
    commit("first");
    first = git(project, "rev-parse", "HEAD").strip();
    TinyJar.make(project.resolve("made.jar"), new TinyCost(200, 0));
    commit("second");
  }

  @Test
  void shouldBuildRefsApartFromTheProject() throws IOException {
    try (Versions versions = versions(project, BUILD)) {
      Version base = versions.of("HEAD~1", "base");
      Version head = versions.of("main", "head");
      assertEquals(first, base.commit());
      assertTrue(Files.exists(base.jar().file()) && Files.exists(head.jar().file()));
      assertFalse(
          Arrays.equals(
              Files.readAllBytes(base.jar().file()), Files.readAllBytes(head.jar().file())));
      assertFalse(Files.exists(project.resolve("target")));
    }
    assertFalse(Files.exists(work.resolve("base")), "worktrees are removed");
  }

  @Test
  void shouldReplaceWhatAnInterruptedRunLeft() {
    versions(project, BUILD).of("HEAD~1", "base");
    try (Versions versions = versions(project, BUILD)) {
      assertEquals("main", versions.of("main", "base").ref());
    }
  }

  @Test
  void shouldTakeAJarThatIsThere() {
    try (Versions versions = versions(project, BUILD)) {
      Version version = versions.of(project.resolve("made.jar").toString(), "base");
      assertEquals("", version.commit());
      assertEquals(3, version.jar().jobs().size());
    }
  }

  @Test
  void shouldSayThatARefIsNotThere() {
    GateException e = fails(project, "nowhere", BUILD, GateErrorCode.UNKNOWN_REF);
    assertTrue(e.getMessage().contains("ref=nowhere"), e.getMessage());
    assertTrue(e.getMessage().contains("no such branch, tag or commit"), e.getMessage());
  }

  @Test
  void shouldSayThatACloneIsShallow() throws IOException, InterruptedException {
    Path clone = folder.resolve("clone");
    git(folder, "clone", "-q", "--depth", "1", project.toUri().toString(), clone.toString());
    GateException e = fails(clone, first, BUILD, GateErrorCode.UNKNOWN_REF);
    assertTrue(e.getMessage().contains("the clone is shallow"), e.getMessage());
    assertTrue(e.getMessage().contains("fetch-depth: 0"), e.getMessage());
    fails(clone, "HEAD~1", BUILD, GateErrorCode.UNKNOWN_REF);
  }

  @Test
  void shouldSayThatThereIsNoRepository() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    GateException e = fails(elsewhere, "main", BUILD, GateErrorCode.UNKNOWN_REF);
    assertTrue(e.getMessage().contains("no git repository"), e.getMessage());
  }

  @Test
  void shouldWorkFromTheCurrentFolder() {
    fails(Path.of(""), "nowhere", BUILD, GateErrorCode.UNKNOWN_REF);
  }

  @Test
  void shouldNotTakeAnOptionForARef() {
    fails(project, "--upload-pack=touch x", BUILD, GateErrorCode.UNKNOWN_REF);
  }

  @Test
  void shouldSayWhyABuildFailed() {
    GateException e =
        fails(project, "main", "echo no compiler here; exit 3", GateErrorCode.BUILD_FAILED);
    assertTrue(e.getMessage().contains("no compiler here"), e.getMessage());
  }

  @Test
  void shouldSayThatTheBuildMadeNoJar() {
    fails(project, "main", "true", GateErrorCode.NO_BENCHMARK);
  }

  @Test
  void shouldRefuseOtherJars() throws IOException {
    Path file = Files.writeString(folder.resolve("other.jar"), "no jar");
    fails(project, file.toString(), BUILD, GateErrorCode.NO_BENCHMARK);
    fails(project, folder.resolve("none.jar").toString(), BUILD, GateErrorCode.NO_BENCHMARK);
  }

  private GateException fails(Path project, String name, String build, GateErrorCode code) {
    try (Versions versions = versions(project, build)) {
      GateException e = assertThrows(GateException.class, () -> versions.of(name, "base"));
      assertEquals(code, e.code(), e.getMessage());
      return e;
    }
  }

  private Versions versions(Path project, String build) {
    return new Versions(project, work, build, "{,**/}{target,build/libs}/*.jar", _ -> {});
  }

  private void commit(String message) throws IOException, InterruptedException {
    git(project, "add", "-A");
    git(
        project,
        "-c",
        "user.name=test",
        "-c",
        "user.email=test@example.com",
        "commit",
        "-q",
        "-m",
        message);
  }

  private static String git(Path folder, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Process git =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, git.waitFor(), output);
    return output;
  }
}
