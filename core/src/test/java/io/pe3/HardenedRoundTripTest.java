package io.pe3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.codec.PlainValueArbitraries;
import io.pe3.codec.Serializer;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.ReplyTo;
import io.pe3.envelope.engine.EnvelopeTesting;
import io.pe3.error.NonceExhaustedException;
import io.pe3.error.ReplayedException;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sealed in scheme x_pe3 opens to the same, in every form and with every option. */
class HardenedRoundTripTest {
  private final DataKey key = DataKey.generate();

  @AfterEach
  void close() {
    key.close();
  }

  static Stream<Arguments> formats() {
    List<Arguments> all = new ArrayList<>();
    for (AeadCipher cipher : PayloadScheme.X_PE3.ciphers()) {
      for (Serializer serializer : Serializer.values()) {
        if (serializer.isParsed()) {
          all.add(Arguments.of(cipher, serializer));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void shouldOpenPlainObjects(AeadCipher cipher, Serializer serializer) {
    for (boolean pad : new boolean[] {false, true}) {
      for (boolean messageKeys : new boolean[] {false, true}) {
        for (boolean compress : new boolean[] {false, true}) {
          PayloadSealerBuilder builder =
              PayloadSealer.builder(key)
                  .cipher(cipher)
                  .serializer(serializer)
                  .padding(pad)
                  .messageKeys(messageKeys);
          try (PayloadSealer sealer = (compress ? builder.compression(3, 0) : builder).build();
              PayloadOpener opener = PayloadOpener.builder(key).build()) {
            for (int length : new int[] {0, 1, 63, 64, 500, 5000, 70_000}) {
              SealedPayload sealed =
                  sealer.seal(PayloadTesting.EVENT, args(length), Map.of("n", 1L));
              OpenedPayload opened =
                  opener.open(sealed.attributes(), PayloadTesting.EVENT, sealed.payload());
              PlainValueArbitraries.assertSame(args(length), opened.args());
              assertEquals(Map.of("n", 1L), opened.kwargs());
              assertEquals(PayloadTesting.URI, opened.uri());
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLATBUFFERS", "NATIVE"})
  void shouldCarryTheApplicationsOwnOctets(Serializer serializer) {
    for (boolean pad : new boolean[] {false, true}) {
      try (PayloadSealer sealer =
              PayloadSealer.builder(key)
                  .serializer(serializer)
                  .padding(pad)
                  .compression(3, 0)
                  .build();
          PayloadOpener opener = PayloadOpener.builder(key).build()) {
        for (int length : new int[] {0, 1, 100, 3000}) {
          byte[] body = new byte[length];
          Arrays.fill(body, (byte) 0x80);
          UnsafeBuffer payload = new UnsafeBuffer(new byte[8192]);
          int sealed =
              sealer.seal(PayloadTesting.EVENT, new UnsafeBuffer(body), 0, length, payload, 3);
          UnsafeBuffer out = PayloadTesting.output(8192);
          int opened =
              opener.open(sealer.attributes(), PayloadTesting.EVENT, payload, 3, sealed, out, 7);
          assertArrayEquals(body, PayloadTesting.octets(out, 7, opened));
          assertTrue(opener.hasUri());
          assertEquals(0, opener.argsLength());
        }
      }
    }
  }

  @Test
  void shouldSealAndOpenInPlace() {
    byte[] body = PayloadTesting.cbor(body());
    for (boolean pad : new boolean[] {false, true}) {
      try (PayloadSealer sealer = PayloadSealer.builder(key).padding(pad).build();
          PayloadOpener opener = PayloadOpener.builder(key).build()) {
        for (int start : new int[] {0, EnvelopeDescriptor.HEADER_LENGTH}) {
          UnsafeBuffer buffer = PayloadTesting.output(512);
          buffer.putBytes(64 + start, body);
          int sealed =
              sealer.seal(PayloadTesting.EVENT, buffer, 64 + start, body.length, buffer, 64);
          int opened =
              opener.open(
                  sealer.attributes(), PayloadTesting.EVENT, buffer, 64, sealed, buffer, 64);
          assertArrayEquals(body, PayloadTesting.octets(buffer, 64, opened));
        }
      }
    }
  }

  @Test
  void shouldWriteNothingOutsideTheirRanges() {
    byte[] body = PayloadTesting.cbor(body());
    for (boolean pad : new boolean[] {false, true}) {
      try (PayloadSealer sealer = PayloadSealer.builder(key).padding(pad).build();
          PayloadOpener opener = PayloadOpener.builder(key).build()) {
        UnsafeBuffer payload = PayloadTesting.output(512);
        int sealed =
            sealer.seal(PayloadTesting.EVENT, new UnsafeBuffer(body), 0, body.length, payload, 5);
        assertEquals(sealed, sealer.maxSealedLength(body.length));
        UnsafeBuffer out = PayloadTesting.output(512);
        int opened =
            opener.open(sealer.attributes(), PayloadTesting.EVENT, payload, 5, sealed, out, 9);
        int content = sealed - EnvelopeDescriptor.HEADER_LENGTH - 16;
        for (int i = 0; i < 512; i++) {
          if (i < 5 || i >= 5 + sealed) {
            assertEquals(PayloadTesting.PATTERN, payload.getByte(i), "octet " + i);
          }
          if (i < 9 || i >= 9 + content) {
            assertEquals(PayloadTesting.PATTERN, out.getByte(i), "octet " + i);
          } else if (i >= 9 + opened) {
            assertEquals(0, out.getByte(i), "octet " + i);
          }
        }
      }
    }
  }

  @Test
  void shouldLeaveTheUriOutOfTheMap() {
    try (PayloadSealer sealer = PayloadSealer.builder(key).serializer(Serializer.JSON).build();
        PayloadOpener opener = PayloadOpener.builder(key).build()) {
      SealedPayload sealed = sealer.seal(PayloadTesting.EVENT, List.of(), Map.of());
      UnsafeBuffer out = new UnsafeBuffer(new byte[256]);
      byte[] payload = sealed.payload();
      int length =
          opener.open(
              sealed.attributes(),
              PayloadTesting.EVENT,
              new UnsafeBuffer(payload),
              0,
              payload.length,
              out,
              0);
      assertEquals("{\"args\":[],\"kwargs\":{}}", out.getStringWithoutLengthAscii(0, length));
    }
  }

  @Test
  void shouldCountMessagesOfOneSender() {
    Set<String> references = new HashSet<>();
    ReplyTo message = new ReplyTo();
    try (PayloadSealer sealer = PayloadSealer.builder(key).build();
        PayloadOpener opener = PayloadOpener.builder(key).build()) {
      assertThrows(IllegalStateException.class, () -> sealer.lastMessage(message));
      for (int i = 1; i <= 5; i++) {
        SealedPayload sealed = sealer.seal(PayloadTesting.EVENT, List.of(), Map.of());
        sealer.lastMessage(message);
        assertEquals(i, message.counter());
        references.add(message.senderHex());
        String sealedAs = message.toString();
        opener.open(sealed.attributes(), PayloadTesting.EVENT, sealed.payload());
        opener.lastMessage(message);
        assertEquals(sealedAs, message.toString());
      }
    }
    assertEquals(1, references.size());
  }

  @Test
  void shouldSealNothingOnceTheCounterIsUsedUp() {
    UnsafeBuffer body = new UnsafeBuffer(new byte[] {(byte) 0xa0});
    UnsafeBuffer out = new UnsafeBuffer(new byte[256]);
    try (PayloadSealer sealer = PayloadSealer.builder(key).build()) {
      sealer.seal(PayloadTesting.EVENT, body, 0, 1, out, 0);
      EnvelopeTesting.leaveOneCounter(((HardenedSealer) sealer.scheme).envelope);
      sealer.seal(PayloadTesting.EVENT, body, 0, 1, out, 0);
      assertEquals(Long.MAX_VALUE, EnvelopeDescriptor.counter(out, 0));
      for (int i = 0; i < 2; i++) {
        NonceExhaustedException e =
            assertThrows(
                NonceExhaustedException.class,
                () -> sealer.seal(PayloadTesting.EVENT, body, 0, 1, out, 0));
        assertTrue(e.getMessage().contains("keyid=" + key.id()), e.getMessage());
      }
    }
  }

  @Test
  void shouldTieResultsToTheirCall() {
    CallState atCaller = new CallState();
    CallState atCallee = new CallState();
    try (PayloadSealer caller = PayloadSealer.builder(key).build();
        PayloadOpener callerOpens = PayloadOpener.builder(key).build();
        PayloadSealer callee = PayloadSealer.builder(key).build();
        PayloadOpener calleeOpens = PayloadOpener.builder(key).build()) {
      SealedPayload call = caller.seal(PayloadTesting.CALL, List.of(1L), Map.of());
      caller.lastMessage(atCaller.replyTo());
      calleeOpens.open(call.attributes(), PayloadTesting.CALL, call.payload());
      calleeOpens.lastMessage(atCallee.replyTo());

      PayloadContext progress = PayloadTesting.CALL.withFlow(Flow.RESULT_PROGRESS);
      callee.inReplyTo(atCallee.replyTo());
      SealedPayload part = callee.seal(progress, List.of(2L), Map.of());
      callee.inReplyTo(atCallee.replyTo());
      SealedPayload result = callee.seal(PayloadTesting.RESULT, List.of(3L), Map.of());
      assertEquals(
          List.of(2L),
          callerOpens.open(part.attributes(), progress, atCaller, part.payload()).args());
      assertEquals(
          List.of(3L),
          callerOpens
              .open(result.attributes(), PayloadTesting.RESULT, atCaller, result.payload())
              .args());
      assertThrows(
          ReplayedException.class,
          () ->
              callerOpens.open(
                  result.attributes(), PayloadTesting.RESULT, atCaller, result.payload()));
    }
  }

  @Test
  void shouldTieLaterCallsToTheFirst() {
    PayloadContext progress = PayloadTesting.CALL.withFlow(Flow.CALL_PROGRESS);
    CallState atCallee = new CallState();
    ReplyTo first = new ReplyTo();
    try (PayloadSealer caller = PayloadSealer.builder(key).build();
        PayloadOpener callee = PayloadOpener.builder(key).build()) {
      SealedPayload one = caller.seal(progress, List.of(1L), Map.of());
      caller.lastMessage(first);
      SealedPayload two = caller.inReplyTo(first).seal(PayloadTesting.CALL, List.of(2L), Map.of());
      callee.open(one.attributes(), progress, one.payload());
      callee.lastMessage(atCallee.replyTo());
      assertEquals(
          List.of(2L),
          callee.open(two.attributes(), PayloadTesting.CALL, atCallee, two.payload()).args());
    }
  }

  @Test
  void shouldKeepTheCallWhenPlainObjectsNeedMoreRoom() {
    ReplyTo call = new ReplyTo().set(1L << 62, 2, 3);
    CallState state = new CallState();
    state.replyTo().set(call);
    try (PayloadSealer sealer = PayloadSealer.builder(key).build();
        PayloadOpener opener = PayloadOpener.builder(key).insecurelyAcceptReplays().build()) {
      SealedPayload sealed =
          sealer.inReplyTo(call).seal(PayloadTesting.RESULT, args(100_000), Map.of());
      assertEquals(
          args(100_000).size(),
          opener
              .open(sealed.attributes(), PayloadTesting.RESULT, state, sealed.payload())
              .args()
              .size());
      // It was for one payload only.
      SealedPayload next = sealer.seal(PayloadTesting.EVENT, List.of(), Map.of());
      opener.open(next.attributes(), PayloadTesting.EVENT, next.payload());
    }
  }

  @Test
  void shouldNeedRoomForWhatABodyDecompressesToBeforeItCountsAsOpened() {
    try (PayloadSealer sealer = PayloadSealer.builder(key).compression(3, 0).build();
        PayloadOpener opener = PayloadOpener.builder(key).build()) {
      SealedPayload sealed = sealer.seal(PayloadTesting.EVENT, args(20_000), Map.of());
      byte[] payload = sealed.payload();
      assertTrue(payload.length < 1000);
      UnsafeBuffer small = new UnsafeBuffer(new byte[1000]);
      assertThrows(
          io.pe3.error.BufferTooSmallException.class,
          () ->
              opener.open(
                  sealed.attributes(),
                  PayloadTesting.EVENT,
                  new UnsafeBuffer(payload),
                  0,
                  payload.length,
                  small,
                  0));
      assertEquals(
          args(20_000).size(),
          opener.open(sealed.attributes(), PayloadTesting.EVENT, payload).args().size());
    }
  }

  @Test
  void shouldNameNoMessageAfterAFailure() {
    ReplyTo message = new ReplyTo();
    try (PayloadSealer sealer = PayloadSealer.builder(key).build();
        PayloadOpener opener = PayloadOpener.builder(key).build()) {
      SealedPayload sealed = sealer.seal(PayloadTesting.EVENT, List.of(), Map.of());
      opener.open(sealed.attributes(), PayloadTesting.EVENT, sealed.payload());
      opener.lastMessage(message);
      assertFalse(message.isEmpty());
      assertThrows(
          ReplayedException.class,
          () -> opener.open(sealed.attributes(), PayloadTesting.EVENT, sealed.payload()));
      opener.lastMessage(message);
      assertTrue(message.isEmpty());
      assertFalse(opener.hasUri());
    }
  }

  private static Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("args", List.of("x", 1L));
    body.put("kwargs", Map.of());
    return body;
  }

  private static List<Object> args(int length) {
    return Arrays.asList("a".repeat(length), 7L, 1.5, true, null, "ü水");
  }
}
