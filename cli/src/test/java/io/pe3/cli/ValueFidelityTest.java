package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFidelityTest {
  @TempDir Path folder;
  private String key;

  @BeforeEach
  void makeKey() {
    key = folder.resolve("key.json").toString();
    Run.pe3("keygen", "--out", key).printed();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "1.0",
        "-0.0",
        "0.1",
        "1.5",
        "9007199254740993",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "-123456789012345678901234567890",
        "true",
        "null",
        "\"\"",
        "\"ü€😀\"",
        "\"\\\"\\\\\\n\"",
        "\"\\u0000AAEC/w==\"",
        "\"\\u0000\"",
        "[[],{},[{\"a\":[1.0]}]]"
      })
  void shouldGiveBackTheValue(String value) {
    assertEquals(value, throughSealAndOpen(value));
  }

  @Test
  void shouldKeepFloatsInOtherForms() {
    assertEquals("1.0", throughSealAndOpen("1e0"));
    assertEquals("100.0", throughSealAndOpen("1.0E2"));
  }

  @Test
  void shouldKeepMemberOrder() {
    String value = "{\"z\":1,\"a\":{\"y\":1,\"b\":2}}";
    assertEquals(value, throughSealAndOpen(value));
  }

  private String throughSealAndOpen(String value) {
    String sealed =
        Run.pe3In("{\"args\":[" + value + "]}", "seal", "--key", key, "--uri", "a.b").printed();
    String opened = Run.pe3In(sealed, "open", "--key", key, "--uri", "a.b").printed();
    String start = "{\"uri\":\"a.b\",\"args\":[";
    String end = "],\"kwargs\":{}}\n";
    assertEquals(start, opened.substring(0, start.length()));
    assertEquals(end, opened.substring(opened.length() - end.length()));
    return opened.substring(start.length(), opened.length() - end.length());
  }
}
