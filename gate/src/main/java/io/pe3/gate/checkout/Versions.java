package io.pe3.gate.checkout;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.jmh.JmhJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Finds or builds versions. Refs are built in git worktrees in a folder of their own, so that the
 * user's files stay as they are; closing removes them.
 */
public final class Versions implements AutoCloseable {
  private static final String JMH_MAIN = "org.openjdk.jmh.Main";
  private static final int TAIL_LINES = 12;

  private final Path work;
  private final String build;
  private final String jarGlob;
  private final Consumer<String> progress;
  private final Git git;
  private final List<Path> worktrees = new ArrayList<>();

  /**
   * Prepares.
   *
   * @param project folder of the project, in its git repository when refs are asked for
   * @param work folder for worktrees and logs, which exists
   * @param build shell command that builds the jar, run in the project's folder of the version
   * @param jarGlob where the jar then is, as {@code target/*.jar}; of several, the newest that is
   *     JMH's
   * @param progress is told what goes on
   */
  public Versions(
      Path project, Path work, String build, String jarGlob, Consumer<String> progress) {
    this.work = work.toAbsolutePath();
    this.build = build;
    this.jarGlob = jarGlob;
    this.progress = progress;
    this.git = new Git(project);
  }

  /**
   * Finds a jar, or builds a ref.
   *
   * @param name of a file that exists, else a branch, tag or commit
   * @param label of the version, for the name of its folder
   * @return the version
   * @throws GateException {@code unknown_ref}, {@code build_failed}, {@code no_benchmark}, {@code
   *     io}
   */
  public Version of(String name, String label) {
    Path file = Path.of(name);
    if (Files.isRegularFile(file)) {
      return new Version(name, "", new JmhJar(requireJmh(file), Path.of("")));
    }
    if (name.endsWith(".jar")) {
      throw new GateException(GateErrorCode.NO_BENCHMARK, "there is no such jar", "jar", name);
    }
    String commit = git.commit(name);
    Path worktree = work.resolve(label);
    progress.accept("building " + name + " (" + commit + ")");
    git.addWorktree(worktree, commit);
    worktrees.add(worktree);
    build(name, worktree, work.resolve(label + "-build.log"));
    return new Version(name, commit, new JmhJar(find(name, worktree), worktree));
  }

  private void build(String name, Path folder, Path log) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", build)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      if (process.waitFor() != 0) {
        throw new GateException(
            GateErrorCode.BUILD_FAILED, "the build failed: " + tail(log), "ref", name, "log", log);
      }
    } catch (IOException e) {
      throw GateException.io("cannot build", name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GateException(GateErrorCode.RUN_FAILED, "interrupted").causedBy(e);
    }
  }

  private static String tail(Path log) throws IOException {
    List<String> lines =
        Files.readString(log, StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).toList();
    return String.join("; ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  private Path find(String name, Path folder) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + jarGlob);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> matcher.matches(folder.relativize(file)))
          .filter(Versions::isJmh)
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .orElseThrow(
              () ->
                  new GateException(
                      GateErrorCode.NO_BENCHMARK,
                      "the build made no JMH jar there; name it with --jar",
                      "ref",
                      name,
                      "jar",
                      jarGlob));
    } catch (IOException e) {
      throw GateException.io("cannot search", folder, e);
    }
  }

  private static Path requireJmh(Path file) {
    if (!isJmh(file)) {
      throw new GateException(
          GateErrorCode.NO_BENCHMARK, "the main class of this jar is not JMH's", "jar", file);
    }
    return file;
  }

  private static boolean isJmh(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      return manifest != null
          && JMH_MAIN.equals(manifest.getMainAttributes().getValue("Main-Class"));
    } catch (IOException e) {
      return false;
    }
  }

  /** Removes the worktrees. */
  @Override
  public void close() {
    worktrees.forEach(git::removeWorktree);
    worktrees.clear();
  }
}
