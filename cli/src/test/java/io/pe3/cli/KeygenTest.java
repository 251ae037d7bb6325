package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeygenTest {
  private static final String KEY =
      "\\{\"keyid\":\"0x[0-9a-fA-F]{40}\",\"key\":\"[0-9a-f]{64}\"\\}\n";

  @TempDir Path folder;

  @Test
  void shouldPrintKeyAsJson() {
    assertTrue(Run.pe3("keygen").printed().matches(KEY));
  }

  @Test
  void shouldMakeAnotherKeyEachTime() {
    assertNotEquals(Run.pe3("keygen").printed(), Run.pe3("keygen").printed());
  }

  @Test
  void shouldWriteKeyThatOnlyItsOwnerCanRead() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "this file system has no POSIX modes");
    Path file = folder.resolve("key.json");
    assertEquals("", Run.pe3("keygen", "--out", file.toString()).printed());
    assertTrue(Files.readString(file).matches(KEY));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void shouldRefuseToOverwrite() throws IOException {
    Path file = folder.resolve("key.json");
    Run.pe3("keygen", "--out", file.toString()).printed();
    String before = Files.readString(file);
    Run.pe3("keygen", "--out", file.toString()).failedWith("invalid_key");
    assertEquals(before, Files.readString(file));
  }

  @Test
  void shouldSayWhenFolderIsMissing() {
    Run.pe3("keygen", "--out", folder.resolve("none/key.json").toString()).failedWith("io");
  }

  @Test
  void shouldTakeScopeAsJson() {
    String scope =
        "{\"realm\":\"r\",\"uris\":[{\"match\":\"prefix\",\"uri\":\"com.\"}],"
            + "\"flows\":[\"event\"],\"schemes\":[\"wamp\"],\"ciphers\":[\"aes256gcm\"],"
            + "\"expires\":1893456000}";
    String printed = Run.pe3("keygen", "--scope", scope).printed();
    assertTrue(printed.endsWith(",\"scope\":" + scope + "}\n"), printed);
  }

  @Test
  void shouldTakeScopeAsSingleOptions() {
    String printed =
        Run.pe3(
                "keygen",
                "--realm",
                "r",
                "--uri",
                "prefix:com.",
                "--uri",
                "a.b",
                "--flow",
                "event",
                "--scheme",
                "wamp",
                "--cipher",
                "aes256gcm",
                "--expires",
                "2030-01-01T00:00:00Z")
            .printed();
    assertTrue(
        printed.contains(
            "\"scope\":{\"realm\":\"r\",\"uris\":[{\"match\":\"prefix\",\"uri\":\"com.\"},"
                + "{\"match\":\"exact\",\"uri\":\"a.b\"}],\"flows\":[\"event\"],"
                + "\"schemes\":[\"wamp\"],\"ciphers\":[\"aes256gcm\"],\"expires\":1893456000}"),
        printed);
  }

  @Test
  void shouldRefuseWrongScopes() {
    Run.pe3("keygen", "--scope", "{\"realms\":\"r\"}").badUse("the scope is wrong");
    Run.pe3("keygen", "--scope", "[]").badUse("the scope is wrong");
    Run.pe3("keygen", "--scope", "{} {}").badUse("the scope is wrong");
    Run.pe3("keygen", "--scope", "{\"realm\":").badUse("the scope is wrong");
    Run.pe3("keygen", "--scope", "{\"realm\":\"r\"}", "--realm", "r").badUse("not both");
    Run.pe3("keygen", "--flow", "events").badUse("events");
    Run.pe3("keygen", "--cipher", "aes").badUse("--cipher aes is not known");
    Run.pe3("keygen", "--scheme", "mqtt").badUse("--scheme mqtt is not known");
    Run.pe3("keygen", "--expires", "tomorrow").badUse("--expires tomorrow");
    Run.pe3("keygen", "--realm", "").badUse("the scope is wrong");
  }

  @Test
  void shouldLeaveNoFileWhenScopeIsWrong() {
    Path file = folder.resolve("key.json");
    Run.pe3("keygen", "--out", file.toString(), "--flow", "events").badUse("events");
    assertFalse(Files.exists(file));
  }

  @Test
  void shouldMakeSessionKeyAndPrintItsPublicHalf() throws IOException {
    Path file = folder.resolve("session.json");
    String printed = Run.pe3("keygen", "--session", "--out", file.toString()).printed();
    assertTrue(printed.matches("\\{\"csPubKey\":\"[0-9a-f]{64}\"\\}\n"), printed);
    String content = Files.readString(file);
    assertTrue(content.startsWith(printed.substring(0, printed.length() - 2)), "same key");
    assertTrue(content.matches("\\{\"csPubKey\":\"[0-9a-f]{64}\",\"seed\":\"[0-9a-f]{64}\"\\}\n"));
    Run.pe3("keygen", "--session", "--out", file.toString()).failedWith("invalid_key");
    assertEquals(content, Files.readString(file));
  }

  @Test
  void shouldRefuseWrongUseOfSessionKeys() {
    Run.pe3("keygen", "--session").badUse("--session needs --out FILE");
    Path file = folder.resolve("session.json");
    Run.pe3("keygen", "--session", "--out", file.toString(), "--realm", "r").badUse("no scope");
    Run.pe3("keygen", "--session", "--out", folder.resolve("none/x").toString()).failedWith("io");
    assertFalse(Files.exists(file));
  }
}
