package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.error.AuthenticationFailedException;
import io.pe3.error.ReplayedException;
import io.pe3.error.SignatureRequiredException;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import io.pe3.replay.ReplayState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What routers do with payloads that were sent, and what an endpoint makes of it. */
class ReplayEndpointTest {
  private static final PayloadContext EVENT = PayloadTesting.EVENT;

  @TempDir Path folder;

  private final DataKey key = DataKey.generate();
  private final ReplayState state = new ReplayState();
  private final PayloadSealer publisher = PayloadSealer.builder(key).build();
  private final PayloadOpener opener = opener(state);

  @AfterEach
  void close() {
    publisher.close();
    opener.close();
    key.close();
  }

  @Test
  void shouldOpenAPublicationOnceForEachSubscriptionThatMatches() {
    SealedPayload sealed = publish(1);
    List<PayloadContext> subscriptions =
        List.of(
            EVENT,
            EVENT.withPattern(UriPattern.prefix("com.example.")),
            EVENT.withPattern(UriPattern.wildcard("com..topic")));
    for (PayloadContext subscription : subscriptions) {
      assertEquals(List.of(1L), open(opener, sealed, subscription));
    }
    for (PayloadContext subscription : subscriptions) {
      assertReplayed(opener, sealed, subscription);
    }
  }

  /** With exclude_me false the router sends a publisher its own event. */
  @Test
  void shouldOpenAPublishersOwnEventOnce() {
    SealedPayload sealed = publish(1);
    assertEquals(List.of(1L), open(opener, sealed, EVENT));
    assertReplayed(opener, sealed, EVENT);
    assertEquals(List.of(2L), open(opener, publish(2), EVENT));
  }

  @Test
  void shouldRefuseAReplayAfterAReconnect() {
    SealedPayload sealed = publish(1);
    open(opener, sealed, EVENT);
    try (PayloadOpener ofNextSession = opener(state)) {
      assertReplayed(ofNextSession, sealed, EVENT);
    }
  }

  @Test
  void shouldRefuseAReplayAfterARestartWithSavedState() throws IOException {
    SealedPayload before = publish(1);
    SealedPayload missed = publish(2);
    open(opener, before, EVENT);
    Path file = folder.resolve("replay-state");
    state.save(file);
    try (PayloadOpener restarted = opener(ReplayState.load(file))) {
      assertReplayed(restarted, before, EVENT);
      assertEquals(List.of(2L), open(restarted, missed, EVENT), "what it missed is no replay");
    }
  }

  @Test
  void shouldRefuseEverythingOfBeforeAfterARestartWithoutState() {
    SealedPayload before = publish(1);
    ReplayState fresh = new ReplayState();
    fresh.refuseSendersUntil(key, System.currentTimeMillis() / 1000 + 1);
    try (PayloadOpener restarted = opener(fresh)) {
      assertReplayed(restarted, before, EVENT);
    }
  }

  @Test
  void shouldOpenWhatARouterReorders() {
    List<SealedPayload> sent = new ArrayList<>();
    for (long number = 0; number < 1000; number++) {
      sent.add(publish(number));
    }
    Collections.shuffle(sent, new Random(3));
    for (SealedPayload sealed : sent) {
      open(opener, sealed, EVENT);
    }
    for (SealedPayload sealed : sent) {
      assertReplayed(opener, sealed, EVENT);
    }
  }

  @Test
  void shouldRefuseARetainedEventThatWasSeenUnlessThePolicyOpensIt() {
    SealedPayload sealed = publish(1);
    open(opener, sealed, EVENT);
    assertFalse(opener.isReplay());
    assertReplayed(opener, sealed, EVENT);
    assertEquals(List.of(1L), open(opener, sealed, EVENT.openingReplays()));
    assertTrue(opener.isReplay(), "it is marked");
    assertEquals(List.of(2L), open(opener, publish(2), EVENT.openingReplays()));
    assertFalse(opener.isReplay());
  }

  /** Nothing is remembered of what is not authentic, or lacks what is required. */
  @Test
  void shouldLearnNothingFromPayloadsThatAreRefused() {
    SealedPayload sealed = publish(1);
    byte[] forged = sealed.payload().clone();
    // Far ahead, so that the genuine one would be behind the window.
    forged[EnvelopeDescriptor.COUNTER_OFFSET] = 0x7F;
    assertThrows(
        AuthenticationFailedException.class, () -> opener.open(sealed.attributes(), EVENT, forged));
    byte[] changed = sealed.payload().clone();
    changed[changed.length - 1] ^= 1;
    assertThrows(
        AuthenticationFailedException.class,
        () -> opener.open(sealed.attributes(), EVENT, changed));
    try (PayloadOpener strict =
        PayloadOpener.builder(key).replayState(state).requireSigned(true).build()) {
      assertThrows(
          SignatureRequiredException.class,
          () -> strict.open(sealed.attributes(), EVENT, sealed.payload()));
    }
    assertEquals(0, state.size());
    assertEquals(List.of(1L), open(opener, sealed, EVENT));
  }

  @Test
  void shouldOpenEachMessageInOneOfManyThreads() throws InterruptedException {
    int messages = 2000;
    List<SealedPayload> sent = new ArrayList<>();
    for (long number = 0; number < messages; number++) {
      sent.add(publish(number));
    }
    ConcurrentLinkedQueue<Object> opened = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (PayloadOpener one = opener(state)) {
                      for (SealedPayload sealed : sent) {
                        openOnce(one, sealed, opened);
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(messages, opened.size());
    assertEquals(messages, opened.stream().distinct().count());
  }

  private static void openOnce(
      PayloadOpener by, SealedPayload sealed, ConcurrentLinkedQueue<Object> opened) {
    try {
      opened.addAll(open(by, sealed, EVENT));
    } catch (ReplayedException e) {
      // Another thread had it.
    }
  }

  private PayloadOpener opener(ReplayState of) {
    return PayloadOpener.builder(key).replayState(of).build();
  }

  private SealedPayload publish(long number) {
    return publisher.seal(EVENT, List.of(number), Map.of());
  }

  private static List<Object> open(
      PayloadOpener by, SealedPayload sealed, PayloadContext subscription) {
    return by.open(sealed.attributes(), subscription, sealed.payload()).args();
  }

  private static void assertReplayed(
      PayloadOpener by, SealedPayload sealed, PayloadContext subscription) {
    assertThrows(ReplayedException.class, () -> open(by, sealed, subscription));
  }
}
