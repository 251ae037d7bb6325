package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pe3.aead.AeadCipher;
import io.pe3.codec.PlainValueArbitraries;
import io.pe3.key.DataKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Both ciphers that the WAMP text names, against Node's crypto and tweetnacl with another CBOR
 * implementation. What it needs is installed by {@code .ci/setup}.
 */
class NodeInteropTest {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final HexFormat HEX = HexFormat.of();
  private static final int[] TEXT_LENGTHS = {0, 1, 15, 16, 17, 100, 255, 256, 70_000};

  private final byte[] octets = new byte[DataKey.OCTETS];
  private final DataKey key;

  NodeInteropTest() {
    Arrays.fill(octets, (byte) 0x5c);
    key = DataKey.of(octets);
  }

  @AfterEach
  void close() {
    key.close();
  }

  @BeforeEach
  void requireNode() {
    Node.require();
  }

  @ParameterizedTest
  @EnumSource(names = {"AES256GCM", "XSALSA20POLY1305"})
  void shouldBeOpenedByTheOtherImplementation(AeadCipher cipher) throws Exception {
    StringBuilder requests = new StringBuilder();
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).cipher(cipher).build()) {
      for (int length : TEXT_LENGTHS) {
        SealedPayload sealed = sealer.seal(PayloadTesting.TOPIC, args(length), kwargs());
        ObjectNode request = request("open", cipher);
        request.put("payload", HEX.formatHex(sealed.payload()));
        requests.append(request).append('\n');
      }
    }
    List<String> answers = node(requests.toString());
    assertEquals(TEXT_LENGTHS.length, answers.size());
    for (int i = 0; i < TEXT_LENGTHS.length; i++) {
      JsonNode body = JSON.readTree(answers.get(i)).get("body");
      assertNotNull(body, answers.get(i));
      assertEquals("com.example.topic", body.get("uri").asText());
      assertEquals(argsAsJson(TEXT_LENGTHS[i]), body.get("args"));
      assertEquals(kwargsAsJson(), body.get("kwargs"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AES256GCM", "XSALSA20POLY1305"})
  void shouldOpenWhatTheOtherImplementationSealed(AeadCipher cipher) throws Exception {
    StringBuilder requests = new StringBuilder();
    for (int length : TEXT_LENGTHS) {
      ObjectNode request = request("seal", cipher);
      ObjectNode body = request.putObject("body");
      body.put("uri", "com.example.topic");
      body.set("args", argsAsJson(length));
      body.set("kwargs", kwargsAsJson());
      requests.append(request).append('\n');
    }
    List<String> answers = node(requests.toString());
    assertEquals(TEXT_LENGTHS.length, answers.size());
    PayloadAttributes attributes = new PayloadAttributes("wamp", "cbor", cipher.text(), null, null);
    try (PayloadOpener opener = PayloadTesting.wampOpener(key).requireUri(true).build()) {
      for (int i = 0; i < TEXT_LENGTHS.length; i++) {
        JsonNode payload = JSON.readTree(answers.get(i)).get("payload");
        assertNotNull(payload, answers.get(i));
        OpenedPayload opened =
            opener.open(attributes, PayloadTesting.TOPIC, HEX.parseHex(payload.asText()));
        PlainValueArbitraries.assertSame(args(TEXT_LENGTHS[i]), opened.args());
        assertEquals(kwargs(), opened.kwargs());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AES256GCM", "XSALSA20POLY1305"})
  void shouldNotBeOpenedByTheOtherImplementationOnceDamaged(AeadCipher cipher) throws Exception {
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).cipher(cipher).build()) {
      byte[] payload = sealer.seal(PayloadTesting.TOPIC, args(20), kwargs()).payload();
      payload[payload.length / 2] ^= 1;
      ObjectNode request = request("open", cipher);
      request.put("payload", HEX.formatHex(payload));
      List<String> answers = node(request + "\n");
      assertTrue(JSON.readTree(answers.getFirst()).has("error"), answers::getFirst);
    }
  }

  private ObjectNode request(String op, AeadCipher cipher) {
    return JSON.createObjectNode()
        .put("op", op)
        .put("cipher", cipher.text())
        .put("key", HEX.formatHex(octets));
  }

  private static List<Object> args(int length) {
    return Arrays.asList(
        "a".repeat(length), 7L, -70_000L, 1L << 40, Long.MIN_VALUE, 1.5, true, null, bytes(), "ü水");
  }

  private static Map<String, Object> kwargs() {
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("list", List.of(1L, List.of(), "x"));
    Map<String, Object> kwargs = new LinkedHashMap<>();
    kwargs.put("nested", nested);
    kwargs.put("temperature", -21.25);
    return kwargs;
  }

  private static JsonNode argsAsJson(int length) throws IOException {
    return JSON.readTree(
        "[\""
            + "a".repeat(length)
            + "\",7,-70000,1099511627776,{\"int\":\"-9223372036854775808\"},1.5,true,null,"
            + "{\"hex\":\"00ff10\"},\"ü水\"]");
  }

  private static JsonNode kwargsAsJson() throws IOException {
    return JSON.readTree("{\"nested\":{\"list\":[1,[],\"x\"]},\"temperature\":-21.25}");
  }

  private static byte[] bytes() {
    return new byte[] {0, (byte) 0xff, 0x10};
  }

  /** A line of answer for each line of request. */
  private static List<String> node(String requests) throws IOException, InterruptedException {
    Path in = Files.createTempFile("pe3-interop", ".jsonl");
    try {
      Files.writeString(in, requests);
      return Node.run(in, "interop.mjs");
    } finally {
      Files.delete(in);
    }
  }
}
