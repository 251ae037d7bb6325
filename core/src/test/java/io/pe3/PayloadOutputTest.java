package io.pe3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.codec.PayloadWriter;
import io.pe3.compress.Frames;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.Pe3Exception;
import io.pe3.key.DataKey;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands around an output range stays as it is, whether a call succeeds or fails. */
class PayloadOutputTest {
  private static final int OFFSET = 8;

  private final DataKey key = DataKey.generate();

  @AfterEach
  void close() {
    key.close();
  }

  @Test
  void shouldLeaveWhatStandsAroundTheOpenedBody() {
    byte[] body = PayloadTesting.cbor(Map.of("args", List.of("abcdefgh".repeat(500))));
    for (byte[] frame : new byte[][] {Frames.compress(body), Frames.withoutContentSize(body)}) {
      UnsafeBuffer out = PayloadTesting.output(1 << 20);
      assertEquals(body.length, open(frame, out));
      assertArrayEquals(body, PayloadTesting.octets(out, OFFSET, body.length));
      assertUntouchedOutside(out, OFFSET, body.length);
    }
  }

  @Test
  void shouldLeaveWhatStandsAroundABodyShorterThanItsFrame() {
    byte[] body = PayloadTesting.hex("a0");
    for (byte[] frame : new byte[][] {Frames.compress(body), Frames.withoutContentSize(body)}) {
      UnsafeBuffer out = PayloadTesting.output(1 << 16);
      assertEquals(1, open(frame, out));
      assertUntouchedOutside(out, OFFSET, frame.length);
    }
  }

  @Test
  void shouldLeaveWhatStandsAroundWhenTheDecompressedBodyIsRefused() {
    byte[] noMap = PayloadTesting.cbor(List.of("abcdefgh".repeat(500)));
    for (byte[] frame : new byte[][] {Frames.compress(noMap), Frames.withoutContentSize(noMap)}) {
      UnsafeBuffer out = PayloadTesting.output(1 << 20);
      assertThrows(Pe3Exception.class, () -> open(frame, out));
      assertTrue(PayloadTesting.isClean(out));
      assertUntouchedOutside(out, OFFSET, noMap.length);
    }
  }

  @Test
  void shouldSealIntoExactlyTheRangeGiven() {
    for (boolean compressed : new boolean[] {false, true}) {
      try (PayloadSealer sealer = sealer(compressed)) {
        UnsafeBuffer out = PayloadTesting.output(1024);
        sealer.begin(PayloadTesting.TOPIC, out, OFFSET, 300).startArray(1);
        sealer.abort();
        assertUntouchedOutside(out, OFFSET, 300);
        PayloadWriter to = sealer.begin(PayloadTesting.TOPIC, out, OFFSET, 300);
        to.startArray(1).writeText("abcdefgh".repeat(20)).endArray();
        assertTrue(sealer.finish() <= 300);
        assertUntouchedOutside(out, OFFSET, 300);
      }
    }
  }

  @Test
  void shouldWipeExactlyTheRangeGivenWhenItIsTooSmall() {
    for (boolean compressed : new boolean[] {false, true}) {
      try (PayloadSealer sealer = sealer(compressed)) {
        for (int length = 0; length < 200; length++) {
          UnsafeBuffer out = PayloadTesting.output(1024);
          int given = length;
          assertThrows(
              BufferTooSmallException.class,
              () -> {
                PayloadWriter to = sealer.begin(PayloadTesting.TOPIC, out, OFFSET, given);
                to.startArray(1).writeText("abcdefgh".repeat(20)).endArray();
                sealer.finish();
              });
          sealer.abort();
          assertTrue(PayloadTesting.isClean(out));
          assertUntouchedOutside(out, OFFSET, length);
        }
      }
    }
  }

  @Test
  void shouldRefuseARangeOutsideTheBuffer() {
    UnsafeBuffer out = PayloadTesting.output(100);
    try (PayloadSealer sealer = sealer(false)) {
      for (int[] range : new int[][] {{0, 101}, {1, 100}, {-1, 50}, {0, -1}, {101, 0}}) {
        assertThrows(
            IndexOutOfBoundsException.class,
            () -> sealer.begin(PayloadTesting.TOPIC, out, range[0], range[1]));
      }
    }
    assertTrue(PayloadTesting.isUntouched(out));
  }

  private PayloadSealer sealer(boolean compressed) {
    PayloadSealerBuilder builder = PayloadTesting.wampSealer(key);
    return (compressed ? builder.compression(3, 0) : builder).build();
  }

  private int open(byte[] frame, UnsafeBuffer out) {
    byte[] payload = PayloadTesting.seal(key, AeadCipher.AES256GCM, frame);
    PayloadAttributes attributes =
        new PayloadAttributes("wamp", "cbor", "aes256gcm", key.id(), "zstd");
    try (PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
      return opener.open(
          attributes,
          PayloadTesting.TOPIC,
          new UnsafeBuffer(payload),
          0,
          payload.length,
          out,
          OFFSET);
    }
  }

  private static void assertUntouchedOutside(UnsafeBuffer out, int offset, int length) {
    assertTrue(PayloadTesting.isUntouched(new UnsafeBuffer(out, 0, offset)));
    int end = offset + length;
    assertTrue(PayloadTesting.isUntouched(new UnsafeBuffer(out, end, out.capacity() - end)));
  }
}
