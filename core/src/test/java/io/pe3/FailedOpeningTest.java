package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.error.AuthenticationFailedException;
import io.pe3.error.Pe3Exception;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A payload that does not open says nothing about why. */
class FailedOpeningTest {
  private final DataKey key = DataKey.of("topic-key", DataKey.generate().octets());

  @AfterEach
  void close() {
    key.close();
  }

  static List<AeadCipher> ciphers() {
    return PayloadScheme.X_PE3.ciphers().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("ciphers")
  void shouldFailInOneFormWhateverIsWrong(AeadCipher cipher) {
    Set<String> messages = new HashSet<>();
    try (PayloadSealer sealer = PayloadSealer.builder(key).cipher(cipher).build();
        DataKey wrong = DataKey.of("topic-key", DataKey.generate().octets());
        PayloadOpener opener = PayloadOpener.builder(key).build();
        PayloadOpener wrongOpener = PayloadOpener.builder(wrong).build()) {
      SealedPayload sealed = sealer.seal(PayloadTesting.EVENT, List.of(1L), Map.of());
      int causes = 0;
      // The key, every octet that is sent but version and flags' reserved bits, what is bound.
      messages.add(refusal(wrongOpener, sealed.attributes(), PayloadTesting.EVENT, sealed));
      for (int i = EnvelopeDescriptor.SENDER_OFFSET + 4; i < sealed.payload().length; i++) {
        SealedPayload changed = changed(sealed, i);
        messages.add(refusal(opener, sealed.attributes(), PayloadTesting.EVENT, changed));
        causes++;
      }
      for (PayloadContext moved :
          List.of(
              PayloadContext.of("realm2", Flow.EVENT, PayloadTesting.URI),
              PayloadContext.of(PayloadTesting.REALM, Flow.EVENT, "com.example.other"),
              PayloadTesting.CALL)) {
        messages.add(refusal(opener, sealed.attributes(), moved, sealed));
        causes++;
      }
      assertTrue(causes > 50, "causes " + causes);
    }
    assertEquals(1, messages.size(), () -> String.join("\n", messages));
  }

  /** Everything that the outside sees: kind, message, and an output of zeros. */
  private static String refusal(
      PayloadOpener by,
      PayloadAttributes attributes,
      PayloadContext context,
      SealedPayload sealed) {
    UnsafeBuffer out = PayloadTesting.output(256);
    UnsafeBuffer payload = new UnsafeBuffer(sealed.payload());
    Pe3Exception refused =
        assertThrows(
            AuthenticationFailedException.class,
            () -> by.open(attributes, context, payload, 0, payload.capacity(), out, 0));
    assertTrue(PayloadTesting.isClean(out), "the output holds something");
    return refused.getMessage();
  }

  private static SealedPayload changed(SealedPayload sealed, int octet) {
    byte[] payload = sealed.payload().clone();
    payload[octet] ^= 2; // not 1, which would make a counter of 1 one of 0
    return new SealedPayload(sealed.attributes(), payload);
  }
}
