package io.pe3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.codec.CborReader;
import io.pe3.codec.CborWriter;
import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import io.pe3.key.DataKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes in comes out, by every form of sealing and opening. */
class PayloadRoundTripTest {
  private static final PayloadContext TOPIC = PayloadContext.of("com.example.topic");
  private static final PayloadKey TEMPERATURE = PayloadKey.of("temperature");
  private static final ArgumentsEncoder<Double> TEMPERATURE_ENCODER =
      new ArgumentsEncoder<>() {
        @Override
        public void encodeKwargs(Double value, PayloadWriter out) {
          out.startMap(1).writeKey(TEMPERATURE).writeDouble(value).endMap();
        }
      };

  private final DataKey key = DataKey.generate();

  @AfterEach
  void close() {
    key.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldOpenPlainObjects(AeadCipher cipher) {
    Map<String, Object> kwargs = new LinkedHashMap<>();
    kwargs.put("big", BigInteger.TWO.pow(100));
    kwargs.put("float", 1.0);
    kwargs.put("nothing", null);
    kwargs.put("nested", Map.of("list", List.of(true, -1L, "ü")));
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).cipher(cipher).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      SealedPayload sealed = sealer.seal(TOPIC, List.of(1L, "two"), kwargs);
      OpenedPayload opened = opener.open(sealed.attributes(), TOPIC, sealed.payload());
      assertEquals(List.of(1L, "two"), opened.args());
      assertEquals(kwargs, opened.kwargs());
      assertEquals("com.example.topic", opened.uri());
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldEncryptInPlaceWhatIsWrittenIntoTheOutput(AeadCipher cipher) {
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).cipher(cipher).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      UnsafeBuffer out = Buffers.direct(512);
      PayloadWriter writer = sealer.begin(TOPIC, out, 3);
      writer.startArray(2).writeLong(7).writeText("secret text").endArray();
      sealer.kwargs().startMap(1).writeKey(TEMPERATURE).writeDouble(21.5).endMap();
      int length = sealer.finish();
      String raw = new String(octets(out, 0, 512), StandardCharsets.ISO_8859_1);
      assertFalse(raw.contains("secret text"));

      UnsafeBuffer body = Buffers.direct(512);
      int bodyLength = opener.open(sealer.attributes(), TOPIC, out, 3, length, body, 9);
      assertTrue(opener.hasUri());
      CborReader reader = new CborReader();
      reader.wrap(body, opener.argsOffset(), opener.argsLength());
      assertEquals(2, reader.startArray());
      assertEquals(7, reader.readLong());
      assertEquals("secret text", reader.readText());
      reader.wrap(body, opener.kwargsOffset(), opener.kwargsLength());
      assertEquals(Map.of("temperature", 21.5), PlainValues.read(reader));
      assertEquals(opener.kwargsOffset() + opener.kwargsLength(), 9 + bodyLength);
    }
  }

  @Test
  void shouldWriteTheMapInTheOrderOfTheProfile() {
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      UnsafeBuffer out = Buffers.heap(256);
      sealer.begin(PayloadContext.of("a.b"), out, 0);
      int length = sealer.finish();
      UnsafeBuffer body = Buffers.heap(256);
      int bodyLength =
          opener.open(sealer.attributes(), PayloadContext.of("a.b"), out, 0, length, body, 0);
      byte[] expected = {
        (byte) 0xa3,
        0x63,
        'u',
        'r',
        'i',
        0x63,
        'a',
        '.',
        'b',
        0x64,
        'a',
        'r',
        'g',
        's',
        (byte) 0x80,
        0x66,
        'k',
        'w',
        'a',
        'r',
        'g',
        's',
        (byte) 0xa0
      };
      assertArrayEquals(expected, octets(body, 0, bodyLength));
    }
  }

  @Test
  void shouldSealThroughAnEncoder() {
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      UnsafeBuffer out = Buffers.heap(256);
      int length = sealer.seal(TOPIC, 3.5, TEMPERATURE_ENCODER, out, 0);
      OpenedPayload opened = opener.open(sealer.attributes(), TOPIC, octets(out, 0, length));
      assertEquals(List.of(), opened.args());
      assertEquals(Map.of("temperature", 3.5), opened.kwargs());
    }
  }

  @Test
  void shouldSpliceSerializedArgumentsVerbatim() {
    byte[] args = {(byte) 0x9f, 0x18, 0x01, (byte) 0xff};
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      UnsafeBuffer out = Buffers.heap(256);
      int length =
          sealer.sealArguments(
              TOPIC, new UnsafeBuffer(args), 0, args.length, new UnsafeBuffer(args), 0, 0, out, 0);
      UnsafeBuffer body = Buffers.heap(256);
      opener.open(sealer.attributes(), TOPIC, out, 0, length, body, 0);
      assertArrayEquals(args, octets(body, opener.argsOffset(), opener.argsLength()));
      assertEquals(1, opener.kwargsLength());
    }
  }

  @Test
  void shouldCompressWhatGetsSmallerAndNothingElse() {
    String text = "the same words again and ".repeat(100);
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).compression(3).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      SealedPayload large = sealer.seal(TOPIC, List.of(text), null);
      assertEquals("zstd", large.attributes().compressor());
      assertTrue(large.payload().length < 400);
      assertEquals(List.of(text), opener.open(large.attributes(), TOPIC, large.payload()).args());
      SealedPayload small = sealer.seal(TOPIC, List.of("short"), null);
      assertNull(small.attributes().compressor());
      assertEquals(
          List.of("short"), opener.open(small.attributes(), TOPIC, small.payload()).args());
    }
  }

  @Test
  void shouldLeaveNoPlaintextBehindTheCompressedPayload() {
    String text = "the same words again and ".repeat(100);
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).compression(3).build()) {
      UnsafeBuffer out = Buffers.direct(8192);
      sealer.begin(TOPIC, out, 0).startArray(1).writeText(text).endArray();
      int length = sealer.finish();
      assertArrayEquals(new byte[8192 - length], octets(out, length, 8192 - length));
    }
  }

  @Test
  void shouldOpenACompressedPayloadWithoutItsAttribute() {
    String text = "the same words again and ".repeat(100);
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).compression(3).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      SealedPayload sealed = sealer.seal(TOPIC, List.of(text), null);
      PayloadAttributes a = sealed.attributes();
      PayloadAttributes lost =
          new PayloadAttributes(a.scheme(), a.serializer(), a.cipher(), a.keyId(), null);
      assertEquals(List.of(text), opener.open(lost, TOPIC, sealed.payload()).args());
    }
  }

  @Test
  void shouldOpenAMessageThatNamesNoKeyUnderTheOnlyOne() {
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      SealedPayload sealed = sealer.seal(TOPIC, List.of(1L), null);
      PayloadAttributes nameless = new PayloadAttributes("wamp", "cbor", "aes256gcm", null, null);
      assertEquals(List.of(1L), opener.open(nameless, TOPIC, sealed.payload()).args());
    }
  }

  @Test
  void shouldCarryFlatbuffersAsTheyAre() {
    byte[] octets = {1, 2, 3, 4, 5};
    try (PayloadSealer sealer =
            PayloadTesting.wampSealer(key).serializer(Serializer.FLATBUFFERS).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      UnsafeBuffer out = Buffers.heap(64);
      int length = sealer.seal(TOPIC, new UnsafeBuffer(octets), 0, octets.length, out, 0);
      UnsafeBuffer body = Buffers.heap(64);
      int bodyLength = opener.open(sealer.attributes(), TOPIC, out, 0, length, body, 0);
      assertArrayEquals(octets, octets(body, 0, bodyLength));
      assertEquals(0, opener.argsLength());
    }
  }

  @Test
  void shouldSealAReadyPayloadMap() {
    UnsafeBuffer body = Buffers.heap(256);
    CborWriter writer = new CborWriter();
    writer.wrap(body, 5, 200);
    writer.startMap(1).writeText("args").startArray(1).writeText("x").endArray().endMap();
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      UnsafeBuffer out = Buffers.heap(256);
      int length = sealer.seal(TOPIC, body, 5, writer.length(), out, 0);
      OpenedPayload opened = opener.open(sealer.attributes(), TOPIC, octets(out, 0, length));
      assertNull(opened.uri());
      assertEquals(List.of("x"), opened.args());
    }
  }

  @Test
  void shouldSealSixteenMebibytes() {
    byte[] large = new byte[(16 << 20) - 64];
    Arrays.fill(large, (byte) 7);
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      SealedPayload sealed = sealer.seal(TOPIC, List.of(large), null);
      OpenedPayload opened = opener.open(sealed.attributes(), TOPIC, sealed.payload());
      assertArrayEquals(large, (byte[]) opened.args().getFirst());
    }
  }

  @Test
  void shouldUseAnotherNonceEachTime() {
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).build()) {
      byte[] a = sealer.seal(TOPIC, List.of(1L), null).payload();
      byte[] b = sealer.seal(TOPIC, List.of(1L), null).payload();
      assertFalse(Arrays.equals(Arrays.copyOf(a, 12), Arrays.copyOf(b, 12)));
      assertFalse(Arrays.equals(a, b));
    }
  }

  @Test
  void shouldWipeTheOutputWhenAnEncoderFails() {
    ArgumentsEncoder<String> failing =
        new ArgumentsEncoder<>() {
          @Override
          public void encodeArgs(String value, PayloadWriter out) {
            out.startArray(2).writeText(value);
            throw new IllegalArgumentException("of the application");
          }
        };
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).build()) {
      UnsafeBuffer out = Buffers.heap(256);
      assertThrows(
          IllegalArgumentException.class, () -> sealer.seal(TOPIC, "secret", failing, out, 0));
      assertArrayEquals(new byte[256], out.byteArray());
      assertEquals(1, sealer.seal(TOPIC, List.of(1L), null).attributes().scheme().length() / 4);
    }
  }

  private static byte[] octets(UnsafeBuffer buffer, int offset, int length) {
    byte[] octets = new byte[length];
    buffer.getBytes(offset, octets);
    return octets;
  }
}
