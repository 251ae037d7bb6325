package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.aead.AeadCipher;
import io.pe3.error.ErrorCode;
import io.pe3.error.Pe3Exception;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.key.KeyRing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What was checked for a message need not be checked for the next one with the same attributes and
 * context, unless something has ended or changed between the two.
 */
class KnownMessagesTest {
  private static final PayloadContext OTHER =
      PayloadContext.of(PayloadTesting.REALM, Flow.EVENT, "com.example.other");

  private final DataKey key = DataKey.generate();
  private final byte[] octets = key.octets();
  private final KeyRing ring = new KeyRing();
  private final List<SealedPayload> messages = new ArrayList<>();
  private PayloadOpener opener;

  @BeforeEach
  void openTwo() {
    ring.add(key);
    opener = PayloadOpener.builder(ring).build();
    try (DataKey sealing = DataKey.of(octets);
        PayloadSealer sealer = PayloadSealer.builder(sealing).build()) {
      for (long i = 0; i < 8; i++) {
        messages.add(sealer.seal(PayloadTesting.EVENT, List.of(i), null));
      }
    }
    assertOpens(0);
    assertOpens(1);
  }

  @AfterEach
  void close() {
    opener.close();
    key.close();
  }

  private void open(int message, PayloadAttributes attributes, PayloadContext context) {
    assertEquals(
        List.of((long) message),
        opener.open(attributes, context, messages.get(message).payload()).args());
  }

  private void assertOpens(int message) {
    open(message, messages.get(message).attributes(), PayloadTesting.EVENT);
  }

  private void assertRefused(ErrorCode code, int message) {
    assertRefused(code, message, messages.get(message).attributes(), PayloadTesting.EVENT);
  }

  private void assertRefused(
      ErrorCode code, int message, PayloadAttributes attributes, PayloadContext context) {
    assertEquals(
        code, assertThrows(Pe3Exception.class, () -> open(message, attributes, context)).code());
  }

  private PayloadAttributes attributes(String cipher, String keyId) {
    PayloadAttributes sealed = messages.getFirst().attributes();
    return new PayloadAttributes(sealed.scheme(), sealed.serializer(), cipher, keyId, null);
  }

  @Test
  void shouldRefuseAClosedKey() {
    key.close();
    assertRefused(ErrorCode.UNKNOWN_KEY, 2);
  }

  @Test
  void shouldRefuseARetiredKey() {
    key.retire(1);
    assertRefused(ErrorCode.EXPIRED_KEY, 2);
  }

  @Test
  void shouldTakeTheKeyThatCameInThePlaceOfAClosedOne() {
    key.close();
    assertRefused(ErrorCode.UNKNOWN_KEY, 2);
    try (DataKey again = DataKey.of(octets)) {
      ring.add(again);
      assertOpens(2);
      assertOpens(3);
    }
  }

  @Test
  void shouldRefuseAnotherPlaceAndTakeTheOldOneAgain() {
    PayloadAttributes attributes = messages.get(2).attributes();
    assertRefused(ErrorCode.AUTHENTICATION_FAILED, 2, attributes, OTHER);
    assertRefused(ErrorCode.AUTHENTICATION_FAILED, 2, attributes, OTHER);
    assertOpens(2);
    assertRefused(ErrorCode.REPLAYED, 2);
    assertOpens(3);
  }

  @Test
  void shouldRefuseAnotherCipherAndTakeTheOldOneAgain() {
    PayloadAttributes other = attributes(AeadCipher.XCHACHA20POLY1305.text(), key.id());
    assertRefused(ErrorCode.AUTHENTICATION_FAILED, 2, other, PayloadTesting.EVENT);
    assertOpens(2);
    assertRefused(
        ErrorCode.UNSUPPORTED_CIPHER, 3, attributes("rot13", key.id()), PayloadTesting.EVENT);
    assertOpens(3);
  }

  @Test
  void shouldForgetWhatAFormerCipherWasWhenAnotherMessageFails() {
    PayloadAttributes other = attributes(AeadCipher.AEGIS256.text(), "0x" + "0".repeat(40));
    assertRefused(ErrorCode.UNKNOWN_KEY, 2, other, PayloadTesting.EVENT);
    assertOpens(2);
  }

  @Test
  void shouldRefuseWhatHasNoAttributesAndTakeTheNext() {
    assertThrows(NullPointerException.class, () -> open(2, null, PayloadTesting.EVENT));
    assertThrows(NullPointerException.class, () -> open(2, null, PayloadTesting.EVENT));
    assertOpens(2);
  }

  @Test
  void shouldAskForTheCallThatAResultBelongsTo() {
    assertThrows(
        IllegalArgumentException.class,
        () -> open(2, messages.get(2).attributes(), PayloadTesting.RESULT));
    assertOpens(2);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            opener.open(
                messages.get(3).attributes(),
                PayloadTesting.EVENT,
                new CallState(),
                messages.get(3).payload()));
    assertOpens(3);
  }
}
