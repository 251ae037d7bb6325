package io.pe3.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddingTest {
  @ParameterizedTest
  @CsvSource({
    "0, 64",
    "1, 64",
    "63, 64",
    "64, 72",
    "71, 72",
    "72, 80",
    "127, 128",
    "128, 144",
    "255, 256",
    "1000, 1024",
    "1024, 1088",
    "4095, 4096",
    "4096, 4352",
    "65535, 65536",
    "65536, 67584",
    "1000000, 1015808",
    "16777216, 17301504"
  })
  void shouldPadToTheLengthsOfPadme(int content, int padded) {
    assertEquals(padded, Padding.paddedLength(content));
  }

  @Property
  void shouldCostAtMostAnEighth(@ForAll @IntRange(min = 64, max = 1 << 30) int content) {
    int padded = Padding.paddedLength(content);
    assertTrue(padded > content, "room for the mark");
    assertTrue(padded <= (content + 1L) * 9 / 8, "padded " + padded);
  }

  @Property
  void shouldTellOnlyFewLengthsApart(@ForAll @IntRange(max = 1 << 20) int content) {
    // The padded length is the longest one that is padded to it.
    int padded = Padding.paddedLength(content);
    assertEquals(padded, Padding.paddedLength(padded - 1));
  }

  @Property
  void shouldFindTheContentAgain(
      @ForAll @Size(max = 300) byte[] content, @ForAll @IntRange(max = 9) int offset) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[offset + 512]);
    buffer.setMemory(0, buffer.capacity(), (byte) 0x5A);
    buffer.putBytes(offset, content);
    int length = Padding.pad(buffer, offset, content.length);
    assertEquals(Padding.paddedLength(content.length), length);
    assertEquals(content.length, Padding.contentLength(buffer, offset, length));
    assertEquals(0x5A, buffer.getByte(offset + length), "touched what is behind");
  }

  @Property
  void shouldTakeAnyCountOfZeros(@ForAll @IntRange(max = 100) int zeros) {
    byte[] padded = new byte[3 + 1 + zeros];
    padded[2] = (byte) 0x80;
    padded[3] = (byte) 0x80;
    assertEquals(3, Padding.contentLength(new UnsafeBuffer(padded), 0, padded.length));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "7", "8", "9", "64"})
  void shouldRefusePaddingWithoutMark(int length) {
    UnsafeBuffer zeros = new UnsafeBuffer(new byte[length + 1]);
    assertThrows(MalformedException.class, () -> Padding.contentLength(zeros, 0, length));
  }

  @Test
  void shouldRefuseAnotherMark() {
    UnsafeBuffer padded = new UnsafeBuffer(new byte[] {1, 2, (byte) 0x81, 0, 0});
    assertThrows(MalformedException.class, () -> Padding.contentLength(padded, 0, 5));
  }

  @Test
  void shouldRefuseAContentThatNoBufferHolds() {
    assertThrows(LimitExceededException.class, () -> Padding.paddedLength(Integer.MAX_VALUE - 64));
  }
}
