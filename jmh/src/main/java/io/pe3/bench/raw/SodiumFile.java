package io.pe3.bench.raw;

import io.pe3.aead.EngineOptions;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/** Finds libsodium: the file that the options name, else the one in the jar, else the system's. */
final class SodiumFile {
  private SodiumFile() {}

  static Optional<SymbolLookup> find() {
    EngineOptions options = EngineOptions.defaults();
    try {
      if (options.sodiumLibrary() != null) {
        return Optional.of(load(options.sodiumLibrary()));
      }
      Optional<Path> bundled = extract(options);
      if (bundled.isPresent()) {
        return Optional.of(load(bundled.get()));
      }
      return Optional.of(loadFromSystem());
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("restricted")
  private static SymbolLookup load(Path file) {
    return SymbolLookup.libraryLookup(file, Arena.global());
  }

  @SuppressWarnings("restricted")
  private static SymbolLookup loadFromSystem() {
    return SymbolLookup.libraryLookup(System.mapLibraryName("sodium"), Arena.global());
  }

  private static Optional<Path> extract(EngineOptions options) throws IOException {
    String resource = resource();
    if (resource == null) {
      return Optional.empty();
    }
    try (InputStream input = SodiumFile.class.getClassLoader().getResourceAsStream(resource)) {
      if (input == null) {
        return Optional.empty();
      }
      Path folder = options.extractionFolder();
      String suffix = resource.substring(resource.lastIndexOf('.'));
      Path file =
          folder == null
              ? Files.createTempFile("pe3-bench-sodium", suffix)
              : Files.createTempFile(folder, "pe3-bench-sodium", suffix);
      file.toFile().deleteOnExit();
      Files.copy(input, file, StandardCopyOption.REPLACE_EXISTING);
      return Optional.of(file);
    }
  }

  private static String resource() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    boolean arm = arch.equals("aarch64");
    boolean intel = arch.equals("amd64") || arch.equals("x86_64");
    if (os.startsWith("linux")) {
      return arm ? "arm64/libsodium.so" : intel ? "linux64/libsodium.so" : null;
    }
    if (os.startsWith("mac")) {
      return arm ? "mac_arm/libsodium.dylib" : intel ? "mac/libsodium.dylib" : null;
    }
    return os.startsWith("windows") && intel ? "windows64/libsodium.dll" : null;
  }
}
