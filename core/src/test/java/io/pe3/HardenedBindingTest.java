package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.AuthenticationFailedException;
import io.pe3.error.InvalidKeyException;
import io.pe3.error.KeyScopeException;
import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import io.pe3.error.UnsupportedCipherException;
import io.pe3.error.UnsupportedSchemeException;
import io.pe3.error.UriMismatchException;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.key.KeyRing;
import io.pe3.key.KeyScope;
import io.pe3.key.UriPattern;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A router that changes anything around a payload of scheme x_pe3 makes it fail to open. */
class HardenedBindingTest {
  private static final ReplyTo NO_CALL = new ReplyTo();

  private final DataKey key = DataKey.generate();
  private final PayloadSealer sealer = PayloadSealer.builder(key).build();
  private final PayloadOpener opener = PayloadOpener.builder(key).build();

  @AfterEach
  void close() {
    sealer.close();
    opener.close();
    key.close();
  }

  @Test
  void shouldRefusePayloadMovedToAnotherTopic() {
    assertNotAuthentic(PayloadContext.of("realm1", Flow.EVENT, "com.example.other"));
    assertNotAuthentic(PayloadContext.of("realm1", Flow.EVENT, "com.example.topic."));
    assertNotAuthentic(PayloadContext.of("realm1", Flow.EVENT, "com.example.Topic"));
  }

  @Test
  void shouldRefusePayloadMovedToAnotherRealm() {
    assertNotAuthentic(PayloadContext.of("realm2", Flow.EVENT, PayloadTesting.URI));
    assertNotAuthentic(PayloadContext.of("", Flow.EVENT, PayloadTesting.URI));
  }

  @Test
  void shouldRefusePartsThatAreMovedAcrossTheirBorder() {
    SealedPayload sealed =
        sealer.seal(PayloadContext.of("ab", Flow.EVENT, "c"), List.of(), Map.of());
    PayloadContext moved = PayloadContext.of("a", Flow.EVENT, "bc");
    assertThrows(
        AuthenticationFailedException.class,
        () -> opener.open(sealed.attributes(), moved, sealed.payload()));
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseEachFlowInThePlaceOfAnother(Flow sealedFor) {
    for (Flow arrivedAs : Flow.values()) {
      SealedPayload sealed = sealer.seal(context(sealedFor), List.of(), Map.of());
      CallState call = arrivedAs == Flow.EVENT ? null : new CallState();
      if (arrivedAs == sealedFor) {
        opener.open(sealed.attributes(), context(arrivedAs), call, sealed.payload());
      } else {
        assertThrows(
            AuthenticationFailedException.class,
            () -> opener.open(sealed.attributes(), context(arrivedAs), call, sealed.payload()));
      }
    }
  }

  @Test
  void shouldRefuseAnotherErrorUri() {
    PayloadContext error = context(Flow.ERROR);
    SealedPayload sealed = sealer.seal(error, List.of(), Map.of());
    assertThrows(
        AuthenticationFailedException.class,
        () ->
            opener.open(
                sealed.attributes(),
                error.withErrorUri("com.example.mild"),
                new CallState(),
                sealed.payload()));
  }

  @Test
  void shouldRefuseTheResultOfAnotherCall() {
    CallState mine = new CallState();
    mine.replyTo().set(1L << 60, 2, 3);
    for (ReplyTo other :
        List.of(
            new ReplyTo().set(1L << 60, 2, 4),
            new ReplyTo().set(1L << 60, 3, 3),
            new ReplyTo().set(1L << 59, 2, 3),
            NO_CALL)) {
      SealedPayload sealed =
          sealer.inReplyTo(other).seal(PayloadTesting.RESULT, List.of(), Map.of());
      assertThrows(
          AuthenticationFailedException.class,
          () -> opener.open(sealed.attributes(), PayloadTesting.RESULT, mine, sealed.payload()));
    }
    SealedPayload tied =
        sealer.inReplyTo(mine.replyTo()).seal(PayloadTesting.RESULT, List.of(), Map.of());
    assertThrows(
        AuthenticationFailedException.class,
        () ->
            opener.open(tied.attributes(), PayloadTesting.RESULT, new CallState(), tied.payload()));
  }

  @Test
  void shouldRefuseACallersOwnCallAsItsResult() {
    SealedPayload call = sealer.seal(PayloadTesting.CALL, List.of(), Map.of());
    CallState state = new CallState();
    sealer.lastMessage(state.replyTo());
    assertThrows(
        AuthenticationFailedException.class,
        () -> opener.open(call.attributes(), PayloadTesting.RESULT, state, call.payload()));
  }

  @Test
  void shouldRefuseEditedAttributes() {
    byte[] octets = key.octets();
    try (DataKey alias = DataKey.of("alias", octets);
        KeyRing ring = new KeyRing().add(alias);
        PayloadOpener byAlias = PayloadOpener.builder(ring).build()) {
      SealedPayload sealed = sealer.seal(PayloadTesting.EVENT, List.of(), Map.of());
      String id = key.id();
      refuse(opener, sealed, "x_pe3", "msgpack", "aes256gcm", id);
      refuse(opener, sealed, "x_pe3", "json", "aes256gcm", id);
      refuse(opener, sealed, "x_pe3", "native", "aes256gcm", id);
      refuse(opener, sealed, "x_pe3", "cbor", "xchacha20poly1305", id);
      refuse(byAlias, sealed, "x_pe3", "cbor", "aes256gcm", "alias");
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  @Test
  void shouldIgnoreACompressorThatARouterAddsOrDrops() {
    SealedPayload sealed = sealer.seal(PayloadTesting.EVENT, List.of(5L), Map.of());
    PayloadAttributes edited =
        new PayloadAttributes("x_pe3", "cbor", "aes256gcm", key.id(), "lzma");
    assertEquals(List.of(5L), opener.open(edited, PayloadTesting.EVENT, sealed.payload()).args());
  }

  @Test
  void shouldRefuseEveryFlippedBit() {
    byte[] payload = sealer.seal(PayloadTesting.EVENT, List.of(1L), Map.of()).payload();
    UnsafeBuffer out = PayloadTesting.output(256);
    for (int bit = 0; bit < payload.length * 8; bit++) {
      byte[] flipped = payload.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(
          Pe3Exception.class,
          () ->
              opener.open(
                  sealer.attributes(),
                  PayloadTesting.EVENT,
                  new UnsafeBuffer(flipped),
                  0,
                  flipped.length,
                  out,
                  0));
      assertTrue(PayloadTesting.isClean(out), "bit " + bit);
    }
    // None of the attempts was remembered.
    opener.open(sealer.attributes(), PayloadTesting.EVENT, payload);
  }

  @Test
  void shouldAcceptNoSchemeOrCipherThatItWasNotToldTo() {
    SealedPayload sealed = sealer.seal(PayloadTesting.EVENT, List.of(), Map.of());
    PayloadAttributes wamp = new PayloadAttributes("wamp", "cbor", "aes256gcm", key.id(), null);
    assertThrows(
        UnsupportedSchemeException.class,
        () -> opener.open(wamp, PayloadTesting.EVENT, sealed.payload()));
    assertThrows(
        UnsupportedCipherException.class,
        () -> PayloadSealer.builder(key).cipher(AeadCipher.XSALSA20POLY1305).build());
    PayloadAttributes secretbox =
        new PayloadAttributes("x_pe3", "cbor", "xsalsa20poly1305", key.id(), null);
    assertThrows(
        UnsupportedCipherException.class,
        () -> opener.open(secretbox, PayloadTesting.EVENT, sealed.payload()));
    PayloadAttributes nameless = new PayloadAttributes("x_pe3", "cbor", "aes256gcm", null, null);
    assertThrows(
        MalformedException.class,
        () -> opener.open(nameless, PayloadTesting.EVENT, sealed.payload()));
  }

  @Test
  void shouldAskForWhatItBinds() {
    for (PayloadContext context :
        List.of(
            PayloadContext.of("a"),
            PayloadContext.of("a").withRealm("r"),
            PayloadContext.of("a").withFlow(Flow.EVENT),
            PayloadContext.of("r", Flow.ERROR, "a"),
            PayloadContext.of("r", Flow.EVENT, "a").withErrorUri("e"))) {
      assertThrows(IllegalArgumentException.class, () -> sealer.seal(context, List.of(), Map.of()));
      assertThrows(
          IllegalArgumentException.class,
          () -> opener.open(sealer.attributes(), context, new byte[100]));
    }
    assertThrows(
        IllegalArgumentException.class,
        () ->
            sealer
                .inReplyTo(new ReplyTo().set(1, 2, 3))
                .seal(PayloadTesting.EVENT, List.of(), Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> opener.open(sealer.attributes(), PayloadTesting.RESULT, new byte[100]));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            opener.open(sealer.attributes(), PayloadTesting.EVENT, new CallState(), new byte[100]));
    assertThrows(
        UriMismatchException.class,
        () -> PayloadTesting.EVENT.withPattern(UriPattern.prefix("com.other")));
    assertThrows(MalformedException.class, () -> PayloadTesting.EVENT.withRealm("\ud800"));
    assertThrows(
        MalformedException.class, () -> PayloadTesting.EVENT.withRealm("r".repeat(65_536)));
  }

  @Test
  void shouldCheckAUriThatStandsInTheMapAllTheSame() {
    try (PayloadSealer json = PayloadSealer.builder(key).serializer(Serializer.JSON).build()) {
      for (String uri : List.of("com.example.other", "com.example.topic")) {
        byte[] body =
            ("{\"args\":[],\"uri\":\"" + uri + "\"}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        UnsafeBuffer out = new UnsafeBuffer(new byte[256]);
        if (uri.equals(PayloadTesting.URI)) {
          json.seal(PayloadTesting.EVENT, new UnsafeBuffer(body), 0, body.length, out, 0);
        } else {
          assertThrows(
              UriMismatchException.class,
              () ->
                  json.seal(PayloadTesting.EVENT, new UnsafeBuffer(body), 0, body.length, out, 0));
        }
      }
    }
  }

  @Test
  void shouldKeepHoldersOfOneTopicsKeyFromAnother() {
    KeyScope scope =
        KeyScope.ANY
            .withRealm("realm1")
            .withUris(UriPattern.exact(PayloadTesting.URI))
            .withFlows(Flow.EVENT)
            .withSchemes("x_pe3")
            .withCiphers("aes256gcm");
    byte[] octets = key.octets();
    try (DataKey scoped = DataKey.of(octets, scope);
        PayloadSealer sealing = PayloadSealer.builder(scoped).build();
        PayloadOpener opening = PayloadOpener.builder(scoped).build()) {
      for (PayloadContext context :
          List.of(
              PayloadContext.of("realm1", Flow.EVENT, "com.example.other"),
              PayloadContext.of("realm2", Flow.EVENT, PayloadTesting.URI),
              PayloadTesting.CALL)) {
        SealedPayload sealed = sealer.seal(context, List.of(), Map.of());
        assertThrows(KeyScopeException.class, () -> sealing.seal(context, List.of(), Map.of()));
        assertThrows(
            KeyScopeException.class,
            () -> opening.open(sealed.attributes(), context, sealed.payload()));
      }
      SealedPayload inside = sealing.seal(PayloadTesting.EVENT, List.of(), Map.of());
      opening.open(inside.attributes(), PayloadTesting.EVENT, inside.payload());
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  @Test
  void shouldRefuseTheSecondOfTwoKeysWithOneId() {
    byte[] octets = key.octets();
    byte[] twin = octets.clone();
    twin[0] |= 1; // Clamping ignores the bit, so the id is the same.
    try (DataKey second = DataKey.of(twin);
        PayloadSealer sealing = PayloadSealer.builder(second).build();
        PayloadOpener opening = PayloadOpener.builder(second).build()) {
      assertEquals(key.id(), second.id());
      assertThrows(
          InvalidKeyException.class, () -> sealing.seal(PayloadTesting.EVENT, List.of(), Map.of()));
      SealedPayload sealed = sealer.seal(PayloadTesting.EVENT, List.of(), Map.of());
      assertThrows(
          InvalidKeyException.class,
          () -> opening.open(sealed.attributes(), PayloadTesting.EVENT, sealed.payload()));
      try (KeyRing ring = new KeyRing().add(DataKey.of(octets))) {
        assertThrows(InvalidKeyException.class, () -> ring.add(second));
      }
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private void assertNotAuthentic(PayloadContext moved) {
    SealedPayload sealed = sealer.seal(PayloadTesting.EVENT, List.of(1L), Map.of());
    assertThrows(
        AuthenticationFailedException.class,
        () -> opener.open(sealed.attributes(), moved, sealed.payload()));
  }

  private static void refuse(
      PayloadOpener by,
      SealedPayload sealed,
      String scheme,
      String serializer,
      String cipher,
      String id) {
    PayloadAttributes edited = new PayloadAttributes(scheme, serializer, cipher, id, null);
    assertThrows(
        AuthenticationFailedException.class,
        () -> by.open(edited, PayloadTesting.EVENT, sealed.payload()));
  }

  private static PayloadContext context(Flow flow) {
    PayloadContext context = PayloadContext.of("realm1", flow, PayloadTesting.URI);
    return flow == Flow.ERROR ? context.withErrorUri("com.example.grave") : context;
  }
}
