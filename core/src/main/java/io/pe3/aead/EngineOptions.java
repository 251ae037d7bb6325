package io.pe3.aead;

import io.pe3.internal.ExtractionFolder;
import java.nio.file.Path;

/**
 * Where engines are looked for.
 *
 * @param sodiumLibrary a libsodium (1.0.19 or newer) to load instead of the bundled one, or null
 * @param extractionFolder the folder into which the bundled native library is extracted before it
 *     is loaded, or null for the JVM's temporary folder; must allow execution
 * @param bundledSodium whether the libsodium that comes with PE3 may be used
 * @param systemSodium whether the operating system's libsodium may be used when the bundled one can
 *     not be
 * @param hardwareAes whether the CPU's AES instructions may be used through libsodium; false shows
 *     what a CPU without them gets
 */
public record EngineOptions(
    Path sodiumLibrary,
    Path extractionFolder,
    boolean bundledSodium,
    boolean systemSodium,
    boolean hardwareAes) {

  /** System property that names {@link #sodiumLibrary} for the defaults. */
  public static final String SODIUM_LIBRARY_PROPERTY = "io.pe3.sodium.library";

  /**
   * System property that names {@link #extractionFolder} for the defaults; zstd is extracted there
   * too.
   */
  public static final String EXTRACTION_FOLDER_PROPERTY = ExtractionFolder.PROPERTY;

  /**
   * The bundled libsodium, else the system's; a library or extraction folder that the system
   * properties {@value #SODIUM_LIBRARY_PROPERTY} and {@value #EXTRACTION_FOLDER_PROPERTY} name.
   *
   * @return the defaults
   */
  public static EngineOptions defaults() {
    return new EngineOptions(configuredLibrary(), ExtractionFolder.configured(), true, true, true);
  }

  /**
   * Uses this libsodium and no other.
   *
   * @param library path of the shared library
   * @return changed options
   */
  public EngineOptions withSodiumLibrary(Path library) {
    return new EngineOptions(library, extractionFolder, bundledSodium, systemSodium, hardwareAes);
  }

  /**
   * Extracts the bundled library here, for example because the temporary folder is mounted noexec.
   *
   * @param folder an existing folder that allows execution
   * @return changed options
   */
  public EngineOptions withExtractionFolder(Path folder) {
    return new EngineOptions(sodiumLibrary, folder, bundledSodium, systemSodium, hardwareAes);
  }

  /**
   * Which libsodium may be used when none is named.
   *
   * @param bundled the one that comes with PE3
   * @param system the operating system's
   * @return changed options
   */
  public EngineOptions withSodiumFrom(boolean bundled, boolean system) {
    return new EngineOptions(sodiumLibrary, extractionFolder, bundled, system, hardwareAes);
  }

  /**
   * Leaves the CPU's AES instructions unused by libsodium, as on a CPU that has none.
   *
   * @return changed options
   */
  public EngineOptions withoutHardwareAes() {
    return new EngineOptions(sodiumLibrary, extractionFolder, bundledSodium, systemSodium, false);
  }

  private static Path configuredLibrary() {
    String value = System.getProperty(SODIUM_LIBRARY_PROPERTY);
    return value == null || value.isEmpty() ? null : Path.of(value);
  }
}
