package io.pe3.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.error.BufferTooSmallException;
import io.pe3.error.UnrepresentableException;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncoderTest {
  private final TextEncoder encoder = new TextEncoder();

  private void assertEncodes(String text) {
    byte[] expected = text.getBytes(UTF_8);
    byte[] actual = new byte[3 + expected.length];
    assertEquals(expected.length, encoder.encode(text, new UnsafeBuffer(actual), 3));
    assertArrayEquals(expected, Arrays.copyOfRange(actual, 3, actual.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 510, 511, 512, 513, 1023, 1024, 1025, 5000})
  void shouldEncodeAsTheJdkDoesAtEveryChunkBoundary(int before) {
    for (String tail :
        new String[] {"", "a", "\u00e9", "\u6c34\u6c34", "\ud83d\ude00", "\ud83d\ude00a"}) {
      assertEncodes("a".repeat(before) + tail);
      assertEncodes("\u6c34".repeat(before) + tail);
    }
    assertEncodes("\ud83d\ude00".repeat(before));
    assertEncodes("a" + "\ud83d\ude00".repeat(before));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 510, 511, 512, 513, 1023, 1024})
  void shouldRefuseLoneSurrogateWhereverItStands(int before) {
    UnsafeBuffer out = new UnsafeBuffer(new byte[8192]);
    for (String bad :
        new String[] {"\ud800", "\udc00", "\ud800a", "\udc00\ud800", "\ud800\ud800"}) {
      UnrepresentableException refused =
          assertThrows(
              UnrepresentableException.class,
              () -> encoder.encode("a".repeat(before) + bad, out, 0));
      assertEquals(before, refused.facts().get("index"));
      assertEncodes("as good as new");
    }
  }

  @Test
  void shouldWriteNothingBeyondTheRange() {
    byte[] guarded = new byte[1024];
    String text = "\u6c34".repeat(300);
    for (int room = 0; room < 900; room += 7) {
      UnsafeBuffer out = new UnsafeBuffer(guarded, 0, room);
      assertThrows(BufferTooSmallException.class, () -> encoder.encode(text, out, 0));
      assertEquals(0, guarded[room]);
    }
  }

  @Test
  void shouldWipeAndGiveBackLargeScratch() {
    Scratch scratch = new Scratch();
    UnsafeBuffer large = scratch.reserve(100_000);
    large.putByte(99_999, (byte) 1);
    byte[] held = large.byteArray();
    scratch.wipe();
    assertEquals(0, held[99_999]);
    assertEquals(0, scratch.reserve(0).capacity());
  }
}
