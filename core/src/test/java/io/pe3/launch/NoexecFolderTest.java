package io.pe3.launch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A temporary folder from which nothing may be executed. */
class NoexecFolderTest {
  @TempDir private Path folder;

  private Path noexec;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    noexec = Files.createDirectory(folder.resolve("noexec"));
    String reason;
    try {
      Jvm.Result mount =
          Jvm.start(
              List.of("mount", "-t", "tmpfs", "-o", "noexec,size=32m", "tmpfs", noexec.toString()));
      mounted = mount.exit() == 0;
      reason = mount.err();
    } catch (IOException e) {
      reason = e.getMessage();
    }
    if (!mounted) {
      abort("not run: mounting a folder noexec needs Linux and root: " + reason);
    }
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      Jvm.Result result = Jvm.start(List.of("umount", noexec.toString()));
      assertTrue(result.exit() == 0, result.err());
    }
  }

  @Test
  void shouldNameFolderAndOptionWhenTheLibraryCanNotBeLoaded() throws Exception {
    Jvm.Result result = run("REPORTS", "ROUND_TRIP");
    String report = result.lines().get(0);
    if (report.contains("name=sodium, available=true")) {
      assertFalse(report.contains("lazysodium"), "the system's libsodium: " + report);
      return;
    }
    assertTrue(report.contains("name=sodium, available=false"), report);
    assertTrue(report.contains("path=" + noexec), report);
    assertTrue(report.contains("-Dio.pe3.extraction.folder=FOLDER"), report);
    assertTrue(result.lines().get(1).contains("aes256gcm=jca:SunJCE"), result.out());
  }

  @Test
  void shouldNameFolderAndOptionWhenZstdCanNotBeLoaded() throws Exception {
    String line = run("COMPRESSOR").out();
    assertTrue(line.contains("error io.pe3.error.EngineUnavailableException"), line);
    assertTrue(line.contains("folder=" + noexec), line);
    assertTrue(line.contains("-Dio.pe3.extraction.folder=FOLDER"), line);
  }

  @Test
  void shouldLoadBothLibrariesFromTheExtractionFolder() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Jvm.Result result =
        Jvm.run(
            List.of(
                Jvm.MEMORY_ACCESS,
                Jvm.NATIVE_ACCESS,
                "-Djava.io.tmpdir=" + noexec,
                "-Dio.pe3.extraction.folder=" + other),
            Probe.class,
            "REPORTS",
            "COMPRESSED_ROUND_TRIP");
    assertTrue(result.lines().get(0).contains("extracted below " + other), result.out());
    assertTrue(result.lines().get(1).contains("ok xsalsa20poly1305=sodium"), result.out());
    try (var left = Files.list(other)) {
      assertTrue(left.findAny().isEmpty(), "nothing is left behind");
    }
  }

  private Jvm.Result run(String... actions) throws Exception {
    return Jvm.run(
        List.of(Jvm.MEMORY_ACCESS, Jvm.NATIVE_ACCESS, "-Djava.io.tmpdir=" + noexec),
        Probe.class,
        actions);
  }
}
