package io.pe3.envelope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.PayloadContext;
import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.EnvelopeHeader;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.AuthenticationFailedException;
import io.pe3.error.UnknownKeyException;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Which senders' keys an opener keeps prepared: only those that were authentic, and not too many.
 */
class EnvelopeOpenerTest {
  private static final PayloadContext EVENT =
      PayloadContext.of("realm1", Flow.EVENT, "com.example.topic");

  private final DataKey key = DataKey.generate();
  private final EnvelopeOpener opener = new EnvelopeOpener(EnvelopeTesting::choice);

  @AfterEach
  void close() {
    opener.close();
    key.close();
  }

  @Test
  void shouldKeepNothingOfWhatIsNotAuthentic() {
    for (int i = 0; i < 100; i++) {
      byte[] payload = seal(i, 0);
      payload[payload.length - 1] ^= 1;
      assertThrows(AuthenticationFailedException.class, () -> open(payload));
      opener.keep();
    }
    assertEquals(0, opener.prepared());
  }

  @Test
  void shouldKeepNothingThatIsNotSaidToBeAuthenticInEveryWay() {
    open(seal(1, 0));
    opener.drop();
    opener.keep();
    assertEquals(0, opener.prepared());
    open(seal(2, 0));
    open(seal(3, 0));
    opener.keep();
    assertEquals(1, opener.prepared());
  }

  @Test
  void shouldKeepNoKeyOfOneMessage() {
    open(seal(1, EnvelopeDescriptor.MESSAGE_KEY));
    opener.keep();
    assertEquals(0, opener.prepared());
  }

  @Test
  void shouldKeepTheSendersUsedLast() {
    for (int i = 0; i < EnvelopeOpener.MAX_PREPARED + 10; i++) {
      keep(i);
      keep(0);
    }
    assertEquals(EnvelopeOpener.MAX_PREPARED, opener.prepared());
    for (int i = 0; i < 20; i++) {
      keep(i);
    }
    assertEquals(EnvelopeOpener.MAX_PREPARED, opener.prepared());
  }

  @Test
  void shouldWipeWithTheDataKey() {
    keep(1);
    byte[] again = seal(1, 0);
    key.close();
    assertThrows(UnknownKeyException.class, () -> open(again));
  }

  @Test
  void shouldForgetKeysThatWereClosedFirst() {
    DataKey other = DataKey.generate();
    keep(0);
    for (int i = 1; i < EnvelopeOpener.MAX_PREPARED; i++) {
      open(other, seal(other, i, 0));
      opener.keep();
    }
    other.close();
    keep(EnvelopeOpener.MAX_PREPARED);
    assertEquals(2, opener.prepared());
  }

  @Test
  void shouldOpenSendersInTurn() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 5; i++) {
        keep(i);
      }
    }
    assertEquals(5, opener.prepared());
    assertTrue(opener.prepared() <= EnvelopeOpener.MAX_PREPARED);
  }

  private void keep(int sender) {
    open(seal(sender, 0));
    opener.keep();
  }

  private byte[] seal(int sender, int flags) {
    return seal(key, sender, flags);
  }

  private static byte[] seal(DataKey of, int sender, int flags) {
    return EnvelopeTesting.seal(
        of, EVENT, flags, EnvelopeTesting.SENDER_HIGH, sender, 1, new byte[32]);
  }

  private void open(byte[] payload) {
    open(key, payload);
  }

  private void open(DataKey of, byte[] payload) {
    EnvelopeHeader header = new EnvelopeHeader();
    header.read(new UnsafeBuffer(payload), 0, payload.length, AeadCipher.AES256GCM.tagLength());
    opener.open(
        of,
        AeadCipher.AES256GCM,
        header,
        Binding.of(
            Serializer.CBOR,
            AeadCipher.AES256GCM,
            of.id(),
            EVENT.flow(),
            EVENT.realm(),
            EVENT.uri(),
            null),
        new ReplyTo(),
        new UnsafeBuffer(payload),
        0,
        payload.length,
        new UnsafeBuffer(new byte[64]),
        0);
  }
}
