package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.error.ExpiredKeyException;
import io.pe3.error.KeyScopeException;
import io.pe3.error.UnknownKeyException;
import io.pe3.key.Flow;
import io.pe3.key.KeyRing;
import io.pe3.key.KeyRotation;
import io.pe3.key.KeyScope;
import io.pe3.key.RotationPolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RotatingSealerTest {
  private static final PayloadContext OTHER =
      PayloadContext.of(PayloadTesting.REALM, Flow.EVENT, "com.example.other");

  private final KeyRing ring = new KeyRing();

  @AfterEach
  void close() {
    ring.close();
  }

  @Test
  void shouldOpenWhatWasSealedUnderEveryKeyOfItsGrace() {
    try (RotatingSealer sealers = sealers(RotationPolicy.NEVER.every(2), Duration.ofMinutes(5));
        PayloadOpener opener = PayloadOpener.builder(ring).build()) {
      Set<String> ids = new HashSet<>();
      for (int i = 0; i < 10; i++) {
        SealedPayload sealed = seal(sealers, PayloadTesting.EVENT, i);
        ids.add(sealed.attributes().keyId());
        OpenedPayload opened =
            opener.open(sealed.attributes(), PayloadTesting.EVENT, sealed.payload());
        assertEquals(List.of((long) i), opened.args());
      }
      assertEquals(5, ids.size());
      assertEquals(5, ring.size());
    }
  }

  @Test
  void shouldRefuseAfterTheGraceWhatWasSealedBefore() {
    try (RotatingSealer sealers = sealers(RotationPolicy.NEVER.every(1), Duration.ZERO);
        PayloadOpener opener = PayloadOpener.builder(ring).build()) {
      SealedPayload old = seal(sealers, PayloadTesting.EVENT, 1);
      seal(sealers, PayloadTesting.EVENT, 2);
      assertThrows(
          ExpiredKeyException.class,
          () -> opener.open(old.attributes(), PayloadTesting.EVENT, old.payload()));
      ring.sweep(Long.MAX_VALUE - 1);
      assertThrows(
          UnknownKeyException.class,
          () -> opener.open(old.attributes(), PayloadTesting.EVENT, old.payload()));
    }
  }

  @Test
  void shouldSealEachUriUnderItsOwnKey() {
    try (RotatingSealer sealers = sealers(RotationPolicy.NEVER.everyUri(), Duration.ZERO)) {
      PayloadSealer one = sealers.next(PayloadTesting.EVENT);
      PayloadSealer other = sealers.next(OTHER);
      assertNotSame(one, other);
      assertSame(one, sealers.next(PayloadTesting.EVENT));
      assertThrows(KeyScopeException.class, () -> one.seal(OTHER, List.of(), Map.of()));
    }
  }

  @Test
  void shouldSealEachMessageUnderAKeyOfItsOwn() {
    try (RotatingSealer sealers = sealers(RotationPolicy.NEVER.everyMessage(), Duration.ZERO);
        PayloadOpener opener = PayloadOpener.builder(ring).build()) {
      SealedPayload sealed = seal(sealers, PayloadTesting.EVENT, 1);
      int flags = EnvelopeDescriptor.flags(new UnsafeBuffer(sealed.payload()), 0);
      assertTrue((flags & EnvelopeDescriptor.MESSAGE_KEY) != 0);
      assertEquals(
          List.of(1L),
          opener.open(sealed.attributes(), PayloadTesting.EVENT, sealed.payload()).args());
      assertEquals(1, ring.size(), "what is distributed is one data key");
    }
  }

  @Test
  void shouldKeepASealerAsLongAsItsKeySeals() {
    try (RotatingSealer sealers = sealers(RotationPolicy.NEVER.every(2), Duration.ofMinutes(5))) {
      PayloadSealer first = sealers.next(PayloadTesting.EVENT);
      assertSame(first, sealers.next(PayloadTesting.EVENT));
      assertNotSame(first, sealers.next(PayloadTesting.EVENT));
    }
  }

  @Test
  void shouldGiveNoSealerOnceClosed() {
    RotatingSealer sealers = sealers(RotationPolicy.NEVER, Duration.ZERO);
    PayloadSealer sealer = sealers.next(PayloadTesting.EVENT);
    sealers.close();
    assertThrows(IllegalStateException.class, () -> sealers.next(PayloadTesting.EVENT));
    assertThrows(
        IllegalStateException.class, () -> sealer.seal(PayloadTesting.EVENT, List.of(), Map.of()));
  }

  private SealedPayload seal(RotatingSealer sealers, PayloadContext context, long value) {
    return sealers.next(context).seal(context, List.of(value), Map.of());
  }

  private RotatingSealer sealers(RotationPolicy policy, Duration grace) {
    KeyRotation rotation =
        new KeyRotation(ring, policy, KeyScope.ANY, grace, KeyRotation.Listener.NONE);
    return new RotatingSealer(rotation, builder -> builder);
  }
}
