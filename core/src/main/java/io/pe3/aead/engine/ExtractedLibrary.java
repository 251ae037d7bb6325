package io.pe3.aead.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A native library taken out of its jar for the moment of loading. It stands in a folder of its own
 * that only this user can enter, under a name nobody can foresee, and what stands there is compared
 * with what was in the jar before it is loaded, so that no other user can have code of theirs run.
 */
final class ExtractedLibrary implements AutoCloseable {
  private final Path folder;
  private final Path path;

  private ExtractedLibrary(Path folder, Path path) {
    this.folder = folder;
    this.path = path;
  }

  static ExtractedLibrary extract(InputStream in, Path parent, String name) throws IOException {
    byte[] octets = in.readAllBytes();
    boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
    Path folder = Files.createTempDirectory(parent, "pe3-", attributes(posix, "rwx------"));
    Path path = folder.resolve(name);
    ExtractedLibrary library = new ExtractedLibrary(folder, path);
    try {
      Files.createFile(path, attributes(posix, "rwx------"));
      Files.write(path, octets);
      requireContent(path, octets);
      return library;
    } catch (IOException | RuntimeException e) {
      library.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  /** Removes the file where the system lets go of a loaded library, else when the JVM ends. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
      path.toFile().deleteOnExit();
    }
  }

  /** Whoever could swap the file would have their code run. */
  static void requireContent(Path path, byte[] octets) throws IOException {
    if (!MessageDigest.isEqual(sha256(octets), sha256(Files.readAllBytes(path)))) {
      throw new IOException("the extracted file is not what was written: " + path);
    }
  }

  private static FileAttribute<?>[] attributes(boolean posix, String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
