package io.pe3.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pe3.error.InvalidKeyException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import io.pe3.error.UnknownKeyException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  private static final String HEX = "48".repeat(32);
  private static final String FOREIGN_ID = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
  private static final KeyScope FULL =
      KeyScope.ANY
          .withRealm("réalm")
          .withUris(
              UriPattern.exact("com.a"), UriPattern.prefix("com.b."), UriPattern.wildcard("c..d"))
          .withFlows(Flow.EVENT, Flow.CALL_PROGRESS, Flow.ERROR)
          .withSchemes("wamp", "x_pe3")
          .withCiphers("aes256gcm")
          .withExpires(1_900_000_000L);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("key.json");
  }

  @Test
  void shouldReadWhatItWrote() throws IOException {
    try (DataKey key = DataKey.generate()) {
      KeyFile.write(file, key);
      try (DataKey read = KeyFile.read(file)) {
        assertEquals(key.id(), read.id());
        assertArrayEquals(key.octets(), read.octets());
        assertTrue(read.scope().isUnlimited());
        assertTrue(read.isExported());
      }
    }
  }

  @Test
  void shouldKeepEveryPartOfTheScope() throws IOException {
    try (DataKey key = DataKey.of("opaque \"id\"", octets(), FULL)) {
      KeyFile.write(file, key);
    }
    try (DataKey read = KeyFile.read(file)) {
      assertEquals("opaque \"id\"", read.id());
      assertEquals(FULL, read.scope());
    }
  }

  @Test
  void shouldWriteWhatAnotherJsonReaderTakes() throws IOException {
    try (DataKey key = DataKey.of("id", octets(), FULL)) {
      JsonNode json = new ObjectMapper().readTree(KeyFile.toJson(key));
      assertEquals("id", json.get("keyid").asText());
      assertEquals(HEX, json.get("key").asText());
      JsonNode scope = json.get("scope");
      assertEquals("réalm", scope.get("realm").asText());
      assertEquals(
          "{\"match\":\"prefix\",\"uri\":\"com.b.\"}", scope.get("uris").get(1).toString());
      assertEquals("[\"event\",\"call-progress\",\"error\"]", scope.get("flows").toString());
      assertEquals(1_900_000_000L, scope.get("expires").asLong());
    }
  }

  @Test
  void shouldWriteOneLine() throws IOException {
    try (DataKey key = DataKey.of("id", octets())) {
      assertEquals("{\"keyid\":\"id\",\"key\":\"" + HEX + "\"}", KeyFile.toJson(key));
      KeyFile.write(file, key);
      assertEquals(KeyFile.toJson(key) + "\n", Files.readString(file));
    }
  }

  @Test
  void shouldCountAWrittenKeyAsExported() throws IOException {
    try (DataKey key = DataKey.generate()) {
      assertFalse(key.isExported());
      KeyFile.write(file, key);
      assertTrue(key.isExported());
    }
  }

  @Test
  void shouldWriteForTheOwnerOnly() throws IOException {
    try (DataKey key = DataKey.generate()) {
      KeyFile.write(file, key);
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void shouldRefuseToOverwrite() throws IOException {
    Files.writeString(file, "precious");
    try (DataKey key = DataKey.generate()) {
      InvalidKeyException error =
          assertThrows(InvalidKeyException.class, () -> KeyFile.write(file, key));
      assertEquals(file, error.facts().get("file"));
      assertInstanceOf(FileAlreadyExistsException.class, error.getCause());
    }
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void shouldRefuseToWriteThroughALink() throws IOException {
    Path target = folder.resolve("elsewhere");
    Files.createSymbolicLink(file, target);
    try (DataKey key = DataKey.generate()) {
      assertThrows(InvalidKeyException.class, () -> KeyFile.write(file, key));
    }
    assertFalse(Files.exists(target));
  }

  @Test
  void shouldWriteNothingOfAClosedKey() {
    DataKey key = DataKey.generate();
    key.close();
    assertThrows(UnknownKeyException.class, () -> KeyFile.write(file, key));
    assertFalse(Files.exists(file));
  }

  @Test
  void shouldRefuseToWriteMoreThanItReads() {
    UriPattern[] patterns = new UriPattern[70];
    Arrays.setAll(patterns, i -> UriPattern.exact("a".repeat(1000) + i));
    try (DataKey key = DataKey.generate(KeyScope.ANY.withUris(patterns))) {
      assertThrows(LimitExceededException.class, () -> KeyFile.write(file, key));
      assertThrows(LimitExceededException.class, () -> KeyFile.toJson(key));
    }
    assertFalse(Files.exists(file));
  }

  @Test
  void shouldRefuseAFileThatOthersMayUse() throws IOException {
    Map<String, String> modes =
        Map.of(
            "rw-r--r--", "0644",
            "rw-r-----", "0640",
            "rw----r--", "0604",
            "rw--w----", "0620",
            "rw------x", "0601",
            "rw-rw-rw-", "0666");
    put("{\"keyid\":\"id\",\"key\":\"" + HEX + "\"}");
    for (Map.Entry<String, String> mode : modes.entrySet()) {
      chmod(mode.getKey());
      InvalidKeyException error = assertThrows(InvalidKeyException.class, () -> KeyFile.read(file));
      assertEquals(file, error.facts().get("file"));
      assertEquals(mode.getValue(), error.facts().get("mode"));
      assertTrue(error.getMessage().contains("chmod 600"));
      assertNoKey(error);
    }
  }

  @Test
  void shouldReadAFileOfItsOwnerOnly() throws IOException {
    put("{\"keyid\":\"id\",\"key\":\"" + HEX + "\"}");
    for (String mode : List.of("rw-------", "r--------", "rwx------")) {
      chmod(mode);
      KeyFile.read(file).close();
    }
  }

  @Test
  void shouldRefuseAFileSystemWithoutPermissions() throws IOException {
    URI archive = URI.create("jar:" + folder.resolve("keys.zip").toUri());
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"));
        DataKey key = DataKey.generate()) {
      Path inside = zip.getPath("/key.json");
      assertThrows(InvalidKeyException.class, () -> KeyFile.write(inside, key));
      assertFalse(Files.exists(inside));
      Files.writeString(inside, KeyFile.toJson(key));
      assertThrows(InvalidKeyException.class, () -> KeyFile.read(inside));
    }
  }

  @Test
  void shouldSayThatAFileIsMissing() {
    assertThrows(NoSuchFileException.class, () -> KeyFile.read(file));
  }

  @Test
  void shouldRefuseForeignIdsUnlessAsked() throws IOException {
    put("{\"keyid\":\"" + FOREIGN_ID + "\",\"key\":\"" + HEX + "\"}");
    assertNoKey(assertThrows(InvalidKeyException.class, () -> KeyFile.read(file)));
    try (DataKey key = KeyFile.readForeign(file)) {
      assertTrue(key.isForeign());
    }
  }

  @Test
  void shouldRefuseLargeFiles() throws IOException {
    String json = "{\"keyid\":\"id\",\"key\":\"" + HEX + "\"}";
    put(json + " ".repeat(KeyFile.MAX_OCTETS - json.length()));
    KeyFile.read(file).close();
    put(json + " ".repeat(KeyFile.MAX_OCTETS - json.length() + 1));
    assertThrows(LimitExceededException.class, () -> KeyFile.read(file));
  }

  @Test
  void shouldTakeMembersInAnyOrder() throws IOException {
    put(" {\n\"scope\" : { } , \"key\":\"" + HEX + "\", \"keyid\" : \"id\" }\n");
    try (DataKey key = KeyFile.read(file)) {
      assertEquals("id", key.id());
      assertTrue(key.scope().isUnlimited());
    }
  }

  @Test
  void shouldRefuseOtherForms() throws IOException {
    String id = "\"keyid\":\"id\"";
    String key = "\"key\":\"" + HEX + "\"";
    String upper = "\"key\":\"" + "AB".repeat(32) + "\"";
    List<String> contents =
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "\"" + HEX + "\"",
            HEX,
            "{" + id + "}",
            "{" + key + "}",
            "{" + id + "," + key,
            "{" + id + "," + key + "}}",
            "{" + id + "," + key + "} {}",
            "{" + id + "," + key + "," + key + "}",
            "{" + id + "," + id + "," + key + "}",
            "{" + id + "," + upper + "}",
            "{" + id + ",\"key\":\"" + HEX.substring(1) + "\"}",
            "{" + id + ",\"key\":\"" + HEX + "4\"}",
            "{" + id + ",\"key\":\"" + HEX.substring(1) + "g\"}",
            "{" + id + ",\"key\":[]}",
            "{" + id + ",\"key\":null}",
            "{\"keyid\":1," + key + "}",
            "{\"keyid\":\"\"," + key + "}",
            "{\"keyid\":\"" + FOREIGN_ID.toLowerCase(java.util.Locale.ROOT) + "\"," + key + "}",
            "{" + id + "," + key + ",\"scopes\":{}}",
            "{" + id + "," + key + ",\"" + HEX + "\":1}",
            "{" + id + "," + key + ",\"scope\":null}",
            "{" + id + "," + key + ",\"scope\":{},\"scope\":{}}");
    int refused = 0;
    for (String content : contents) {
      put(content);
      MalformedException error =
          assertThrows(MalformedException.class, () -> KeyFile.read(file), content);
      assertEquals(file, error.facts().get("file"));
      assertFalse(error.facts().get("reason").toString().contains("code="), error.getMessage());
      assertNoKey(error);
      refused++;
    }
    assertEquals(26, refused);
  }

  @Test
  void shouldRefuseScopesThatItDoesNotUnderstand() throws IOException {
    List<String> scopes =
        List.of(
            "{\"realms\":\"a\"}",
            "{\"realm\":\"\"}",
            "{\"realm\":null}",
            "{\"realm\":\"a\",\"realm\":\"b\"}",
            "{\"uris\":[]}",
            "{\"uris\":\"com.a\"}",
            "{\"uris\":[\"com.a\"]}",
            "{\"uris\":[{\"uri\":\"com.a\"}]}",
            "{\"uris\":[{\"match\":\"exact\"}]}",
            "{\"uris\":[{\"match\":\"exact\",\"uri\":\"\"}]}",
            "{\"uris\":[{\"match\":\"regex\",\"uri\":\"com.a\"}]}",
            "{\"uris\":[{\"match\":\"exact\",\"uri\":\"a\",\"not\":true}]}",
            "{\"uris\":[{\"match\":\"exact\",\"uri\":\"a\",\"uri\":\"b\"}]}",
            "{\"flows\":[]}",
            "{\"flows\":[\"publish\"]}",
            "{\"flows\":\"event\"}",
            "{\"schemes\":[]}",
            "{\"schemes\":[1]}",
            "{\"ciphers\":[\"\"]}",
            "{\"expires\":\"2030-01-01\"}",
            "{\"expires\":-1}",
            "{\"expires\":1.5}",
            "{\"expires\":99999999999999999999}");
    int refused = 0;
    for (String scope : scopes) {
      put("{\"keyid\":\"id\",\"key\":\"" + HEX + "\",\"scope\":" + scope + "}");
      assertThrows(MalformedException.class, () -> KeyFile.read(file), scope);
      refused++;
    }
    assertEquals(23, refused);
  }

  @Test
  void shouldRefuseAFileCutOffAnywhere() throws IOException {
    String json;
    try (DataKey key = DataKey.of("id", octets(), FULL)) {
      json = KeyFile.toJson(key);
    }
    for (int length = 0; length < json.length(); length++) {
      put(json.substring(0, length));
      assertThrows(MalformedException.class, () -> KeyFile.read(file));
    }
  }

  private void put(String content) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content);
  }

  private void chmod(String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private void assertNoKey(Pe3Exception error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      assertNotNull(each.getMessage());
      // The folder's name is a number drawn by chance, which may hold those digits.
      String text = each.getMessage().replace(folder.toString(), "");
      assertFalse(text.contains("484848"), each::getMessage);
      assertFalse(text.contains("ABABAB"), each::getMessage);
    }
  }

  private static byte[] octets() {
    return HexFormat.of().parseHex(HEX);
  }
}
