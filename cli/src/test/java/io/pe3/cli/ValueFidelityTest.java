package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kwargs\":{\"hush\":1,\"hush\":2}}",
        "{\"args\":[{\"hush\":1,\"b\":{},\"hush\":1}]}",
        "{\"args\":[[[{\"b\":{\"hush\":1,\"\\u0068ush\":2}}]]]}",
        "{\"kwargs\":{\"a\":[{\"hush\":null,\"hush\":null}]}}"
      })
  void shouldRefuseAMemberThatIsThereTwice(String line) {
    Run run = Run.pe3In("{}\n" + line, "seal", "--scheme", "wamp", "--key", key, "--uri", "a.b");
    run.failedWith("malformed line=2 ");
    assertFalse(run.err().contains("hush"), "names are plaintext too");
  }

  @Test
  void shouldTakeTheSameMemberInDifferentObjects() {
    String value = "[{\"a\":{\"a\":1}},{\"a\":1}]";
    assertEquals(value, throughSealAndOpen(value));
  }

  @Test
  void shouldReadManyMembersInTimeThatGrowsWithTheirNumber() {
    StringBuilder line = new StringBuilder("{\"kwargs\":{\"m\":0");
    for (int i = 0; i < 300_000; i++) {
      line.append(",\"m").append(i).append("\":0");
    }
    String in = line.append("}}").toString();
    assertTimeout(
        Duration.ofSeconds(20),
        () -> Run.pe3In(in, "seal", "--scheme", "wamp", "--key", key, "--uri", "a.b").printed());
  }

  @Test
  void shouldKeepIntegersOf4096DigitsAndRefuseLongerOnes() {
    String largest = "9".repeat(4096);
    assertEquals(largest, throughSealAndOpen(largest));
    Run.pe3In(
            "{\"args\":[1" + largest + "]}",
            "seal",
            "--scheme",
            "wamp",
            "--key",
            key,
            "--uri",
            "a.b")
        .failedWith("limit_exceeded line=1 ");
    assertTrue(Run.pe3("help", "seal").printed().contains("integers have up to 4096 digits"));
  }

  private String throughSealAndOpen(String value) {
    String sealed =
        Run.pe3In(
                "{\"args\":[" + value + "]}",
                "seal",
                "--scheme",
                "wamp",
                "--key",
                key,
                "--uri",
                "a.b")
            .printed();
    String opened =
        Run.pe3In(sealed, "open", "--scheme", "wamp", "--key", key, "--uri", "a.b").printed();
    String start = "{\"uri\":\"a.b\",\"args\":[";
    String end = "],\"kwargs\":{}}\n";
    assertEquals(start, opened.substring(0, start.length()));
    assertEquals(end, opened.substring(opened.length() - end.length()));
    return opened.substring(start.length(), opened.length() - end.length());
  }
}
