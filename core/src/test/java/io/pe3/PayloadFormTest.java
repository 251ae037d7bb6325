package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.error.MalformedException;
import io.pe3.error.UriMismatchException;
import io.pe3.key.DataKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which bodies are payloads: authentic is not enough. */
class PayloadFormTest {
  private static final String URI = "63757269 71" + "636f6d2e6578616d706c652e746f706963";
  private static final String ARGS = "6461726773";
  private static final String KWARGS = "666b7761726773";

  private final DataKey key = DataKey.generate();
  private final PayloadOpener opener = PayloadTesting.wampOpener(key).build();

  @AfterEach
  void close() {
    opener.close();
    key.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "empty, ''",
    "a list, 80",
    "an integer, 01",
    "a text, 6161",
    "null, f6",
    "a byte string, 41a0",
    "a tag around the map, c1a0",
    "the tag that says it is cbor, d9d9f7a0",
    "octets after the map, a0 00",
    "two maps, a0 a0",
    "cut off after the head, a1",
    "cut off after a key, a1 @args",
    "cut off in the list, a1 @args 81",
    "args a map, a1 @args a0",
    "args a text, a1 @args 6161",
    "args an integer, a1 @args 01",
    "kwargs a list, a1 @kwargs 80",
    "kwargs a boolean, a1 @kwargs f5",
    "uri an integer, a1 63757269 01",
    "uri a byte string, a1 63757269 4161",
    "a key that is an integer, a1 01 80",
    "a key that is a byte string, a1 4461726773 80",
    "a key that is a list, a1 80 80",
    "a key that is null, a2 @args 80 f6 00",
    "args repeated, a2 @args 80 @args 80",
    "kwargs repeated, a2 @kwargs a0 @kwargs a0",
    "uri repeated, a2 @uri @uri",
    "args repeated after null, a2 @args f6 @args 80",
    "args repeated in a longer form, a2 @args 80 780461726773 80",
    "args repeated in pieces, a2 @args 80 7f 626172 626773 ff 80",
    "an indefinite map without end, bf @args 80",
    "an indefinite map that ends after a key, bf @args ff",
    "a break in a definite map, a1 @args ff",
    "an invalid text inside, a1 @args 81 61ff",
    "a reserved head inside, a1 @args 81 1c",
    "an invalid unknown value, a1 6178 61ff",
    "more entries claimed than there are, a2 @args 80",
    "a length beyond the end, a1 @args 9b7fffffffffffffff",
    "a map longer than any array, bbffffffffffffffff"
  })
  void shouldRefuseABodyThatIs(String what, String body) {
    byte[] payload = PayloadTesting.seal(key, expanded(body));
    UnsafeBuffer out = PayloadTesting.output(256);
    assertThrows(MalformedException.class, () -> open(payload, out));
    assertTrue(PayloadTesting.isClean(out), what);
    assertEquals(0, opener.argsLength());
    assertEquals(0, opener.kwargsLength());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "an empty map, 0, a0",
    "args alone, 1, a1 @args 8101",
    "in the usual order, 1, a3 @uri @args 8101 @kwargs a0",
    "in the reverse order, 1, a3 @kwargs a0 @args 8101 @uri",
    "without uri, 1, a2 @args 8101 @kwargs a0",
    "args null, 0, a2 @args f6 @kwargs a0",
    "args undefined, 0, a2 @args f7 @kwargs a0",
    "kwargs null, 1, a2 @args 8101 @kwargs f6",
    "uri null, 1, a2 63757269 f6 @args 8101",
    "unknown keys, 1, a4 6178 820102 @args 8101 6179 a10203 @kwargs a0",
    "an unknown key repeated, 1, a3 6178 01 6178 02 @args 8101",
    "an empty key, 1, a2 60 01 @args 8101",
    "indefinite, 1, bf @args 9f01ff @kwargs bfff ff",
    "longer heads, 1, b90001 7a0000000461726773 9a000000011801",
    "a key in pieces, 1, a1 7f 626172 626773 ff 8101",
    "a tag around args, 1, a1 @args c18101"
  })
  void shouldAcceptABodyThatIs(String what, int args, String body) {
    byte[] payload = PayloadTesting.seal(key, expanded(body));
    OpenedPayload opened = opener.open(attributes(), PayloadTesting.TOPIC, payload);
    assertEquals(args == 1 ? List.of(1L) : List.of(), opened.args(), what);
    assertEquals(Map.of(), opened.kwargs());
    assertEquals(body.contains("@uri") ? "com.example.topic" : null, opened.uri());
  }

  @Test
  void shouldTakeSixtyFourLevelsAndNoMore() {
    // The map is the first level, args the second.
    List<Object> deepest = nested(63);
    byte[] fits = PayloadTesting.cbor(Map.of("args", deepest));
    assertEquals(deepest, opener.open(attributes(), PayloadTesting.TOPIC, seal(fits)).args());
    byte[] deeper =
        PayloadTesting.join(
            PayloadTesting.hex("a1" + ARGS), PayloadTesting.hex("81".repeat(63) + "80"));
    UnsafeBuffer out = PayloadTesting.output(512);
    assertThrows(MalformedException.class, () -> open(seal(deeper), out));
    assertTrue(PayloadTesting.isClean(out));
  }

  @Test
  void shouldTakeFewerLevelsWhenTold() {
    PayloadLimits limits = new PayloadLimits(1024, PayloadLimits.DEFAULT.decompression(), 3);
    try (PayloadOpener shallow = PayloadTesting.wampOpener(key).limits(limits).build()) {
      byte[] fits = seal(PayloadTesting.cbor(Map.of("args", nested(2))));
      assertEquals(nested(2), shallow.open(attributes(), PayloadTesting.TOPIC, fits).args());
      byte[] deeper = seal(PayloadTesting.cbor(Map.of("args", nested(3))));
      assertThrows(
          MalformedException.class, () -> shallow.open(attributes(), PayloadTesting.TOPIC, deeper));
    }
  }

  @Test
  void shouldRefuseAPayloadSealedForAnotherUri() {
    byte[] payload = PayloadTesting.seal(key, expanded("a2 @uri @args 81 6673656372657400"));
    byte[] good = PayloadTesting.seal(key, expanded("a2 @uri @args 81 66736563726574"));
    UnsafeBuffer out = PayloadTesting.output(256);
    assertThrows(MalformedException.class, () -> open(payload, out));
    UriMismatchException error =
        assertThrows(
            UriMismatchException.class,
            () ->
                opener.open(
                    attributes(),
                    PayloadContext.of("com.example.other"),
                    new UnsafeBuffer(good),
                    0,
                    good.length,
                    out,
                    8));
    assertEquals("com.example.other", error.facts().get("expected"));
    assertTrue(PayloadTesting.isClean(out));
  }

  @Test
  void shouldRefuseAPayloadWithoutUriWhereOneIsRequired() {
    UnsafeBuffer out = PayloadTesting.output(256);
    try (PayloadOpener strict = PayloadTesting.wampOpener(key).requireUri(true).build()) {
      for (String body : List.of("a1 @args 8101", "a2 63757269 f6 @args 8101")) {
        byte[] payload = PayloadTesting.seal(key, expanded(body));
        assertThrows(
            UriMismatchException.class,
            () ->
                strict.open(
                    attributes(),
                    PayloadTesting.TOPIC,
                    new UnsafeBuffer(payload),
                    0,
                    payload.length,
                    out,
                    0));
        assertTrue(PayloadTesting.isClean(out));
      }
      byte[] named = PayloadTesting.seal(key, expanded("a2 @args 8101 @uri"));
      assertEquals(List.of(1L), strict.open(attributes(), PayloadTesting.TOPIC, named).args());
      byte[] octets = PayloadTesting.seal(key, "0102");
      assertThrows(
          UriMismatchException.class,
          () ->
              strict.open(
                  new PayloadAttributes("wamp", "flatbuffers", "aes256gcm", key.id(), null),
                  PayloadTesting.TOPIC,
                  new UnsafeBuffer(octets),
                  0,
                  octets.length,
                  out,
                  0));
    }
    assertTrue(PayloadTesting.isClean(out));
  }

  private int open(byte[] payload, UnsafeBuffer out) {
    return opener.open(
        attributes(), PayloadTesting.TOPIC, new UnsafeBuffer(payload), 0, payload.length, out, 8);
  }

  private byte[] seal(byte[] body) {
    return PayloadTesting.seal(key, AeadCipher.AES256GCM, body);
  }

  private PayloadAttributes attributes() {
    return PayloadTesting.attributes(AeadCipher.AES256GCM, key);
  }

  private static String expanded(String body) {
    return body.replace("@uri", URI).replace("@args", ARGS).replace("@kwargs", KWARGS);
  }

  private static List<Object> nested(int levels) {
    List<Object> value = List.of();
    for (int i = 1; i < levels; i++) {
      List<Object> outer = new ArrayList<>();
      outer.add(value);
      value = outer;
    }
    return value;
  }
}
