package io.pe3.aead.engine;

import io.pe3.aead.EngineOptions;
import io.pe3.error.EngineUnavailableException;
import io.pe3.internal.NativeAccess;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds a libsodium: the one that the user names, else the bundled one, else the system's. */
final class SodiumLoader {
  private static final String RESOURCE_OWNER = "lazysodium-java";

  /** Loads with these options; the error says what was tried and why each failed. */
  static SodiumLibrary load(EngineOptions options) {
    requireNativeAccess();
    if (options.sodiumLibrary() != null) {
      Path path = options.sodiumLibrary();
      return open(path, path.toString(), "name the file of a libsodium for this platform");
    }
    List<String> failures = new ArrayList<>();
    if (options.bundledSodium()) {
      try {
        return loadBundled(options);
      } catch (EngineUnavailableException e) {
        failures.add(e.getMessage());
      }
    }
    if (options.systemSodium()) {
      for (String name : systemNames()) {
        try {
          return openSystem(name);
        } catch (EngineUnavailableException e) {
          failures.add(e.getMessage());
        }
      }
    }
    throw new EngineUnavailableException(
        failures.isEmpty()
            ? "neither the bundled nor the system's libsodium may be used"
            : String.join("; ", failures),
        "engine",
        SodiumEngine.NAME);
  }

  /** Without this every call would fail, each in its own way; here the flag is named, once. */
  private static void requireNativeAccess() {
    try {
      SodiumShape.INT_OF_NOTHING.handle();
    } catch (IllegalCallerException e) {
      throw new EngineUnavailableException(
              "the JDK denies native access; start the JVM with " + NativeAccess.flag(),
              "engine",
              SodiumEngine.NAME,
              "flag",
              NativeAccess.flag())
          .causedBy(e);
    } catch (UnsupportedOperationException e) {
      throw new EngineUnavailableException(
              "the JDK cannot call native code on this platform", "engine", SodiumEngine.NAME)
          .causedBy(e);
    }
  }

  private static SodiumLibrary loadBundled(EngineOptions options) {
    BundledSodium build = bundled();
    String resource = build.resource();
    Path folder =
        options.extractionFolder() != null
            ? options.extractionFolder()
            : Path.of(System.getProperty("java.io.tmpdir"));
    try (InputStream in = SodiumLoader.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new EngineUnavailableException(
            "the bundled library is not on the class or module path; is "
                + RESOURCE_OWNER
                + " missing?",
            "resource",
            resource);
      }
      String origin = RESOURCE_OWNER + "!/" + resource + ", extracted below " + folder;
      try (ExtractedLibrary library = ExtractedLibrary.extract(in, folder, build.fileName())) {
        return open(
            library.path(),
            origin,
            "a folder mounted noexec is left with -D"
                + EngineOptions.EXTRACTION_FOLDER_PROPERTY
                + "=FOLDER");
      }
    } catch (IOException e) {
      throw new EngineUnavailableException(
              "the bundled library can't be extracted; name a folder that can be written and allows"
                  + " execution with -D"
                  + EngineOptions.EXTRACTION_FOLDER_PROPERTY
                  + "=FOLDER",
              "folder",
              folder,
              "reason",
              e)
          .causedBy(e);
    }
  }

  @SuppressWarnings("restricted") // loading a library is what this class is for
  private static SodiumLibrary open(Path path, String origin, String advice) {
    if (!Files.isReadable(path)) {
      throw new EngineUnavailableException("there is no readable library", "path", path);
    }
    try {
      return new SodiumLibrary(SymbolLookup.libraryLookup(path, Arena.global()), origin);
    } catch (IllegalArgumentException e) {
      throw new EngineUnavailableException(
              "the library can't be loaded; " + advice, "path", path, "reason", e.getMessage())
          .causedBy(e);
    }
  }

  @SuppressWarnings("restricted") // loading a library is what this class is for
  private static SodiumLibrary openSystem(String name) {
    try {
      return new SodiumLibrary(SymbolLookup.libraryLookup(name, Arena.global()), name);
    } catch (IllegalArgumentException e) {
      throw new EngineUnavailableException(
              "the system has no such library", "library", name, "reason", e.getMessage())
          .causedBy(e);
    }
  }

  private static List<String> systemNames() {
    String os = os();
    if (os.startsWith("mac")) {
      return List.of(
          "libsodium.dylib", "/opt/homebrew/lib/libsodium.dylib", "/usr/local/lib/libsodium.dylib");
    }
    if (os.startsWith("windows")) {
      return List.of("libsodium.dll");
    }
    return List.of("libsodium.so.26", "libsodium.so");
  }

  private static BundledSodium bundled() {
    String arch = System.getProperty("os.arch");
    return BundledSodium.of(os(), arch)
        .orElseThrow(
            () ->
                new EngineUnavailableException(
                    "no libsodium is bundled for this platform; install the system's, 1.0.19 or"
                        + " newer, or name one with -D"
                        + EngineOptions.SODIUM_LIBRARY_PROPERTY
                        + "=FILE",
                    "os",
                    os(),
                    "arch",
                    arch));
  }

  private static String os() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT);
  }

  private SodiumLoader() {}
}
