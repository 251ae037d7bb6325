package io.pe3.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pe3.error.InvalidKeyException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnknownKeyException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKeyTest {
  private static final String SIGNER =
      "\"csPubKey\":\"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c\"";
  private static final String SEED =
      "\"seed\":\"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb\"";

  @TempDir Path folder;

  /** RFC 8032, section 7.1, test 2. */
  @Test
  void shouldDeriveThePublicKeyOfItsSeed() {
    try (SessionKey key =
        SessionKey.of(
            HexFormat.of()
                .parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))) {
      assertEquals(
          "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
          key.signer().toString());
      assertEquals(key.signer(), SignerKey.parse(key.signer().toString()));
    }
  }

  @Test
  void shouldMakeAnotherKeyEachTime() {
    try (SessionKey one = SessionKey.generate();
        SessionKey other = SessionKey.generate()) {
      assertNotEquals(one.signer(), other.signer());
    }
  }

  @Test
  void shouldNotShowItsSeed() {
    try (SessionKey key = SessionKey.generate()) {
      String seed = HexFormat.of().formatHex(key.seed());
      assertFalse(key.toString().contains(seed));
      assertTrue(key.toString().contains(key.signer().toString()));
    }
  }

  @Test
  void shouldGiveNothingOutOnceClosed() {
    SessionKey key = SessionKey.generate();
    key.close();
    key.close();
    assertTrue(key.isClosed());
    assertThrows(UnknownKeyException.class, key::seed);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 64})
  void shouldRefuseSeedsOfAnotherLength(int length) {
    assertThrows(InvalidKeyException.class, () -> SessionKey.of(new byte[length]));
    assertThrows(MalformedException.class, () -> SignerKey.of(new byte[length]));
  }

  @Test
  void shouldReadWhatItWrote() throws IOException {
    Path file = folder.resolve("session.json");
    try (SessionKey key = SessionKey.generate()) {
      SessionKeyFile.write(file, key);
      assertTrue(
          Files.readString(file)
              .matches("\\{\"csPubKey\":\"[0-9a-f]{64}\",\"seed\":\"[0-9a-f]{64}\"\\}\n"));
      try (SessionKey read = SessionKeyFile.read(file)) {
        assertEquals(key.signer(), read.signer());
        assertArrayEquals(key.seed(), read.seed());
      }
      InvalidKeyException refused =
          assertThrows(InvalidKeyException.class, () -> SessionKeyFile.write(file, key));
      assertEquals(file, refused.facts().get("file"));
    }
  }

  @Test
  void shouldWriteForTheOwnerOnlyAndRefuseAFileOfOthers() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "this file system has no POSIX modes");
    Path file = write("{" + SIGNER + "," + SEED + "}");
    SessionKeyFile.read(file).close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    InvalidKeyException refused =
        assertThrows(InvalidKeyException.class, () -> SessionKeyFile.read(file));
    assertEquals("0640", refused.facts().get("mode"));
    Path made = folder.resolve("made");
    try (SessionKey key = SessionKey.generate()) {
      SessionKeyFile.write(made, key);
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
  }

  @Test
  void shouldRefuseAPublicKeyOfAnotherSeed() throws IOException {
    Path file = write("{" + SIGNER.replace("3d40", "3d41") + "," + SEED + "}");
    assertThrows(InvalidKeyException.class, () -> SessionKeyFile.read(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{SIGNER}",
        "{SEED}",
        "{SIGNER,SEED,SEED}",
        "{SIGNER,SEED,\"more\":1}",
        "{SIGNER,\"seed\":\"4CCD089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb\"}",
        "{SIGNER,\"seed\":\"4c\"}",
        "{SIGNER,\"seed\":1}",
        "{SIGNER,SEED} {}",
        "{SIGNER,SEED"
      })
  void shouldRefuseAFileOfAnotherForm(String form) throws IOException {
    Path file = write(form.replace("SIGNER", SIGNER).replace("SEED", SEED));
    MalformedException refused =
        assertThrows(MalformedException.class, () -> SessionKeyFile.read(file));
    assertFalse(refused.getMessage().contains("089b28ff"), "shows the seed");
  }

  @Test
  void shouldRefuseAFileThatIsTooLarge() throws IOException {
    Path file = write(" ".repeat(SessionKeyFile.MAX_OCTETS + 1));
    assertThrows(LimitExceededException.class, () -> SessionKeyFile.read(file));
  }

  private Path write(String text) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve("file"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }
}
