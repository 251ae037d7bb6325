package io.pe3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.codec.PayloadWriter;
import io.pe3.error.Pe3Exception;
import io.pe3.error.UnknownKeyException;
import io.pe3.key.DataKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No plaintext stays in an output after a failure, nor stands in any message. */
class PayloadWipingTest {
  private static final String CANARY = "canary-7f3a";

  private final DataKey key = DataKey.generate();

  @AfterEach
  void close() {
    key.close();
  }

  @Test
  void shouldWipeWhenArgumentsAreNotAList() {
    failing(out -> out.writeText(CANARY));
  }

  @Test
  void shouldWipeWhenTheListIsLeftOpen() {
    failing(out -> out.startArray(2).writeText(CANARY));
  }

  @Test
  void shouldWipeWhenThereIsMoreThanTheArguments() {
    failing(out -> out.startArray(1).writeText(CANARY).endArray().writeText(CANARY));
  }

  @Test
  void shouldWipeWhenGivenUp() {
    UnsafeBuffer out = PayloadTesting.output(512);
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).build()) {
      sealer.begin(PayloadTesting.TOPIC, out, 5).startArray(1).writeText(CANARY);
      sealer.abort();
      assertTrue(PayloadTesting.isClean(out));
      sealer.abort();
      assertThrows(IllegalStateException.class, sealer::finish);
      assertThrows(IllegalStateException.class, sealer::kwargs);
    }
  }

  @Test
  void shouldWipeWhenClosed() {
    UnsafeBuffer out = PayloadTesting.output(512);
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).build()) {
      sealer.begin(PayloadTesting.TOPIC, out, 5).startArray(1).writeText(CANARY);
    }
    assertTrue(PayloadTesting.isClean(out));
  }

  @Test
  void shouldWipeWhenTheKeyIsClosedMeanwhile() {
    UnsafeBuffer out = PayloadTesting.output(512);
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).build()) {
      sealer.begin(PayloadTesting.TOPIC, out, 5).startArray(1).writeText(CANARY).endArray();
      key.close();
      assertThrows(UnknownKeyException.class, sealer::finish);
      assertTrue(PayloadTesting.isClean(out));
    }
  }

  @Test
  void shouldRefuseToBeginWhileAnotherPayloadIsBegun() {
    UnsafeBuffer first = PayloadTesting.output(512);
    UnsafeBuffer second = PayloadTesting.output(512);
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      sealer.begin(PayloadTesting.TOPIC, first, 0).startArray(1).writeText(CANARY).endArray();
      assertThrows(
          IllegalStateException.class, () -> sealer.begin(PayloadTesting.TOPIC, second, 0));
      assertTrue(PayloadTesting.isUntouched(second));
      byte[] payload = PayloadTesting.octets(first, 0, sealer.finish());
      assertEquals(
          List.of(CANARY), opener.open(sealer.attributes(), PayloadTesting.TOPIC, payload).args());
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveNoPlaintextInOrBehindThePayload(AeadCipher cipher) {
    for (int level = -1; level < 2; level++) {
      PayloadSealerBuilder builder = PayloadTesting.wampSealer(key).cipher(cipher);
      try (PayloadSealer sealer =
          (level < 0 ? builder : builder.compression(level + 1, 0)).build()) {
        for (int repeat = 1; repeat < 60; repeat += 7) {
          UnsafeBuffer out = PayloadTesting.output(4096);
          PayloadWriter writer = sealer.begin(PayloadTesting.TOPIC, out, 3);
          writer.startArray(1).writeText(CANARY.repeat(repeat)).endArray();
          int length = sealer.finish();
          assertFalse(contains(out, CANARY));
          // With the head of its text in CBOR: four octets stand in a ciphertext now and then.
          assertFalse(contains(out, "dargs"));
          assertFalse(contains(out, "example"));
          assertTrue(length > 0);
        }
      }
    }
  }

  @Test
  void shouldNeverPutPlaintextIntoAMessage() {
    List<Throwable> errors = new ArrayList<>();
    byte[] body =
        PayloadTesting.cbor(
            Map.of("uri", "uri." + CANARY, "args", List.of(CANARY), CANARY, CANARY));
    try (PayloadOpener opener = PayloadTesting.wampOpener(key).build();
        PayloadSealer sealer = PayloadTesting.wampSealer(key).build()) {
      for (int i = 0; i < body.length; i++) {
        for (int flip = 1; flip < 256; flip <<= 1) {
          byte[] damaged = body.clone();
          damaged[i] ^= (byte) flip;
          byte[] payload = PayloadTesting.seal(key, AeadCipher.AES256GCM, damaged);
          PayloadAttributes attributes = PayloadTesting.attributes(AeadCipher.AES256GCM, key);
          try {
            opener.open(attributes, PayloadTesting.TOPIC, payload);
          } catch (Pe3Exception e) {
            errors.add(e);
          }
          try {
            UnsafeBuffer out = new UnsafeBuffer(new byte[512]);
            sealer.seal(PayloadTesting.TOPIC, new UnsafeBuffer(damaged), 0, damaged.length, out, 0);
          } catch (Pe3Exception e) {
            errors.add(e);
          }
        }
      }
    }
    assertTrue(errors.size() > 500);
    for (Throwable error : errors) {
      for (Throwable each = error; each != null; each = each.getCause()) {
        assertFalse(each.toString().contains("canary"), each::toString);
        assertFalse(each.toString().contains("7f3a"), each::toString);
      }
    }
  }

  @Test
  void shouldNotShowArgumentsAsText() {
    assertFalse(new OpenedPayload(null, List.of(CANARY), Map.of()).toString().contains(CANARY));
  }

  private void failing(Arguments arguments) {
    UnsafeBuffer out = PayloadTesting.output(512);
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).build()) {
      RuntimeException error =
          assertThrows(
              RuntimeException.class,
              () -> {
                arguments.write(sealer.begin(PayloadTesting.TOPIC, out, 5));
                sealer.finish();
              });
      sealer.abort();
      assertFalse(error.toString().contains("canary"));
      assertTrue(PayloadTesting.isClean(out));
    }
  }

  private static boolean contains(UnsafeBuffer buffer, String text) {
    return new String(PayloadTesting.octets(buffer, 0, buffer.capacity()), ISO_8859_1)
        .contains(text);
  }

  private interface Arguments {
    void write(PayloadWriter out);
  }
}
