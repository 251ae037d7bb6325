package io.pe3.cli.line;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where the lines of a command go: standard output, or a file that is either whole or not there at
 * all. A file is written under another name beside its place and moved there at the end.
 */
public final class LineOutput implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final OutputStream out;
  private final Path target;
  private final Path temporary;
  private final Thread onInterrupt;
  private boolean abandoned;

  private LineOutput(OutputStream out, Path target, Path temporary) {
    this.out = new BufferedOutputStream(out, BUFFER);
    this.target = target;
    this.temporary = temporary;
    if (temporary == null) {
      onInterrupt = null;
    } else {
      onInterrupt = new Thread(this::abandon, "delete-unfinished-output");
      Runtime.getRuntime().addShutdownHook(onInterrupt);
    }
  }

  /**
   * Opens it.
   *
   * @param file to make, or null for standard output
   * @param standard standard output
   */
  public static LineOutput open(Path file, OutputStream standard) {
    if (file == null) {
      return new LineOutput(standard, null, null);
    }
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // A device or pipe is written to; moving a file there would replace it.
        return new LineOutput(Files.newOutputStream(file, StandardOpenOption.WRITE), file, null);
      }
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path temporary =
          target.resolveSibling(
              "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
      return new LineOutput(create(temporary, target), target, temporary);
    } catch (IOException e) {
      throw FileException.io("cannot write there (" + reason(e) + ")", "file", file);
    }
  }

  /** A file that only its owner could read must not be readable by others once it is replaced. */
  private static OutputStream create(Path temporary, Path target) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    PosixFileAttributeView view = Files.getFileAttributeView(target, PosixFileAttributeView.class);
    if (view == null || !Files.exists(target)) {
      return Files.newOutputStream(temporary, options.toArray(StandardOpenOption[]::new));
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    OutputStream out =
        Channels.newOutputStream(
            Files.newByteChannel(
                temporary,
                options,
                PosixFilePermissions.asFileAttribute(
                    Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))));
    Files.setPosixFilePermissions(temporary, permissions);
    return out;
  }

  public void write(byte[] octets, int offset, int length) throws IOException {
    try {
      out.write(octets, offset, length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  public void write(byte[] octets) throws IOException {
    write(octets, 0, octets.length);
  }

  /** Writes text that is ASCII. */
  public void write(String ascii) throws IOException {
    write(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Ends it well: the file gets its name. */
  public void commit() throws IOException {
    flush();
    if (target != null) {
      out.close();
    }
    if (temporary != null) {
      moveIntoPlace();
    }
  }

  /**
   * Whoever stops a pipe stops its first program too, and the end of input that follows must not
   * make a whole file of what came until then.
   */
  private synchronized void moveIntoPlace() {
    if (abandoned) {
      throw FileException.io("stopped before it was whole", "file", target);
    }
    try {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw FileException.io("cannot write there (" + reason(e) + ")", "file", target);
    }
  }

  private synchronized void abandon() {
    abandoned = true;
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // Nothing more can be done, and the command's own error matters more.
    }
  }

  /**
   * Ends it however it went. Lines before a failure stay on standard output; of a file nothing does
   * unless {@link #commit()} was called.
   */
  @Override
  public void close() throws IOException {
    if (target == null) {
      flush();
      return;
    }
    try {
      out.close();
    } catch (IOException e) {
      // It was not committed, so that nothing is lost with it.
    }
    if (temporary != null) {
      abandon();
      forgetHook();
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException e) {
      // The JVM is ending and the hook runs.
    }
  }

  private RuntimeException failed(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (target == null && (message.contains("Broken pipe") || message.contains("pipe is being"))) {
      return new OutputClosedException(e);
    }
    return FileException.io(
        "cannot write (" + reason(e) + ")", "file", target == null ? "standard_output" : target);
  }

  /** What the system said, in words that name no class where it can be helped. */
  public static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException x -> "no such file or folder";
      case java.nio.file.AccessDeniedException x -> "permission denied";
      case java.nio.file.FileAlreadyExistsException x -> "it exists already";
      default -> String.valueOf(e.getMessage());
    };
  }
}
