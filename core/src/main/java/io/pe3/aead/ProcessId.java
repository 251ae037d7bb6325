package io.pe3.aead;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process id as the operating system has it now; the JDK remembers the one at its start for
 * good, also in a process that was restored under another.
 */
final class ProcessId {
  private static final Path SELF = Path.of("/proc/self");
  private static final MethodHandle GETPID = getpid();

  private ProcessId() {}

  /** The id; allocates nothing where native calls are allowed. */
  static long current() {
    if (GETPID == null) {
      return fromFileSystem();
    }
    try {
      return (int) GETPID.invokeExact();
    } catch (Throwable t) {
      throw new IllegalStateException("getpid failed", t);
    }
  }

  private static long fromFileSystem() {
    try {
      return Long.parseLong(Files.readSymbolicLink(SELF).toString());
    } catch (IOException | UnsupportedOperationException | NumberFormatException e) {
      return ProcessHandle.current().pid();
    }
  }

  /** Null where native calls are denied, or the C library has no such function. */
  @SuppressWarnings("restricted") // takes and returns no address
  private static MethodHandle getpid() {
    try {
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find("getpid")
          .map(
              address ->
                  linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT)))
          .orElse(null);
    } catch (IllegalCallerException | UnsupportedOperationException e) {
      return null;
    }
  }
}
