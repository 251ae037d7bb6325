package io.pe3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.error.ErrorCode;
import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import io.pe3.error.UnknownKeyException;
import io.pe3.error.UnsupportedCipherException;
import io.pe3.key.DataKey;
import io.pe3.key.KeyRing;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is refused for what travels beside a payload. */
class PayloadAttributesRefusalTest {
  private final DataKey key = DataKey.generate();
  private final PayloadOpener opener = PayloadTesting.wampOpener(key).build();

  @AfterEach
  void close() {
    opener.close();
    key.close();
  }

  /** Another implementation names a cipher and sends the payload map in clear. */
  @ParameterizedTest
  @EnumSource
  void shouldRefuseCleartextThatNamesACipher(AeadCipher cipher) {
    for (int size : new int[] {1, 10, 60, 300}) {
      byte[] clear =
          PayloadTesting.cbor(Map.of("args", List.of("secret ".repeat(size)), "kwargs", Map.of()));
      UnsafeBuffer out = PayloadTesting.output(clear.length + 16);
      PayloadAttributes attributes = PayloadTesting.attributes(cipher, key);
      Pe3Exception error = assertThrows(Pe3Exception.class, () -> open(attributes, clear, out));
      assertEquals(
          clear.length < cipher.overhead() ? ErrorCode.MALFORMED : ErrorCode.AUTHENTICATION_FAILED,
          error.code());
      assertTrue(PayloadTesting.isClean(out));
      assertThrows(Pe3Exception.class, () -> opener.open(attributes, PayloadTesting.TOPIC, clear));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "x_pe3, cbor, aes256gcm, , unsupported_scheme",
    "mqtt, cbor, aes256gcm, , unsupported_scheme",
    "WAMP, cbor, aes256gcm, , unsupported_scheme",
    "wamp, json, aes256gcm, , unsupported_serializer",
    "wamp, msgpack, aes256gcm, , unsupported_serializer",
    "wamp, native, aes256gcm, , unsupported_serializer",
    "wamp, ubjson, aes256gcm, , unsupported_serializer",
    "wamp, CBOR, aes256gcm, , unsupported_serializer",
    "wamp, cbor, aes256gcm2, , unsupported_cipher",
    "wamp, cbor, AES256GCM, , unsupported_cipher",
    "wamp, cbor, none, , unsupported_cipher",
    "wamp, cbor, aes256gcm, gzip, unsupported_compressor",
    "wamp, cbor, aes256gcm, '', unsupported_compressor",
    "wamp, flatbuffers, aes256gcm, zstd, unsupported_compressor",
    "wamp, cbor, aes256gcm, zstd, malformed"
  })
  void shouldRefuseWhatItDoesNotKnow(
      String scheme, String serializer, String cipher, String compressor, String code) {
    byte[] payload = PayloadTesting.seal(key, "a0");
    PayloadAttributes attributes =
        new PayloadAttributes(scheme, serializer, cipher, key.id(), compressor);
    UnsafeBuffer out = PayloadTesting.output(64);
    Pe3Exception error = assertThrows(Pe3Exception.class, () -> open(attributes, payload, out));
    assertEquals(code, error.code().text());
    assertTrue(PayloadTesting.isClean(out));
  }

  @Test
  void shouldRefuseACipherThatIsNotAccepted() {
    try (PayloadOpener strict =
        PayloadTesting.wampOpener(key).ciphers(EnumSet.of(AeadCipher.AEGIS256)).build()) {
      byte[] payload = PayloadTesting.seal(key, "a0");
      PayloadAttributes attributes = PayloadTesting.attributes(AeadCipher.AES256GCM, key);
      assertThrows(
          UnsupportedCipherException.class,
          () -> strict.open(attributes, PayloadTesting.TOPIC, payload));
    }
  }

  @Test
  void shouldNotOpenUnderAnotherCipherThanItWasSealedWith() {
    for (AeadCipher sealing : AeadCipher.values()) {
      byte[] payload = PayloadTesting.seal(key, sealing, new byte[200]);
      for (AeadCipher named : AeadCipher.values()) {
        if (named != sealing) {
          PayloadAttributes attributes = PayloadTesting.attributes(named, key);
          Pe3Exception error =
              assertThrows(
                  Pe3Exception.class, () -> opener.open(attributes, PayloadTesting.TOPIC, payload));
          assertEquals(ErrorCode.AUTHENTICATION_FAILED, error.code());
        }
      }
    }
  }

  @Test
  void shouldRefuseAKeyIdThatIsNotHeld() {
    byte[] payload = PayloadTesting.seal(key, "a0");
    try (DataKey other = DataKey.generate();
        KeyRing ring = new KeyRing();
        PayloadOpener ofRing = PayloadTesting.wampOpener(ring).build()) {
      ring.add(DataKey.generate());
      PayloadAttributes attributes = PayloadTesting.attributes(AeadCipher.AES256GCM, other);
      UnknownKeyException error =
          assertThrows(
              UnknownKeyException.class,
              () -> opener.open(attributes, PayloadTesting.TOPIC, payload));
      assertEquals(other.id(), error.facts().get("keyid"));
      assertThrows(
          UnknownKeyException.class, () -> ofRing.open(attributes, PayloadTesting.TOPIC, payload));
    }
  }

  @Test
  void shouldRefuseAKeyIdOfWrongFormAsMalformed() {
    byte[] payload = PayloadTesting.seal(key, "a0");
    try (KeyRing ring = new KeyRing();
        PayloadOpener ofRing = PayloadTesting.wampOpener(ring).build()) {
      for (String id : List.of("", inTheOtherCase(key.id()), "\ud800")) {
        PayloadAttributes attributes = new PayloadAttributes("wamp", "cbor", "aes256gcm", id, null);
        for (PayloadOpener each : List.of(opener, ofRing)) {
          assertThrows(
              MalformedException.class,
              () -> each.open(attributes, PayloadTesting.TOPIC, payload),
              id);
        }
      }
    }
  }

  @Test
  void shouldNotTryAllKeysForAMessageThatNamesNone() {
    PayloadAttributes nameless = new PayloadAttributes("wamp", "cbor", "aes256gcm", null, null);
    try (KeyRing ring = new KeyRing();
        PayloadOpener ofRing = PayloadTesting.wampOpener(ring).build()) {
      DataKey only = DataKey.generate();
      ring.add(only);
      byte[] payload = PayloadTesting.seal(only, "a0");
      assertEquals(List.of(), ofRing.open(nameless, PayloadTesting.TOPIC, payload).args());
      DataKey second = DataKey.generate();
      ring.add(second);
      assertThrows(
          UnknownKeyException.class, () -> ofRing.open(nameless, PayloadTesting.TOPIC, payload));
      ring.remove(second.id());
      assertEquals(List.of(), ofRing.open(nameless, PayloadTesting.TOPIC, payload).args());
      ring.remove(only.id());
      assertThrows(
          UnknownKeyException.class, () -> ofRing.open(nameless, PayloadTesting.TOPIC, payload));
    }
  }

  @Test
  void shouldServeAForeignKeyInSchemeWamp() {
    byte[] octets = new byte[DataKey.OCTETS];
    octets[5] = 9;
    try (DataKey foreign = DataKey.foreign(key.id(), octets);
        PayloadSealer sealer = PayloadTesting.wampSealer(foreign).build();
        PayloadOpener ofForeign = PayloadTesting.wampOpener(foreign).build()) {
      SealedPayload sealed = sealer.seal(PayloadTesting.TOPIC, List.of(7L), null);
      assertEquals(key.id(), sealed.attributes().keyId());
      assertEquals(
          List.of(7L),
          ofForeign.open(sealed.attributes(), PayloadTesting.TOPIC, sealed.payload()).args());
    }
  }

  @Test
  void shouldRefuseToWorkOnceClosed() {
    byte[] payload = PayloadTesting.seal(key, "a0");
    PayloadAttributes attributes = PayloadTesting.attributes(AeadCipher.AES256GCM, key);
    opener.open(attributes, PayloadTesting.TOPIC, payload);
    opener.close();
    assertThrows(
        IllegalStateException.class, () -> opener.open(attributes, PayloadTesting.TOPIC, payload));
  }

  @Test
  void shouldLeaveTheInputAsItWas() {
    byte[] payload = PayloadTesting.seal(key, "a0");
    byte[] before = payload.clone();
    PayloadAttributes attributes = PayloadTesting.attributes(AeadCipher.AES256GCM, key);
    opener.open(attributes, PayloadTesting.TOPIC, payload);
    assertArrayEquals(before, payload);
  }

  /** Each letter in the other case: one id in 4 000 has small letters alone as it is. */
  private static String inTheOtherCase(String id) {
    StringBuilder other = new StringBuilder("0x");
    id.chars()
        .skip(2)
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(other::appendCodePoint);
    return other.toString();
  }

  private int open(PayloadAttributes attributes, byte[] payload, UnsafeBuffer out) {
    return opener.open(
        attributes, PayloadTesting.TOPIC, new UnsafeBuffer(payload), 0, payload.length, out, 8);
  }
}
