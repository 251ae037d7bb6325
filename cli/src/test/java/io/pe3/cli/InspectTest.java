package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectTest {
  @TempDir Path folder;
  private String key;

  @BeforeEach
  void makeKey() {
    key = folder.resolve("key.json").toString();
    Run.pe3("keygen", "--out", key).printed();
  }

  @ParameterizedTest
  @CsvSource({
    "aes256gcm, 12, 16, false",
    "xsalsa20poly1305, 24, 16, true",
    "xchacha20poly1305, 24, 16, true",
    "aegis256, 32, 32, true"
  })
  void shouldTellSizesAndNonce(String cipher, int nonce, int tag, boolean counted) {
    String sealed =
        Run.pe3In(
                "{}\n{}\n",
                "seal",
                "--scheme",
                "wamp",
                "--key",
                key,
                "--uri",
                "a",
                "--cipher",
                cipher)
            .printed();
    String[] lines = Run.pe3In(sealed, "inspect").printed().split("\n", -1);
    assertEquals(3, lines.length, "two lines and their end");
    // {"uri":"a","args":[],"kwargs":{}} in CBOR
    int clear = 1 + 4 + 2 + 5 + 1 + 7 + 1;
    assertTrue(lines[0].contains("\"scheme\":\"wamp\""), lines[0]);
    assertTrue(lines[0].contains("\"serializer\":\"cbor\""), lines[0]);
    assertTrue(lines[0].contains("\"cipher\":\"" + cipher + "\""), lines[0]);
    assertTrue(lines[0].contains("\"compressor\":null"), lines[0]);
    assertTrue(lines[0].contains("\"payload_octets\":" + (nonce + clear + tag)), lines[0]);
    assertTrue(lines[0].contains("\"plaintext_octets\":" + clear), lines[0]);
    assertTrue(lines[0].contains("\"tag_octets\":" + tag), lines[0]);
    assertEquals(2 * nonce, text(lines[0], "nonce").length());
    if (counted) {
      assertEquals(32, text(lines[0], "nonce_prefix").length());
      assertEquals(text(lines[0], "nonce_prefix"), text(lines[1], "nonce_prefix"));
      assertTrue(lines[0].contains("\"counter\":0,"), lines[0]);
      assertTrue(lines[1].contains("\"counter\":1,"), lines[1]);
    } else {
      assertTrue(lines[0].contains("\"nonce_prefix\":null,\"counter\":null"), lines[0]);
    }
  }

  @Test
  void shouldNeedNoKeyIdAndNoKnownScheme() {
    String line =
        Run.pe3In(
                "{\"options\":{\"ppt_scheme\":\"mqtt\",\"ppt_cipher\":\"rot13\"},"
                    + "\"payload\":\"AAAA\"}",
                "inspect")
            .printed();
    assertTrue(
        line.startsWith(
            "{\"scheme\":\"mqtt\",\"scheme_known\":false,\"serializer\":null,"
                + "\"cipher\":\"rot13\",\"cipher_known\":false,\"keyid\":null,"
                + "\"compressor\":null,\"payload_octets\":3,"),
        line);
  }

  @Test
  void shouldRefusePayloadShorterThanNonceAndTag() {
    Run.pe3In(
            "{\"options\":{\"ppt_scheme\":\"wamp\",\"ppt_cipher\":\"aes256gcm\"},"
                + "\"payload\":\"AAAA\"}",
            "inspect")
        .failedWith("malformed line=1 cipher=aes256gcm length=3 minimum=28: ");
  }

  @Test
  void shouldRefuseWhatIsNotSealed() {
    Run.pe3In("{\"options\":{},\"payload\":\"AAAA\"}", "inspect").failedWith("malformed line=1");
    Run.pe3In("{\"options\":{\"ppt_scheme\":1},\"payload\":\"AAAA\"}", "inspect")
        .failedWith("malformed line=1 member=ppt_scheme: ");
  }

  private static String text(String line, String member) {
    Matcher matcher = Pattern.compile("\"" + member + "\":\"([^\"]*)\"").matcher(line);
    assertTrue(matcher.find(), line);
    return matcher.group(1);
  }
}
