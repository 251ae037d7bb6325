package io.pe3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.compress.Frames;
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

  private int open(byte[] frame, UnsafeBuffer out) {
    byte[] payload = PayloadTesting.seal(key, AeadCipher.AES256GCM, frame);
    PayloadAttributes attributes =
        new PayloadAttributes("wamp", "cbor", "aes256gcm", key.id(), "zstd");
    try (PayloadOpener opener = PayloadOpener.builder(key).build()) {
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
