package io.pe3.envelope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.RestartDetector;
import io.pe3.codec.Serializer;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.NonceExhaustedException;
import io.pe3.error.UnknownKeyException;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a sender ends and another begins, and that no counter is used twice under one. */
class SealingSenderTest {
  private static final AeadCipher CIPHER = AeadCipher.AES256GCM;

  private final DataKey key = DataKey.generate();
  private final EnvelopeSealer sealer = newSealer();
  private final SealingSender sender = sealer.sender();
  private final ReplyTo message = new ReplyTo();
  private final UnsafeBuffer out = new UnsafeBuffer(new byte[1024]);

  @AfterEach
  void close() {
    sealer.close();
    key.close();
  }

  @Test
  void shouldCountFromOne() {
    for (int i = 1; i <= 10_000; i++) {
      seal();
      assertEquals(i, message.counter());
    }
  }

  @Test
  void shouldCarryItsCreationTime() {
    long before = System.currentTimeMillis() / 1000;
    seal();
    long created = EnvelopeDescriptor.createdSeconds(message.senderHigh());
    assertTrue(created >= before && created <= System.currentTimeMillis() / 1000);
  }

  @Test
  void shouldEndAfterAnHour() {
    String first = seal();
    sender.renewAt = RestartDetector.coarseSeconds();
    assertNotEquals(first, seal());
    assertEquals(1, message.counter());
    assertTrue(sender.renewAt >= RestartDetector.coarseSeconds() + 3590);
  }

  @Test
  void shouldEndAfterItsMessages() {
    assertEquals(1L << 32, SealingSender.MAX_MESSAGES);
    String first = seal();
    sender.messagesLeft = 1;
    assertEquals(first, seal());
    assertNotEquals(first, seal());
    assertEquals(1, message.counter());
  }

  @Test
  void shouldEndAfterItsBlocks() {
    assertEquals(1L << 40, SealingSender.MAX_BLOCKS);
    String first = seal();
    sender.blocksLeft = 100;
    assertEquals(first, seal());
    assertTrue(sender.blocksLeft < 100);
    sender.blocksLeft = 3;
    assertNotEquals(first, seal());
  }

  @Test
  void shouldEndWhenTheProcessWasRestored() {
    String first = seal();
    RestartDetector.restored();
    assertNotEquals(first, seal());
    assertEquals(1, message.counter());
  }

  @Test
  void shouldDifferBetweenSealersOfOneKeyAndBetweenKeysAndCiphers() {
    Set<String> senders = new HashSet<>();
    try (DataKey other = DataKey.generate()) {
      for (int i = 0; i < 50; i++) {
        for (DataKey of : new DataKey[] {key, other}) {
          for (AeadCipher cipher : new AeadCipher[] {CIPHER, AeadCipher.XCHACHA20POLY1305}) {
            try (EnvelopeSealer each = newSealer(of, cipher)) {
              seal(each);
              senders.add(message.senderHex());
            }
          }
        }
      }
    }
    assertEquals(200, senders.size());
  }

  @Test
  void shouldRefuseWhenTheCounterIsUsedUp() {
    seal();
    sender.counter = Long.MAX_VALUE - 1;
    seal();
    assertEquals(Long.MAX_VALUE, message.counter());
    NonceExhaustedException e = assertThrows(NonceExhaustedException.class, this::seal);
    assertTrue(e.getMessage().contains(key.id()));
    assertThrows(NonceExhaustedException.class, this::seal);
  }

  @Test
  void shouldUseUpTheCounterOfAMessageThatFails() {
    seal();
    try (EnvelopeSealer failing = newSealer()) {
      seal(failing);
      String of = message.senderHex();
      key.close();
      assertThrows(UnknownKeyException.class, () -> seal(failing));
      assertFalse(of.isEmpty());
    }
  }

  @Test
  void shouldRefuseOnceTheDataKeyIsClosed() {
    seal();
    key.close();
    assertThrows(UnknownKeyException.class, this::seal);
    RestartDetector.restored();
    assertThrows(UnknownKeyException.class, this::seal);
  }

  @Test
  void shouldRefuseOnceClosed() {
    seal();
    sealer.close();
    assertThrows(IllegalStateException.class, this::seal);
    sealer.close();
  }

  @Test
  void shouldGiveNoCounterToTwoThreads() throws Exception {
    Set<Long> counters = ConcurrentHashMap.newKeySet();
    AtomicInteger sealed = new AtomicInteger();
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          new Thread(
              () -> {
                UnsafeBuffer mine = new UnsafeBuffer(new byte[256]);
                UnsafeBuffer body = new UnsafeBuffer(new byte[16]);
                for (int i = 0; i < 20_000; i++) {
                  try {
                    sealer.seal(false, null, binding(), new ReplyTo(), body, 0, 16, mine, 0);
                  } catch (IllegalStateException e) {
                    continue; // Another thread's call was under way.
                  }
                  counters.add(EnvelopeDescriptor.counter(mine, 0));
                  sealed.incrementAndGet();
                }
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(sealed.get(), counters.size());
    assertTrue(sealed.get() > 0);
  }

  private String seal() {
    return seal(sealer);
  }

  private String seal(EnvelopeSealer by) {
    by.seal(false, null, binding(), new ReplyTo(), new UnsafeBuffer(new byte[16]), 0, 16, out, 0);
    by.lastMessage(message);
    assertEquals(message.counter(), EnvelopeDescriptor.counter(out, 0));
    assertEquals(message.senderHigh(), EnvelopeDescriptor.senderHigh(out, 0));
    return message.senderHex();
  }

  private EnvelopeSealer newSealer() {
    return newSealer(key, CIPHER);
  }

  private static EnvelopeSealer newSealer(DataKey of, AeadCipher cipher) {
    return new EnvelopeSealer(of, cipher, EnvelopeTesting.choice(cipher), false, false, null, null);
  }

  private static Binding binding() {
    return Binding.of(Serializer.CBOR, CIPHER, "a", Flow.EVENT, "realm1", "com.example", null);
  }
}
