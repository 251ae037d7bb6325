package io.pe3.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.ErrorCode;
import io.pe3.error.NonceExhaustedException;
import io.pe3.key.DataKey;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much is sealed under one key with random nonces of 12 octets. */
class MessageCountTest {
  private static final int BLOCK = MessageCount.RESERVATION;

  private final UnsafeBuffer in = new UnsafeBuffer(new byte[64]);
  private final UnsafeBuffer out = new UnsafeBuffer(new byte[128]);

  @Test
  void shouldReserveMessagesInBlocks() {
    try (DataKey key = DataKey.generate();
        Aead aead = Aead.builder(key).build()) {
      MessageCount count = MessageCount.of(key.certifiedId());
      assertEquals(0, count.messages());
      seal(aead, 1);
      assertEquals(BLOCK, count.messages());
      seal(aead, BLOCK - 1);
      assertEquals(BLOCK, count.messages());
      seal(aead, 1);
      assertEquals(2 * BLOCK, count.messages());
    }
  }

  @Test
  void shouldCountAllSealersOfAKeyTogether() {
    try (DataKey key = DataKey.generate();
        Aead one = Aead.builder(key).build();
        Aead other = Aead.builder(key).build()) {
      seal(one, 1);
      seal(other, 1);
      assertEquals(2 * BLOCK, MessageCount.of(key.certifiedId()).messages());
    }
  }

  @Test
  void shouldCountAKeyUnderAnotherIdAsTheSameKey() {
    byte[] octets = new byte[DataKey.OCTETS];
    new Random().nextBytes(octets);
    try (DataKey key = DataKey.of(octets);
        DataKey renamed = DataKey.of("com.example.key", octets);
        Aead one = Aead.builder(key).build();
        Aead other = Aead.builder(renamed).build()) {
      seal(one, 1);
      seal(other, 1);
      assertEquals(2 * BLOCK, MessageCount.of(key.certifiedId()).messages());
      assertEquals(one.remainingMessages(), other.remainingMessages());
    }
  }

  @Test
  void shouldKeepCountedWhatASealerAbandons() {
    try (DataKey key = DataKey.generate()) {
      try (Aead aead = Aead.builder(key).build()) {
        seal(aead, 1);
      }
      try (Aead aead = Aead.builder(key).build()) {
        assertEquals(MessageCount.MAX_MESSAGES - BLOCK, aead.remainingMessages());
      }
    }
  }

  @Test
  void shouldNotCountWhoOnlyOpens() {
    try (DataKey key = DataKey.generate();
        Aead sealer = Aead.builder(key).build();
        Aead opener = Aead.builder(key).build()) {
      seal(sealer, 1);
      opener.open(out, 0, 64 + sealer.cipher().overhead(), in, 0);
      assertEquals(BLOCK, MessageCount.of(key.certifiedId()).messages());
    }
  }

  @Test
  void shouldTellHowManyMessagesAreLeft() {
    try (DataKey key = DataKey.generate();
        Aead aead = Aead.builder(key).build()) {
      assertEquals(1L << 32, aead.remainingMessages());
      seal(aead, 1);
      assertEquals((1L << 32) - 1, aead.remainingMessages());
      seal(aead, 9);
      assertEquals((1L << 32) - 10, aead.remainingMessages());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "AES256GCM", mode = EnumSource.Mode.EXCLUDE)
  void shouldNotLimitCiphersWithLongNonces(AeadCipher cipher) {
    try (DataKey key = DataKey.generate();
        Aead aead = Aead.builder(key).cipher(cipher).build()) {
      seal(aead, BLOCK + 1);
      assertEquals(Long.MAX_VALUE, aead.remainingMessages());
    }
  }

  @Test
  void shouldDivideTheLimitOfAnImportedKeyByItsEndpoints() {
    byte[] octets = new byte[DataKey.OCTETS];
    new Random().nextBytes(octets);
    try (DataKey key = DataKey.of(octets);
        Aead byDefault = Aead.builder(key).build();
        Aead four = Aead.builder(key).endpoints(4).build()) {
      assertEquals((1L << 32) / 32, byDefault.remainingMessages());
      assertEquals(1L << 30, four.remainingMessages());
      reserve(key, 1L << 27);
      assertThrows(NonceExhaustedException.class, () -> seal(byDefault, 1));
      assertDoesNotThrow(() -> seal(four, 1));
    }
  }

  @Test
  void shouldLowerTheLimitWhenTheKeyIsTakenOut() {
    try (DataKey key = DataKey.generate();
        Aead aead = Aead.builder(key).build()) {
      seal(aead, 1);
      reserve(key, 1L << 27);
      seal(aead, BLOCK);
      key.octets();
      assertThrows(NonceExhaustedException.class, () -> seal(aead, BLOCK));
      assertEquals(0, aead.remainingMessages());
    }
  }

  @Test
  void shouldRefuseAfterTheLastMessageAndSayWhatToDo() {
    try (DataKey key = DataKey.generate();
        Aead aead = Aead.builder(key).build()) {
      reserve(key, MessageCount.MAX_MESSAGES - BLOCK);
      seal(aead, BLOCK);
      assertEquals(0, aead.remainingMessages());
      out.setMemory(0, out.capacity(), AeadTesting.PATTERN);
      byte[] before = AeadTesting.octets(out);
      NonceExhaustedException error =
          assertThrows(NonceExhaustedException.class, () -> seal(aead, 1));
      assertEquals(ErrorCode.NONCE_EXHAUSTED, error.code());
      assertEquals(key.id(), error.facts().get("keyid"));
      assertEquals(1L << 32, error.facts().get("count"));
      for (String cipher : new String[] {"xchacha20poly1305", "xsalsa20poly1305", "aegis256"}) {
        assertTrue(error.getMessage().contains(cipher));
      }
      assertTrue(error.getMessage().contains("new key"));
      assertArrayEquals(before, AeadTesting.octets(out));
      assertThrows(NonceExhaustedException.class, () -> seal(aead, 1));
    }
  }

  @Test
  void shouldRefuseAfterTheLastBlock() {
    try (DataKey key = DataKey.generate();
        Aead aead = Aead.builder(key).build()) {
      // Sealing 64 octets takes four blocks and two more.
      long left = 3 * 6 + 5;
      MessageCount count = MessageCount.of(key.certifiedId());
      assertEquals(
          MessageCount.MAX_BLOCKS - left, count.reserveBlocks(MessageCount.MAX_BLOCKS - left));
      seal(aead, 3);
      NonceExhaustedException error =
          assertThrows(NonceExhaustedException.class, () -> seal(aead, 1));
      assertEquals("blocks", error.facts().get("counted"));
      assertEquals(1L << 40, error.facts().get("limit"));
    }
  }

  private void seal(Aead aead, int messages) {
    for (int i = 0; i < messages; i++) {
      aead.seal(in, 0, 64, out, 0);
    }
  }

  /** As other sealers of the process would. */
  private static void reserve(DataKey key, long messages) {
    MessageCount count = MessageCount.of(key.certifiedId());
    for (long reserved = 0; reserved < messages; reserved += BLOCK) {
      assertEquals(BLOCK, count.reserveMessages(Long.MAX_VALUE));
    }
  }
}
