package io.pe3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.engine.EnvelopeTesting;
import io.pe3.error.SignatureRequiredException;
import io.pe3.key.DataKey;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Plausible deniability: the receiver makes messages that nobody can tell from the sender's, so a
 * message proves to no third party who wrote it.
 */
class ForgingReceiverTest {
  private final DataKey key = DataKey.generate();

  @AfterEach
  void close() {
    key.close();
  }

  /** Octet by octet what the sender makes: there is nothing left that could tell them apart. */
  @Test
  void shouldForgeExactlyWhatTheSenderWouldHaveSent() {
    try (PayloadSealer sender = PayloadSealer.builder(key).build()) {
      for (long number = 1; number <= 3; number++) {
        byte[] genuine = sender.seal(PayloadTesting.EVENT, List.of(number), Map.of()).payload();
        byte[] forged = forge(genuine, number, body(number));
        assertArrayEquals(genuine, forged);
      }
    }
  }

  @Test
  void shouldForgeAMessageThatTheSenderNeverWrote() {
    try (PayloadSealer sender = PayloadSealer.builder(key).build();
        PayloadOpener judge = PayloadOpener.builder(key).build();
        PayloadOpener otherJudge = PayloadOpener.builder(key).build()) {
      SealedPayload genuine = sender.seal(PayloadTesting.EVENT, List.of(1L), Map.of());
      byte[] forged = forge(genuine.payload(), 1, body(1_000_000));
      // Same sender, same counter, other content: each judge believes what is shown first.
      assertEquals(
          List.of(1L),
          judge.open(genuine.attributes(), PayloadTesting.EVENT, genuine.payload()).args());
      assertEquals(
          List.of(1_000_000L),
          otherJudge.open(genuine.attributes(), PayloadTesting.EVENT, forged).args());
      // And a message that continues the sender's own.
      byte[] next = forge(genuine.payload(), 2, body(2_000_000));
      assertEquals(
          List.of(2_000_000L), judge.open(genuine.attributes(), PayloadTesting.EVENT, next).args());
    }
  }

  /** Who needs proof asks for signatures: holding the data key is then not enough. */
  @Test
  void shouldNotForgeWhereASignatureIsRequired() {
    try (PayloadSealer sender = PayloadSealer.builder(key).build();
        PayloadOpener judge = PayloadOpener.builder(key).requireSigned(true).build()) {
      SealedPayload genuine = sender.seal(PayloadTesting.EVENT, List.of(1L), Map.of());
      byte[] forged = forge(genuine.payload(), 2, body(2));
      assertThrows(
          SignatureRequiredException.class,
          () -> judge.open(genuine.attributes(), PayloadTesting.EVENT, forged));
    }
  }

  /** What a receiver can do, who has the data key and has seen one payload of the sender. */
  private byte[] forge(byte[] seen, long counter, byte[] body) {
    UnsafeBuffer header = new UnsafeBuffer(seen);
    return EnvelopeTesting.seal(
        key,
        PayloadTesting.EVENT,
        0,
        EnvelopeDescriptor.senderHigh(header, 0),
        EnvelopeDescriptor.senderLow(header, 0),
        counter,
        body);
  }

  /** {"args": [value], "kwargs": {}} in CBOR, as the sender writes it. */
  private static byte[] body(long value) {
    return PayloadTesting.join(
        PayloadTesting.hex("a2 6461726773 81"),
        PayloadTesting.cbor(value),
        PayloadTesting.hex("666b7761726773 a0"));
  }
}
