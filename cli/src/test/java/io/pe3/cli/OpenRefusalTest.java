package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.Buffers;
import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.key.DataKey;
import io.pe3.key.KeyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenRefusalTest {
  private static final String URI = "com.example.topic";

  @TempDir Path folder;
  private String key;
  private String sealed;

  @BeforeEach
  void sealOne() {
    key = folder.resolve("key.json").toString();
    Run.pe3("keygen", "--out", key).printed();
    sealed =
        Run.pe3In("{\"args\":[\"x\"]}", "seal", "--scheme", "wamp", "--key", key, "--uri", URI)
            .printed();
  }

  @Test
  void shouldRefuseWrongKeyAndPrintNothingOfThatLine() throws Exception {
    String id;
    try (DataKey right = KeyFile.read(Path.of(key))) {
      id = right.id();
    }
    String other = folder.resolve("other.json").toString();
    Run.pe3("keygen", "--out", other).printed();
    String otherId;
    try (DataKey wrong = KeyFile.read(Path.of(other))) {
      otherId = wrong.id();
    }
    Run run = open(sealed.replace(id, otherId), "--key", other);
    run.failedWith("authentication_failed line=1");
    assertEquals("", run.out());
  }

  @Test
  void shouldRefuseOtherUri() {
    Run.pe3In(sealed, "open", "--scheme", "wamp", "--key", key, "--uri", "com.example.other")
        .failedWith("uri_mismatch line=1 ");
  }

  @Test
  void shouldRefuseChangedPayloadAfterPrintingTheLinesBefore() {
    int middle = sealed.indexOf("\"payload\":\"") + 30;
    char changed = sealed.charAt(middle) == 'A' ? 'B' : 'A';
    String line = sealed.substring(0, middle) + changed + sealed.substring(middle + 1);
    Run run = open(sealed + line + sealed, "--key", key);
    run.failedWith("authentication_failed line=2");
    assertEquals(1, run.lines().size());
  }

  @Test
  void shouldAcceptOnlyTheCiphersThatAreNamed() {
    open(sealed, "--key", key, "--cipher", "aes256gcm").printed();
    open(sealed, "--key", key, "--cipher", "aegis256", "--cipher", "xsalsa20poly1305")
        .failedWith("unsupported_cipher line=1 ");
  }

  @Test
  void shouldRefuseOtherSchemes() {
    open(sealed.replace("\"wamp\"", "\"mqtt\""), "--key", key)
        .failedWith("unsupported_scheme line=1 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "[]",
        "1",
        "{}",
        "{\"options\":{}}",
        "{\"payload\":\"\"}",
        "{\"options\":{},\"payload\":\"\"}",
        "{\"options\":[],\"payload\":\"\"}",
        "{\"options\":null,\"payload\":\"\"}",
        "{\"options\":{},\"payload\":1}",
        "{\"options\":{},\"payload\":\"A\"}",
        "{\"options\":{},\"payload\":\"AA\"}",
        "{\"options\":{},\"payload\":\"AB==\"}",
        "{\"options\":{},\"payload\":\"AA==\\n\"}",
        "{\"options\":{},\"payload\":\"A-_=\"}",
        "{\"options\":{},\"payload\":\"\",\"more\":1}",
        "{\"options\":{},\"options\":{},\"payload\":\"\"}",
        "{\"options\":{\"ppt_scheme\":\"wamp\",\"ppt_scheme\":\"wamp\"},\"payload\":\"\"}",
        "{\"options\":{},\"payload\":\"\"} {}",
        "{\"options\":{\"ppt_scheme\":\"wamp\",\"ppt_serializer\":\"cbor\","
            + "\"ppt_cipher\":\"aes256gcm\"},\"payload\":\"AAAA\"}"
      })
  void shouldRefuseMalformedLines(String line) {
    Run run = open(line, "--key", key);
    run.failedWith("malformed line=1");
    assertEquals("", run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "[]",
        "\"args\"",
        "{\"args\":{}}",
        "{\"args\":1}",
        "{\"kwargs\":[]}",
        "{\"arg\":[]}",
        "{\"args\":[],\"args\":[]}",
        "{\"kwargs\":null,\"kwargs\":{}}",
        "{\"args\":[}",
        "{\"args\":[1 2]}",
        "{\"args\":[NaN]}",
        "{\"args\":[\"\\u0000?\"]}",
        "{\"args\":[\"\\ud800\"]}",
        "{} {}",
        "{\"args\":["
      })
  void shouldRefuseToSealMalformedLines(String line) {
    Run run = Run.pe3In(line, "seal", "--scheme", "wamp", "--key", key, "--uri", URI);
    run.failedWith("malformed line=1");
    assertEquals("", run.out());
  }

  @Test
  void shouldNameTheMemberThatIsNotKnown() {
    Run.pe3In("{}\n{\"argz\":[]}", "seal", "--scheme", "wamp", "--key", key, "--uri", URI)
        .failedWith("malformed line=2 member=argz: ");
  }

  @Test
  void shouldRequireUriOnRequest() throws Exception {
    // {"args": [1]}
    String line = sealOctets("a1" + "6461726773" + "8101");
    assertEquals("{\"uri\":null,\"args\":[1],\"kwargs\":{}}\n", open(line, "--key", key).printed());
    open(line, "--key", key, "--require-uri").failedWith("uri_mismatch line=1");
  }

  @Test
  void shouldPrintNullForNanAndInfinitiesWithOneWarningALine() throws Exception {
    // {"args": [NaN, +Infinity, -Infinity, 1.0]}
    String line =
        sealOctets("a1" + "6461726773" + "84" + "f97e00" + "f97c00" + "f9fc00" + "f93c00");
    Run run = open(line + sealed.replace(URI, URI) + line, "--key", key);
    assertEquals(ExitCode.OK, run.exit());
    assertEquals(
        "{\"uri\":null,\"args\":[null,null,null,1.0],\"kwargs\":{}}", run.lines().getFirst());
    assertEquals(2, run.err().lines().count(), run.err());
    assertEquals(true, run.err().startsWith("warning: line=1 values=3"), run.err());
  }

  @Test
  void shouldRefuseTextThatJsonWouldTakeForOctets() throws Exception {
    // {"args": ["\0x"]}
    String line = sealOctets("a1" + "6461726773" + "81" + "620078");
    Run run = open(line, "--key", key);
    run.failedWith("unrepresentable line=1");
    assertEquals("", run.out());
  }

  @Test
  void shouldPrintIntegersOfAnySize() throws Exception {
    // {"args": [2^64, -1 - 2^64, 2^64 - 1]}
    String line =
        sealOctets(
            "a1"
                + "6461726773"
                + "83"
                + "c249010000000000000000"
                + "c349010000000000000000"
                + "1bffffffffffffffff");
    assertEquals(
        "{\"uri\":null,\"args\":[18446744073709551616,-18446744073709551617,"
            + "18446744073709551615],\"kwargs\":{}}\n",
        open(line, "--key", key).printed());
  }

  private Run open(String in, String... options) {
    List<String> args = new ArrayList<>(List.of("open", "--scheme", "wamp", "--uri", URI));
    args.addAll(List.of(options));
    return Run.pe3In(in, args.toArray(String[]::new));
  }

  /** Seals a cleartext that the command itself would not make. */
  private String sealOctets(String hex) throws Exception {
    byte[] clear = HexFormat.of().parseHex(hex);
    try (DataKey dataKey = KeyFile.read(Path.of(key));
        Aead aead = Aead.builder(dataKey).cipher(AeadCipher.AES256GCM).build()) {
      UnsafeBuffer target = Buffers.heap(clear.length + AeadCipher.AES256GCM.overhead());
      int length = aead.seal(new UnsafeBuffer(clear), 0, clear.length, target, 0);
      assertEquals(target.capacity(), length);
      String payload = Base64.getEncoder().encodeToString(target.byteArray());
      return "{\"options\":{\"ppt_scheme\":\"wamp\",\"ppt_serializer\":\"cbor\","
          + "\"ppt_cipher\":\"aes256gcm\",\"ppt_keyid\":\""
          + dataKey.id()
          + "\"},\"payload\":\""
          + payload
          + "\"}\n";
    }
  }
}
