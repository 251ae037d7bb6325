package io.pe3.envelope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.RestartDetector;
import io.pe3.error.NonceExhaustedException;
import io.pe3.error.UnknownKeyException;
import io.pe3.internal.EngineAccess;
import io.pe3.key.DataKey;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No pair of sender and counter, and so no nonce under a key, is ever used twice. */
class SealingSenderTest {
  private final DataKey key = DataKey.generate();
  private final SealingSender sender = sender(false);

  @AfterEach
  void close() {
    sender.close();
    key.close();
  }

  @Test
  void shouldCountFromOneUnderASenderOfThisSecond() {
    long before = System.currentTimeMillis() / 1000;
    for (long counter = 1; counter <= 100; counter++) {
      sender.next(10);
      assertEquals(counter, sender.counter());
    }
    long created = sender.high() >>> 32;
    assertTrue(created >= before && created <= System.currentTimeMillis() / 1000);
  }

  @Test
  void shouldNeverDrawASenderTwice() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      try (SealingSender one = sender(false)) {
        one.next(10);
        assertTrue(names.add(name(one)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldGoOnUnderANewSenderAfterEachReason(boolean messageKeys) {
    try (SealingSender one = sender(messageKeys)) {
      one.next(10);
      expectNewSender(one, () -> one.renewAt = RestartDetector.coarseSeconds());
      expectNewSender(one, () -> one.messagesLeft = 0);
      expectNewSender(one, () -> one.blocksLeft = 8);
      // What CRaC's afterRestore calls, and what the detector does after a fork, a suspension or a
      // clock that jumped.
      expectNewSender(one, RestartDetector::restored);
    }
  }

  @Test
  void shouldRenewInTimeAndNotBefore() {
    sender.next(10);
    assertEquals(SealingSender.MAX_MESSAGES - 1, sender.messagesLeft);
    assertTrue(sender.renewAt > RestartDetector.coarseSeconds() + 3500);
    assertTrue(sender.renewAt <= RestartDetector.coarseSeconds() + 3600);
    String name = name(sender);
    sender.messagesLeft = 1;
    sender.next(10);
    assertEquals(name, name(sender));
    sender.next(10);
    assertNotEquals(name, name(sender));
  }

  @Test
  void shouldCountBlocksOfEveryMessage() {
    sender.next(0);
    long before = sender.blocksLeft;
    sender.next(1 << 20);
    assertTrue(before - sender.blocksLeft >= (1 << 20) / 16, "blocks of a mebibyte");
    before = sender.blocksLeft;
    sender.next(17);
    assertTrue(before - sender.blocksLeft >= 2);
  }

  /** A copy of the process that was restored goes on elsewhere: neither may go on as before. */
  @Test
  void shouldNotContinueASenderAfterARestoreWhateverItHadBuffered() {
    Set<String> used = new HashSet<>();
    for (int restore = 0; restore < 20; restore++) {
      RestartDetector.restored();
      sender.next(10);
      assertEquals(1, sender.counter());
      assertTrue(used.add(name(sender)));
    }
  }

  @Test
  void shouldRefuseWhenTheCounterIsAtItsEnd() {
    sender.next(10);
    sender.counter = Long.MAX_VALUE - 1;
    sender.next(10);
    assertEquals(Long.MAX_VALUE, sender.counter());
    NonceExhaustedException refused =
        assertThrows(NonceExhaustedException.class, () -> sender.next(10));
    assertEquals(key.id(), refused.facts().get("keyid"));
  }

  @Test
  void shouldUseUpTheCounterOfAMessageThatFailed() {
    sender.next(10);
    long counter = sender.counter();
    sender.next(10);
    assertEquals(counter + 1, sender.counter(), "whatever became of the first");
  }

  @Test
  void shouldNotRenewUnderAKeyThatWasClosed() {
    sender.next(10);
    String name = name(sender);
    key.close();
    sender.messagesLeft = 0;
    assertThrows(UnknownKeyException.class, () -> sender.next(10));
    assertThrows(UnknownKeyException.class, () -> sender.next(10), "and not by asking again");
    assertEquals(name, name(sender));
  }

  private static void expectNewSender(SealingSender one, Runnable reason) {
    String name = name(one);
    one.next(10);
    one.next(10);
    assertEquals(name, name(one), "no reason");
    reason.run();
    one.next(10);
    assertNotEquals(name, name(one));
    assertEquals(1, one.counter());
    assertFalse(one.messagesLeft == 0);
  }

  private static String name(SealingSender sender) {
    return String.format("%016x%016x", sender.high(), sender.low());
  }

  private SealingSender sender(boolean messageKeys) {
    return new SealingSender(
        key,
        AeadCipher.AES256GCM,
        EngineAccess.engine(AeadEngines.standard(), "auto", AeadCipher.AES256GCM),
        messageKeys);
  }
}
