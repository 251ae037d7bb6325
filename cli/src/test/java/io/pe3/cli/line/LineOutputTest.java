package io.pe3.cli.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineOutputTest {
  @TempDir Path folder;

  @Test
  void shouldMakeTheFileOnlyAtTheEnd() throws IOException {
    Path file = folder.resolve("out");
    try (LineOutput out = LineOutput.open(file, OutputStream.nullOutputStream())) {
      out.write("a\n");
      out.flush();
      assertFalse(Files.exists(file));
      out.commit();
    }
    assertEquals("a\n", Files.readString(file));
    assertOnlyFiles(1);
  }

  @Test
  void shouldLeaveNothingWhenItWasNotCommitted() throws IOException {
    try (LineOutput out = LineOutput.open(folder.resolve("out"), OutputStream.nullOutputStream())) {
      out.write("a\n");
    }
    assertOnlyFiles(0);
  }

  @Test
  void shouldWriteThroughALink() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    try (LineOutput out = LineOutput.open(link, OutputStream.nullOutputStream())) {
      out.write("new");
      out.commit();
    }
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
  }

  @Test
  void shouldKeepThePermissionsOfTheFileItReplaces() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "this file system has no POSIX modes");
    Path file = Files.writeString(folder.resolve("file"), "old");
    for (String mode : List.of("rw-------", "rw-r-----", "rw-rw-rw-")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      try (LineOutput out = LineOutput.open(file, OutputStream.nullOutputStream())) {
        out.write(mode);
        out.commit();
      }
      assertEquals(mode, Files.readString(file));
      assertEquals(mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void shouldNotReplaceADevice() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "this system has no /dev/null");
    try (LineOutput out = LineOutput.open(device, OutputStream.nullOutputStream())) {
      out.write("a\n");
      out.commit();
    }
    assertFalse(Files.isRegularFile(device));
  }

  @Test
  void shouldFlushStandardOutputAtTheEndHoweverItWent() throws IOException {
    ByteArrayOutputStream standard = new ByteArrayOutputStream();
    try (LineOutput out = LineOutput.open(null, standard)) {
      out.write("a\n");
    }
    assertEquals("a\n", standard.toString(StandardCharsets.UTF_8));
  }

  @Test
  void shouldTellAClosedPipeFromAFullDisk() {
    assertThrows(OutputClosedException.class, () -> writeTo("Broken pipe"));
    FileException error =
        assertThrows(FileException.class, () -> writeTo("No space left on device"));
    assertEquals(
        "code=io file=standard_output: cannot write (No space left on device)", error.getMessage());
  }

  private static void writeTo(String failure) throws IOException {
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException(failure);
          }
        };
    try (LineOutput out = LineOutput.open(null, failing)) {
      out.write("a\n");
      out.commit();
    }
  }

  private void assertOnlyFiles(int count) throws IOException {
    try (var files = Files.list(folder)) {
      assertEquals(count, files.count());
    }
  }
}
