package io.pe3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.PlainValues;
import io.pe3.compress.ZstdLimits;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import io.pe3.key.DataKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each limit has its error, and whatever is refused leaves nothing behind. */
class PayloadLimitsTest {
  private static final int MIB = 1 << 20;
  private static final ArgumentsEncoder<byte[]> BYTES =
      new ArgumentsEncoder<>() {
        @Override
        public void encodeArgs(byte[] value, PayloadWriter to) {
          to.startArray(1).writeBytes(value).endArray();
        }
      };

  private static final ArgumentsEncoder<Object> PLAIN =
      new ArgumentsEncoder<>() {
        @Override
        public void encodeArgs(Object value, PayloadWriter to) {
          PlainValues.write(to, value);
        }
      };

  private final DataKey key = DataKey.generate();

  @AfterEach
  void close() {
    key.close();
  }

  @Test
  void shouldRefuseAPayloadOverTheLimit() {
    PayloadLimits limits = new PayloadLimits(1000, ZstdLimits.DEFAULT, 64);
    assertEquals(1000 + 125 + 256, limits.maxPayload());
    assertEquals("payload", refusedLimit(limits, new byte[limits.maxPayload() + 1], null));
  }

  @Test
  void shouldRefuseABodyOverTheLimit() {
    PayloadLimits limits = new PayloadLimits(1000, ZstdLimits.DEFAULT, 64);
    assertEquals("body", refusedLimit(limits, new byte[1001 + 28], null));
    byte[] body = PayloadTesting.cbor(Map.of("args", List.of(new byte[1000 - 10])));
    assertEquals(1000, body.length);
    byte[] fits = PayloadTesting.seal(key, AeadCipher.AES256GCM, body);
    try (PayloadOpener opener = PayloadTesting.wampOpener(key).limits(limits).build()) {
      assertEquals(1, opener.open(attributes(), PayloadTesting.TOPIC, fits).args().size());
    }
  }

  @Test
  void shouldRefuseToSealABodyOverTheLimit() {
    PayloadLimits limits = new PayloadLimits(1000, ZstdLimits.DEFAULT, 64);
    UnsafeBuffer out = PayloadTesting.output(4096);
    byte[] body = PayloadTesting.cbor(Map.of("args", List.of(new byte[1000 - 9])));
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).limits(limits).build()) {
      LimitExceededException error =
          assertThrows(
              LimitExceededException.class,
              () -> sealer.seal(PayloadTesting.TOPIC, List.of(new byte[1000]), null));
      assertEquals("body", error.facts().get("limit"));
      assertEquals(1000, error.facts().get("maximum"));
      assertThrows(
          LimitExceededException.class,
          () -> sealer.seal(PayloadTesting.TOPIC, new UnsafeBuffer(body), 0, body.length, out, 0));
      assertTrue(PayloadTesting.isUntouched(out));
      sealer
          .begin(PayloadTesting.TOPIC, out, 0)
          .startArray(1)
          .writeBytes(new byte[1000])
          .endArray();
      assertThrows(LimitExceededException.class, sealer::finish);
      assertTrue(PayloadTesting.isClean(out));
    }
  }

  @Test
  void shouldRefuseAFrameThatClaimsMoreThanTheLimit() {
    PayloadLimits limits = new PayloadLimits(MIB, new ZstdLimits(4096, 1000, 1 << 20), 64);
    assertEquals("decompressed", refusedLimit(limits, compressed(8192), "zstd"));
  }

  @Test
  void shouldRefuseAFrameThatGrowsTooMuch() {
    PayloadLimits limits = new PayloadLimits(MIB, new ZstdLimits(MIB, 10, MIB), 64);
    assertEquals("ratio", refusedLimit(limits, compressed(20_000), "zstd"));
  }

  @Test
  void shouldRefuseAFrameWithTooLargeAWindow() {
    PayloadLimits limits = new PayloadLimits(MIB, new ZstdLimits(MIB, 1000, 1024), 64);
    assertEquals("window", refusedLimit(limits, compressed(50_000), "zstd"));
  }

  /** Blocks of one repeated octet, 128 KiB for four octets each, and no content size to warn. */
  @Test
  void shouldRefuseACompressionBomb() {
    StringBuilder bomb = new StringBuilder("28b52ffd" + "00" + "68");
    for (int i = 0; i < 1024; i++) {
      int header = (131_072 << 3) | (1 << 1) | (i == 1023 ? 1 : 0);
      bomb.append(
          String.format(
              "%02x%02x%02x", header & 0xff, (header >> 8) & 0xff, (header >> 16) & 0xff));
      bomb.append("00");
    }
    byte[] payload = PayloadTesting.seal(key, bomb.toString());
    for (String compressor : new String[] {"zstd", null}) {
      assertEquals("ratio", refusedLimit(PayloadLimits.DEFAULT, payload, compressor));
    }
  }

  @Test
  void shouldRefuseACompressorWithoutAFrame() {
    byte[] payload = PayloadTesting.seal(key, "a0");
    UnsafeBuffer out = PayloadTesting.output(64);
    try (PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      assertThrows(MalformedException.class, () -> open(opener, payload, "zstd", out));
      byte[] empty = PayloadTesting.seal(key, "");
      assertThrows(MalformedException.class, () -> open(opener, empty, "zstd", out));
      assertThrows(MalformedException.class, () -> open(opener, empty, null, out));
    }
    assertTrue(PayloadTesting.isClean(out));
  }

  @Test
  void shouldRefuseEveryCutOffFrameAndLeaveNothing() {
    byte[] frame = frame(3000);
    UnsafeBuffer out = PayloadTesting.output(8192);
    try (PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      for (int length = 0; length < frame.length; length++) {
        byte[] payload =
            PayloadTesting.seal(key, AeadCipher.AES256GCM, Arrays.copyOf(frame, length));
        assertThrows(Pe3Exception.class, () -> open(opener, payload, null, out));
        assertTrue(PayloadTesting.isClean(out));
      }
    }
  }

  @Test
  void shouldSayHowLargeTheOutputHasToBeAndWriteNothing() {
    byte[] body = PayloadTesting.cbor(Map.of("args", List.of("canary in the output")));
    byte[] payload = PayloadTesting.seal(key, AeadCipher.AES256GCM, body);
    try (PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      for (int capacity = 0; capacity < body.length; capacity++) {
        UnsafeBuffer out = PayloadTesting.output(8 + capacity);
        BufferTooSmallException error =
            assertThrows(BufferTooSmallException.class, () -> open(opener, payload, null, out));
        assertEquals(body.length, error.facts().get("needed"));
        assertEquals((long) out.capacity() - 8, error.facts().get("available"));
        assertTrue(PayloadTesting.isUntouched(out));
      }
    }
  }

  @Test
  void shouldLeaveNothingWhenTheOutputHoldsTheFrameAndNotTheContent() {
    byte[] payload = compressed(10_000);
    UnsafeBuffer out = PayloadTesting.output(5_000);
    try (PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      BufferTooSmallException error =
          assertThrows(BufferTooSmallException.class, () -> open(opener, payload, "zstd", out));
      assertTrue((long) error.facts().get("needed") > 10_000);
      assertTrue(PayloadTesting.isClean(out));
    }
  }

  @Test
  void shouldLeaveNothingWhenTheOutputOfASealIsTooSmall() {
    byte[] text = "canary in the output ".repeat(4).getBytes(UTF_8);
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).build();
        PayloadSealer zstd = PayloadTesting.wampSealer(key).compression(3, 0).build()) {
      for (PayloadSealer each : List.of(sealer, zstd)) {
        for (int capacity = 0; capacity < text.length + 40; capacity++) {
          UnsafeBuffer out = PayloadTesting.output(capacity);
          assertThrows(
              BufferTooSmallException.class,
              () -> each.seal(PayloadTesting.TOPIC, text, BYTES, out, 0));
          assertTrue(PayloadTesting.isClean(out));
        }
      }
    }
  }

  @Test
  void shouldOpenABodyThatIsLargerThanWhatMayBeDecompressed() {
    PayloadLimits limits = new PayloadLimits(MIB, new ZstdLimits(4096, 1000, 4096), 64);
    byte[] large = new byte[100_000];
    try (PayloadSealer sealer =
            PayloadTesting.wampSealer(key).limits(limits).compression(3).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).limits(limits).build()) {
      SealedPayload sealed = sealer.seal(PayloadTesting.TOPIC, List.of(large), null);
      OpenedPayload opened =
          opener.open(sealed.attributes(), PayloadTesting.TOPIC, sealed.payload());
      assertArrayEquals(large, (byte[]) opened.args().getFirst());
    }
  }

  @Test
  void shouldSealNoDeeperThanAnOpenerWithTheSameLimitsTakes() {
    PayloadLimits limits = new PayloadLimits(MIB, ZstdLimits.DEFAULT, 3);
    List<?> fits = List.of(List.of());
    List<?> deeper = List.of(List.of(List.of()));
    UnsafeBuffer out = PayloadTesting.output(256);
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).limits(limits).build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).limits(limits).build()) {
      SealedPayload sealed = sealer.seal(PayloadTesting.TOPIC, fits, null);
      assertEquals(
          fits, opener.open(sealed.attributes(), PayloadTesting.TOPIC, sealed.payload()).args());
      assertDepth(() -> sealer.seal(PayloadTesting.TOPIC, deeper, null));
      assertDepth(() -> sealer.seal(PayloadTesting.TOPIC, deeper, PLAIN, out, 0));
      assertTrue(PayloadTesting.isClean(out));
      UnsafeBuffer args = new UnsafeBuffer(PayloadTesting.hex("818180"));
      MalformedException error =
          assertThrows(
              MalformedException.class,
              () -> sealer.sealArguments(PayloadTesting.TOPIC, args, 0, 3, args, 0, 0, out, 0));
      assertEquals(3, error.facts().get("maxDepth"));
      assertTrue(PayloadTesting.isClean(out));
    }
  }

  @Test
  void shouldRefuseToSealArgumentsWithTheLowestDepth() {
    PayloadLimits limits = new PayloadLimits(MIB, ZstdLimits.DEFAULT, 1);
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).limits(limits).build()) {
      assertEquals(
          1,
          assertThrows(
                  LimitExceededException.class,
                  () -> sealer.seal(PayloadTesting.TOPIC, List.of(), null))
              .facts()
              .get("maximum"));
    }
  }

  private static void assertDepth(Executable sealing) {
    LimitExceededException error = assertThrows(LimitExceededException.class, sealing);
    assertEquals("depth", error.facts().get("limit"));
    assertEquals(3, error.facts().get("maximum"));
  }

  private String refusedLimit(PayloadLimits limits, byte[] payload, String compressor) {
    UnsafeBuffer out = PayloadTesting.output(5 * MIB);
    try (PayloadOpener opener = PayloadTesting.wampOpener(key).limits(limits).build()) {
      LimitExceededException error =
          assertThrows(LimitExceededException.class, () -> open(opener, payload, compressor, out));
      assertTrue(PayloadTesting.isClean(out));
      PayloadAttributes attributes =
          new PayloadAttributes("wamp", "cbor", "aes256gcm", key.id(), compressor);
      assertThrows(
          LimitExceededException.class,
          () -> opener.open(attributes, PayloadTesting.TOPIC, payload));
      assertTrue(error.facts().containsKey("maximum"), error.getMessage());
      return (String) error.facts().get("limit");
    }
  }

  /** A compressed payload of one text. */
  private byte[] compressed(int length) {
    try (PayloadSealer sealer = PayloadTesting.wampSealer(key).compression(3, 0).build()) {
      SealedPayload sealed =
          sealer.seal(PayloadTesting.TOPIC, List.of("abcdefgh".repeat(length / 8)), null);
      assertEquals("zstd", sealed.attributes().compressor());
      return sealed.payload();
    }
  }

  private byte[] frame(int length) {
    byte[] payload = compressed(length);
    byte[] body = new byte[payload.length - AeadCipher.AES256GCM.overhead()];
    try (Aead aead = Aead.builder(key).build()) {
      aead.open(new UnsafeBuffer(payload), 0, payload.length, new UnsafeBuffer(body), 0);
    }
    return body;
  }

  private PayloadAttributes attributes() {
    return PayloadTesting.attributes(AeadCipher.AES256GCM, key);
  }

  private int open(PayloadOpener opener, byte[] payload, String compressor, UnsafeBuffer out) {
    PayloadAttributes attributes =
        new PayloadAttributes("wamp", "cbor", "aes256gcm", key.id(), compressor);
    return opener.open(
        attributes, PayloadTesting.TOPIC, new UnsafeBuffer(payload), 0, payload.length, out, 8);
  }
}
