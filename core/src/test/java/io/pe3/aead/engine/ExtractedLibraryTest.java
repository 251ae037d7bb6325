package io.pe3.aead.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractedLibraryTest {
  private static final byte[] OCTETS = {1, 2, 3};

  @TempDir private Path parent;

  @Test
  void shouldHoldWhatWasInTheJar() throws IOException {
    try (ExtractedLibrary library = extract()) {
      assertArrayEquals(OCTETS, Files.readAllBytes(library.path()));
      assertEquals("lib.so", library.path().getFileName().toString());
    }
  }

  @Test
  void shouldLetNoOtherUserInOrWrite() throws IOException {
    assumeTrue(parent.getFileSystem().supportedFileAttributeViews().contains("posix"));
    try (ExtractedLibrary library = extract()) {
      Path folder = library.path().getParent();
      assertEquals("rwx------", mode(folder));
      assertEquals("rwx------", mode(library.path()));
      assertEquals(parent, folder.getParent());
    }
  }

  @Test
  void shouldStandUnderANameOfItsOwnEachTime() throws IOException {
    try (ExtractedLibrary one = extract();
        ExtractedLibrary other = extract()) {
      assertNotEquals(one.path(), other.path());
    }
  }

  @Test
  void shouldLeaveNothingBehind() throws IOException {
    Path path;
    try (ExtractedLibrary library = extract()) {
      path = library.path();
    }
    assertFalse(Files.exists(path));
    assertTrue(isEmpty());
  }

  @Test
  void shouldRefuseContentThatWasSwapped() throws IOException {
    Path path = Files.write(parent.resolve("swapped"), new byte[] {1, 2, 4});
    IOException error =
        assertThrows(IOException.class, () -> ExtractedLibrary.requireContent(path, OCTETS));
    assertTrue(error.getMessage().contains(path.toString()));
  }

  @Test
  void shouldLeaveNothingBehindWhenTheParentIsMissing() {
    Path missing = parent.resolve("missing");
    assertThrows(
        IOException.class,
        () -> ExtractedLibrary.extract(new ByteArrayInputStream(OCTETS), missing, "lib.so"));
    assertFalse(Files.exists(missing));
  }

  @Test
  void shouldLeaveNothingBehindWhenTheJarCanNotBeRead() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    assertThrows(IOException.class, () -> ExtractedLibrary.extract(broken, parent, "lib.so"));
    assertTrue(isEmpty());
  }

  private ExtractedLibrary extract() throws IOException {
    return ExtractedLibrary.extract(new ByteArrayInputStream(OCTETS), parent, "lib.so");
  }

  private boolean isEmpty() throws IOException {
    try (var files = Files.list(parent)) {
      return files.findAny().isEmpty();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
