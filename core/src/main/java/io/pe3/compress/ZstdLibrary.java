package io.pe3.compress;

import com.github.luben.zstd.util.Native;
import io.pe3.error.EngineUnavailableException;
import io.pe3.internal.ExtractionFolder;
import io.pe3.internal.NativeAccess;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Makes zstd's contexts, and one clear error of whatever is raised when it cannot be loaded. */
final class ZstdLibrary {
  private ZstdLibrary() {}

  /**
   * Makes a context, after the library is loaded by way of the configured folder.
   *
   * @param constructor of the context
   * @throws EngineUnavailableException when zstd cannot be loaded on this machine
   */
  static <T> T newContext(Supplier<T> constructor) {
    try {
      Path folder = ExtractionFolder.configured();
      if (folder != null) {
        Native.load(folder.toFile());
      }
      return constructor.get();
    } catch (LinkageError | IllegalCallerException | UnsupportedOperationException e) {
      throw unavailable(e);
    }
  }

  /** A class that failed to initialize says why only the first time. */
  private static EngineUnavailableException unavailable(Throwable cause) {
    EngineUnavailableException error =
        isDenied(cause) || !NativeAccess.isEnabled()
            ? new EngineUnavailableException(
                "zstd cannot be loaded, since the JDK may deny native access; start the JVM with "
                    + NativeAccess.flag()
                    + " or do without compression",
                "library",
                "zstd-jni",
                "flag",
                NativeAccess.flag())
            : new EngineUnavailableException(
                "zstd cannot be loaded on this machine; name a folder that can be written and"
                    + " allows execution with -D"
                    + ExtractionFolder.PROPERTY
                    + "=FOLDER, or do without compression",
                "library",
                "zstd-jni",
                "folder",
                folder(),
                "reason",
                cause);
    error.causedBy(cause);
    return error;
  }

  private static boolean isDenied(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof IllegalCallerException) {
        return true;
      }
    }
    return false;
  }

  private static Object folder() {
    Path configured = ExtractionFolder.configured();
    return configured != null ? configured : System.getProperty("java.io.tmpdir");
  }
}
