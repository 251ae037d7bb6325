package io.pe3.aead.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.EngineOptions;
import io.pe3.error.EngineUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SodiumLoaderTest {
  @TempDir private Path folder;

  @Test
  void shouldNameALibraryThatIsNotThere() {
    Path path = folder.resolve("libsodium.so");
    EngineUnavailableException error = refused(named(path));
    assertEquals(path, error.facts().get("path"));
  }

  @Test
  void shouldRefuseAFileThatIsNoLibrary() throws IOException {
    Path path = Files.writeString(folder.resolve("libsodium.so"), "not a library");
    EngineUnavailableException error = refused(named(path));
    assertEquals(path, error.facts().get("path"));
    assertTrue(error.facts().containsKey("reason"), error.getMessage());
    assertTrue(error.getMessage().contains("name the file of a libsodium"), error.getMessage());
  }

  @Test
  void shouldRefuseAFolder() {
    assertEquals(folder, refused(named(folder)).facts().get("path"));
  }

  @Test
  void shouldRefuseALibraryThatIsAnother() {
    String home = System.getProperty("java.home");
    String place = System.getProperty("os.name").startsWith("Windows") ? "bin" : "lib";
    Path path = Path.of(home, place, System.mapLibraryName("java"));
    EngineUnavailableException error = refused(named(path));
    assertEquals(path.toString(), error.facts().get("library"));
    assertEquals("sodium_version_string", error.facts().get("function"));
  }

  @Test
  void shouldNotFallBackFromANamedLibrary() {
    EngineOptions options =
        EngineOptions.defaults()
            .withSodiumFrom(true, true)
            .withSodiumLibrary(folder.resolve("missing"));
    refused(options);
  }

  @Test
  void shouldSayThatAllWaysAreClosed() {
    EngineOptions options = EngineOptions.defaults().withSodiumFrom(false, false);
    assertTrue(refused(options).getMessage().contains("neither the bundled nor the system's"));
  }

  @Test
  void shouldNameAnExtractionFolderThatIsNotThere() {
    Path missing = folder.resolve("missing");
    EngineOptions options =
        EngineOptions.defaults().withSodiumFrom(true, false).withExtractionFolder(missing);
    String message = refused(options).getMessage();
    assertTrue(message.contains("folder=" + missing), message);
    assertTrue(message.contains("-Dio.pe3.extraction.folder=FOLDER"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.18", "1.0.3", "0.9.99", "1.0", "1", "", "unknown", "1.0.x"})
  void shouldTakeNoVersionBefore1019(String version) {
    assertTrue(SodiumLibrary.isTooOld(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.19", "1.0.20", "1.0.20-stable", "1.0.100", "1.1.0", "2.0", "2"})
  void shouldTakeVersion1019AndLater(String version) {
    assertFalse(SodiumLibrary.isTooOld(version));
  }

  private static EngineOptions named(Path library) {
    return EngineOptions.defaults().withSodiumLibrary(library);
  }

  private static EngineUnavailableException refused(EngineOptions options) {
    return assertThrows(EngineUnavailableException.class, () -> SodiumEngine.load(options));
  }
}
