package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WampProtectTest {
  private static final String URI = "com.example.topic";
  private static final String PUBLISH = "[16,1,{\"a\":1},\"" + URI + "\",[\"secret\"],{\"k\":2}]";

  @TempDir Path folder;
  private String key;

  @BeforeEach
  void makeKey() {
    key = folder.resolve("key.json").toString();
    Run.pe3("keygen", "--out", key).printed();
  }

  private Run protect(String message, String... more) {
    return Run.pe3In(message, words("protect", more));
  }

  private Run unprotect(String message, String... more) {
    return Run.pe3In(message, words("unprotect", more));
  }

  private String[] words(String command, String... more) {
    List<String> words =
        new ArrayList<>(List.of("wamp", command, "--session-serializer", "json", "--key", key));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** What a router makes of a PUBLISH. */
  private static String event(String publish) {
    return publish.replace("[16,1,", "[36,7,8,").replace(",\"" + URI + "\"", "");
  }

  @ParameterizedTest
  @CsvSource({"wamp,ppt", "wamp,enc", "x_pe3,ppt", "x_pe3,enc"})
  void shouldOpenWhatItProtected(String scheme, String carrier) {
    String[] same = {"--scheme", scheme, "--realm", "r"};
    String sent =
        protect(PUBLISH, "--scheme", scheme, "--realm", "r", "--carrier", carrier).printed();
    assertTrue(sent.startsWith("[16,1,{\"a\":1,\"" + carrier), sent);
    assertFalse(sent.contains("secret"), sent);
    String[] with = Arrays.copyOf(same, 6);
    with[4] = "--uri";
    with[5] = URI;
    assertEquals(
        "[36,7,8,{\"a\":1},[\"secret\"],{\"k\":2}]", unprotect(event(sent), with).printed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cbor", "msgpack", "json"})
  void shouldTakeEverySerializerOfThePayload(String serializer) {
    String sent = protect(PUBLISH, "--realm", "r", "--serializer", serializer).printed();
    assertTrue(sent.contains("\"ppt_serializer\":\"" + serializer + "\""), sent);
    assertEquals(
        "[36,7,8,{\"a\":1},[\"secret\"],{\"k\":2}]",
        unprotect(event(sent), "--realm", "r", "--uri", URI).printed());
  }

  @Test
  void shouldLeaveOutWhatIsEmpty() {
    String sent = protect("[16,1,{},\"" + URI + "\"]", "--realm", "r").printed();
    assertEquals("[36,7,8,{}]", unprotect(event(sent), "--realm", "r", "--uri", URI).printed());
  }

  @Test
  void shouldTakeTheProcedureOfWhatDoesNotNameIt() {
    protect("[70,1,{},[1]]", "--realm", "r").badUse("add --uri PROCEDURE");
    String sent = protect("[70,1,{},[1]]", "--realm", "r", "--uri", "com.p").printed();
    String result = sent.replace("[70,1,", "[50,1,");
    assertEquals("[50,1,{},[1]]", unprotect(result, "--realm", "r", "--uri", "com.p").printed());
    unprotect(result, "--realm", "r").badUse("add --uri PROCEDURE");
    unprotect(result, "--realm", "r", "--uri", "com.q").failedWith("authentication_failed");
  }

  @Test
  void shouldTieResultsToTheirCall() {
    String call = "00".repeat(16) + "0000000000000007";
    String other = "00".repeat(16) + "0000000000000008";
    String[] to = {"--realm", "r", "--uri", "com.p", "--reply-to", call};
    String result = protect("[70,1,{},[1]]", to).printed().replace("[70,1,", "[50,1,");
    assertEquals("[50,1,{},[1]]", unprotect(result, to).printed());
    to[5] = other;
    unprotect(result, to).failedWith("authentication_failed");
    unprotect(result, "--realm", "r", "--uri", "com.p").failedWith("authentication_failed");
  }

  @Test
  void shouldBindTheErrorUri() {
    String[] procedure = {"--realm", "r", "--uri", "com.p"};
    String sent = protect("[8,68,1,{},\"com.failed\",[1]]", procedure).printed();
    String error = sent.replace("[8,68,", "[8,48,");
    assertEquals("[8,48,1,{},\"com.failed\",[1]]", unprotect(error, procedure).printed());
    unprotect(error.replace("com.failed", "com.other"), procedure)
        .failedWith("authentication_failed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[16,1,{},\"wamp.x\",[1]]; policy_refused",
        "[48,1,{},\"crossbar.x\"]; policy_refused",
        "[48,1,{},\"pe3.key.0x\"]; policy_refused",
        "[8,32,1,{},\"com.e\"]; policy_refused",
        "[32,1,{},\"com.e\"]; policy_refused",
        "[16,1,{\"ppt_scheme\":\"mqtt\"},\"com.e\",[\"x\"]]; already_protected",
        "[16,1,{\"enc_algo\":\"cryptobox\"},\"com.e\",\"x\"]; already_protected",
        "[16,1,{}; malformed",
        "hello; malformed",
      })
  void shouldRefuseWithNothingWritten(String message, String code) {
    assertEquals("", protect(message, "--realm", "r").failedWith(code).out());
  }

  @Test
  void shouldFollowACallFromEndToEnd() {
    String call = protect("[48,1,{},\"com.p\",[1]]", "--realm", "r").printed();
    String invocation = call.replace("[48,1,", "[68,5,6,").replace(",\"com.p\"", "");
    assertEquals(
        "[68,5,6,{},[1]]", unprotect(invocation, "--realm", "r", "--uri", "com.p").printed());
    String item = call.substring(call.indexOf("\\u0000") + 6, call.lastIndexOf('"'));
    byte[] payload = Base64.getDecoder().decode(item);
    String[] tied = {
      "--realm", "r", "--uri", "com.p", "--reply-to", HexFormat.of().formatHex(payload, 2, 26)
    };
    String yield = protect("[70,5,{},[2]]", tied).printed();
    String result = yield.replace("[70,5,", "[50,1,");
    assertEquals("[50,1,{},[2]]", unprotect(result, tied).printed());
  }

  @Test
  void shouldOpenWhatAnyOfSeveralKeysSealed() {
    String other = folder.resolve("other.json").toString();
    Run.pe3("keygen", "--out", other).printed();
    String event = event(protect(PUBLISH, "--realm", "r").printed());
    String[] words = {
      "wamp", "unprotect", "--session-serializer", "json", "--realm", "r", "--uri", URI
    };
    List<String> both = new ArrayList<>(List.of(words));
    both.addAll(List.of("--key", other, "--key", key));
    assertTrue(Run.pe3In(event, both.toArray(String[]::new)).printed().contains("secret"));
    List<String> wrong = new ArrayList<>(List.of(words));
    wrong.addAll(List.of("--key", other));
    Run.pe3In(event, wrong.toArray(String[]::new)).failedWith("unknown_key");
  }

  @Test
  void shouldAcceptTheCiphersOfTheSchemeOrThoseThatAreNamed() {
    String event = event(protect(PUBLISH, "--realm", "r", "--cipher", "aegis256").printed());
    String[] to = {"--realm", "r", "--uri", URI};
    assertTrue(unprotect(event, to).printed().contains("secret"));
    unprotect(event, "--realm", "r", "--uri", URI, "--cipher", "aes256gcm")
        .failedWith("unsupported_cipher");
  }

  @Test
  void shouldRefuseWhatIsNotProtectedUnlessItIsAllowed() {
    String event = "[36,7,8,{},[1]]";
    unprotect(event, "--realm", "r", "--uri", URI).failedWith("cleartext");
    assertEquals(event, unprotect(event, "--realm", "r", "--uri", URI, "--allow-clear").printed());
  }

  @Test
  void shouldRefuseAnotherTopicThanWasSubscribed() {
    String event = event(protect(PUBLISH, "--realm", "r").printed());
    String named = event.replace("{\"a\":1", "{\"topic\":\"" + URI + "\",\"a\":1");
    assertTrue(unprotect(named, "--realm", "r").printed().contains("secret"));
    unprotect(named, "--realm", "r", "--uri", "com.other").failedWith("uri_mismatch");
    unprotect(event, "--realm", "r").badUse("Details have no topic");
  }

  @Test
  void shouldSayWhatIsWrongWithOptions() {
    protect(PUBLISH).badUse("add --realm R, or use --scheme wamp");
    protect(PUBLISH, "--realm", "r", "--uri", "com.other").badUse("leave it out");
    protect(PUBLISH, "--realm", "r", "--reply-to", "00".repeat(23) + "01").badUse("no call");
    protect(PUBLISH, "--scheme", "wamp", "--serializer", "json").badUse("cbor only");
    protect(PUBLISH, "--realm", "r", "--cipher", "xsalsa20poly1305").badUse("--scheme wamp");
    protect(PUBLISH, "--realm", "r", "--carrier", "x").badUse("use ppt or enc");
    Run.pe3("wamp").badUse("name a command");
  }

  @Test
  void shouldOpenAPayloadWithoutUriInSchemeWampUnlessOneIsRequired() {
    String event = event(protect(PUBLISH, "--scheme", "wamp").printed());
    unprotect(event, "--scheme", "wamp", "--uri", URI, "--require-uri").printed();
    unprotect(event, "--scheme", "wamp", "--uri", "com.other").failedWith("uri_mismatch");
  }

  @Test
  void shouldTakeManyMessagesInFramesAndPassPings() throws IOException {
    byte[] publish =
        HexFormat.of().parseHex("85100aa0" + "71" + hex(URI) + "81" + "66" + hex("secret"));
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    frame(in, 0, publish);
    frame(in, 1, new byte[] {1, 2, 3});
    frame(in, 0, publish);
    byte[] out = framed(in.toByteArray(), "protect");
    assertEquals(0, out[0]);
    int first = length(out, 0);
    assertArrayEquals(
        new byte[] {1, 0, 0, 3, 1, 2, 3}, Arrays.copyOfRange(out, 4 + first, 11 + first));
    assertEquals(out.length, 4 + first + 7 + 4 + length(out, 11 + first));
    assertEquals(-1, new String(out, StandardCharsets.ISO_8859_1).indexOf("secret"));
  }

  private byte[] framed(byte[] in, String command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words = {
      "wamp", command, "--session-serializer", "cbor", "--key", key, "--realm", "r", "--framed"
    };
    int exit =
        Pe3.run(
            words,
            new ByteArrayInputStream(in),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    assertEquals(0, exit);
    return out.toByteArray();
  }

  private static void frame(ByteArrayOutputStream out, int type, byte[] octets) {
    out.write(type);
    out.write(0);
    out.write(octets.length >> 8);
    out.write(octets.length);
    out.writeBytes(octets);
  }

  private static int length(byte[] octets, int frame) {
    return (octets[frame + 1] & 0xff) << 16
        | (octets[frame + 2] & 0xff) << 8
        | (octets[frame + 3] & 0xff);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
