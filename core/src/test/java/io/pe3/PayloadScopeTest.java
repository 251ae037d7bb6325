package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.error.ErrorCode;
import io.pe3.error.Pe3Exception;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.key.KeyScope;
import io.pe3.key.UriPattern;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A key seals and opens inside its scope only. */
class PayloadScopeTest {
  private static final PayloadContext INSIDE =
      PayloadContext.of("com.example.topic").withRealm("realm1").withFlow(Flow.EVENT);

  @Test
  void shouldWorkInsideItsScope() {
    KeyScope scope =
        KeyScope.ANY
            .withRealm("realm1")
            .withUris(UriPattern.exact("com.example.topic"))
            .withFlows(Flow.EVENT)
            .withSchemes("wamp")
            .withCiphers("aes256gcm")
            .withExpires(System.currentTimeMillis() / 1000 + 1000);
    try (DataKey key = DataKey.generate(scope);
        PayloadSealer sealer = PayloadTesting.wampSealer(key).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      SealedPayload sealed = sealer.seal(INSIDE, List.of(1L), null);
      assertEquals(List.of(1L), opener.open(sealed.attributes(), INSIDE, sealed.payload()).args());
    }
  }

  @Test
  void shouldRefuseAnotherUri() {
    refuse(
        KeyScope.ANY.withUris(UriPattern.exact("com.example.other")), INSIDE, ErrorCode.KEY_SCOPE);
  }

  @Test
  void shouldRefuseAnotherRealmOrNone() {
    refuse(KeyScope.ANY.withRealm("realm2"), INSIDE, ErrorCode.KEY_SCOPE);
    refuse(KeyScope.ANY.withRealm("realm1"), PayloadTesting.TOPIC, ErrorCode.KEY_SCOPE);
  }

  @Test
  void shouldRefuseAnotherFlowOrNone() {
    refuse(KeyScope.ANY.withFlows(Flow.CALL, Flow.RESULT), INSIDE, ErrorCode.KEY_SCOPE);
    refuse(KeyScope.ANY.withFlows(Flow.EVENT), PayloadTesting.TOPIC, ErrorCode.KEY_SCOPE);
  }

  @Test
  void shouldRefuseAnotherCipher() {
    refuse(KeyScope.ANY.withCiphers("aegis256"), INSIDE, ErrorCode.KEY_SCOPE);
  }

  @Test
  void shouldRefuseAnotherScheme() {
    refuse(KeyScope.ANY.withSchemes("x_pe3"), INSIDE, ErrorCode.KEY_SCOPE);
  }

  @Test
  void shouldRefuseAfterItsEnd() {
    long now = System.currentTimeMillis() / 1000;
    refuse(KeyScope.ANY.withExpires(now - 5), INSIDE, ErrorCode.EXPIRED_KEY);
  }

  /** Both ends, in every form. The payload is good, made under the same octets without a scope. */
  private static void refuse(KeyScope scope, PayloadContext context, ErrorCode code) {
    byte[] octets = new byte[DataKey.OCTETS];
    octets[3] = 7;
    try (DataKey unlimited = DataKey.of(octets);
        DataKey key = DataKey.of(octets, scope);
        PayloadSealer sealer = PayloadTesting.wampSealer(key).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      byte[] body = PayloadTesting.hex("a0");
      byte[] payload = PayloadTesting.seal(unlimited, "a0");
      UnsafeBuffer out = PayloadTesting.output(256);
      UnsafeBuffer in = new UnsafeBuffer(body);
      PayloadAttributes attributes = PayloadTesting.attributes(AeadCipher.AES256GCM, key);
      assertEquals(code, code(() -> sealer.begin(context, out, 0)));
      assertEquals(code, code(() -> sealer.seal(context, in, 0, 1, out, 0)));
      assertEquals(code, code(() -> sealer.sealArguments(context, in, 0, 0, in, 0, 0, out, 0)));
      assertEquals(code, code(() -> sealer.seal(context, List.of(), null)));
      assertEquals(code, code(() -> opener.open(attributes, context, payload)));
      assertEquals(
          code,
          code(
              () ->
                  opener.open(
                      attributes, context, new UnsafeBuffer(payload), 0, payload.length, out, 0)));
      assertTrue(PayloadTesting.isUntouched(out));
    }
  }

  private static ErrorCode code(Runnable call) {
    return assertThrows(Pe3Exception.class, call::run).code();
  }
}
