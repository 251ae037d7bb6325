package io.pe3.compress;

import static io.pe3.compress.ZstdCompressor.NOT_COMPRESSED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.BufferTooSmallException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ZstdCompressorTest {
  private static final ZstdLimits LIMITS = ZstdLimits.DEFAULT;

  @Test
  void shouldNotTryUnderTheThreshold() {
    byte[] content = new byte[300];
    assertEquals(NOT_COMPRESSED, compress(new ZstdCompressor(3, 301, LIMITS), content, 300));
    assertTrue(compress(new ZstdCompressor(3, 300, LIMITS), content, 300) > 0);
  }

  @Test
  void shouldNotTryUnder256OctetsByDefault() {
    assertEquals(NOT_COMPRESSED, compress(new ZstdCompressor(), new byte[255], 255));
    assertTrue(compress(new ZstdCompressor(), new byte[256], 256) > 0);
  }

  @Test
  void shouldSendEmptyInputAsItIs() {
    assertEquals(NOT_COMPRESSED, compress(new ZstdCompressor(3, 0, LIMITS), new byte[0], 0));
  }

  @Test
  void shouldGiveUpOnIncompressibleInput() {
    for (int size : new int[] {256, 5_000, 200_000}) {
      byte[] content = random(size);
      // With and without room for what zstd makes of it.
      assertEquals(NOT_COMPRESSED, compress(new ZstdCompressor(), content, size));
      assertEquals(NOT_COMPRESSED, compress(new ZstdCompressor(), content, 2 * size));
      assertEquals(NOT_COMPRESSED, compress(new ZstdCompressor(), content, 0));
    }
  }

  @Test
  void shouldLeaveZerosWhenItGivesUp() {
    int size = 5_000;
    UnsafeBuffer dst = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * size));
    try (ZstdCompressor compressor = new ZstdCompressor()) {
      assertEquals(
          NOT_COMPRESSED,
          compressor.compress(new UnsafeBuffer(random(size)), 0, size, dst, 0, 2 * size));
    }
    for (int i = 0; i < dst.capacity(); i++) {
      assertEquals(0, dst.getByte(i));
    }
  }

  @Test
  void shouldLeaveZerosAfterTheFrame() {
    byte[] content = Frames.text(100_000);
    UnsafeBuffer dst = new UnsafeBuffer(ByteBuffer.allocateDirect(110_000));
    try (ZstdCompressor compressor = new ZstdCompressor()) {
      int length =
          compressor.compress(new UnsafeBuffer(content), 0, content.length, dst, 0, 110_000);
      for (int i = length; i < dst.capacity(); i++) {
        assertEquals(0, dst.getByte(i));
      }
    }
  }

  @Test
  void shouldSayHowMuchRoomTheFrameNeeds() {
    byte[] content = Frames.text(10_000);
    int needed = compress(new ZstdCompressor(), content, 10_000);
    BufferTooSmallException error =
        assertThrows(
            BufferTooSmallException.class,
            () -> compress(new ZstdCompressor(), content, needed - 1));
    assertEquals(needed, error.facts().get("needed"));
    assertEquals(needed, compress(new ZstdCompressor(), content, needed));
  }

  @Test
  void shouldSendUncompressedWhatTheRatioWouldRefuse() {
    byte[] zeros = new byte[1 << 20];
    assertEquals(NOT_COMPRESSED, compress(new ZstdCompressor(), zeros, zeros.length));
    byte[] text = Frames.text(100_000);
    ZstdLimits two = new ZstdLimits(1 << 26, 2, 1 << 23);
    assertTrue(compress(new ZstdCompressor(), text, text.length) < 50_000);
    assertEquals(NOT_COMPRESSED, compress(new ZstdCompressor(3, 0, two), text, text.length));
  }

  @Test
  void shouldSendUncompressedWhatTheSizeLimitWouldRefuse() {
    byte[] text = Frames.text(5_001);
    ZstdLimits small = new ZstdLimits(5_000, 1000, 1 << 23);
    assertEquals(NOT_COMPRESSED, compress(new ZstdCompressor(3, 0, small), text, text.length));
  }

  @Test
  void shouldKeepTheWindowWithinTheLimit() {
    byte[] content = Frames.text(9 << 20);
    for (int level : new int[] {1, 3}) {
      assertWindow(new ZstdCompressor(level, 0, LIMITS), content, 8 << 20);
    }
    byte[] smaller = Frames.text(3 << 16);
    for (int maximum : new int[] {1 << 10, 3 << 10, 1 << 17, 1 << 20}) {
      ZstdLimits limits = new ZstdLimits(1 << 26, 1000, maximum);
      assertWindow(new ZstdCompressor(3, 0, limits), smaller, maximum);
    }
  }

  @Test
  void shouldKeepTheWindowWithinTheLimitAtTheHighestLevel() {
    byte[] content = new byte[9 << 20];
    System.arraycopy(Frames.text(1 << 14), 0, content, 0, 1 << 14);
    // Another octet here and there, so that the ratio stays within its limit.
    Random random = new Random(1);
    for (int i = 0; i < content.length; i += 1 << 11) {
      content[i] = (byte) random.nextInt();
    }
    assertWindow(new ZstdCompressor(ZstdCompressor.MAX_LEVEL, 0, LIMITS), content, 8 << 20);
  }

  @Test
  void shouldWriteTheContentSizeAndNoChecksum() {
    UnsafeBuffer dst = new UnsafeBuffer(new byte[1000]);
    try (ZstdCompressor compressor = new ZstdCompressor()) {
      int length = compressor.compress(new UnsafeBuffer(Frames.text(1000)), 0, 1000, dst, 0, 1000);
      ZstdFrame frame = new ZstdFrame();
      frame.readHeader(dst, 0, length);
      assertEquals(1000, frame.contentSize());
      assertEquals(0, dst.getByte(4) & 4);
    }
  }

  @Test
  void shouldRefuseRangesOutsideTheBuffers() {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[100]);
    try (ZstdCompressor compressor = new ZstdCompressor(3, 0, LIMITS)) {
      assertThrows(
          IndexOutOfBoundsException.class, () -> compressor.compress(buffer, 1, 100, buffer, 0, 0));
      assertThrows(
          IndexOutOfBoundsException.class, () -> compressor.compress(buffer, -1, 5, buffer, 0, 0));
      assertThrows(
          IndexOutOfBoundsException.class, () -> compressor.compress(buffer, 0, 5, buffer, 96, 5));
    }
  }

  @Test
  void shouldRefuseSettingsOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> new ZstdCompressor(-8, 0, LIMITS));
    assertThrows(IllegalArgumentException.class, () -> new ZstdCompressor(23, 0, LIMITS));
    assertThrows(IllegalArgumentException.class, () -> new ZstdCompressor(3, -1, LIMITS));
    assertThrows(IllegalArgumentException.class, () -> new ZstdLimits(0, 1, 1024));
    assertThrows(IllegalArgumentException.class, () -> new ZstdLimits(1, 0, 1024));
    assertThrows(IllegalArgumentException.class, () -> new ZstdLimits(1, 1001, 1024));
    assertThrows(IllegalArgumentException.class, () -> new ZstdLimits(1, 1, 1023));
  }

  @Test
  void shouldRefuseToWorkOnceClosed() {
    ZstdCompressor compressor = new ZstdCompressor();
    compressor.close();
    compressor.close();
    assertThrows(IllegalStateException.class, () -> compressOpen(compressor, new byte[300], 300));
  }

  private static void assertWindow(ZstdCompressor compressor, byte[] content, int maximum) {
    UnsafeBuffer dst = new UnsafeBuffer(new byte[content.length]);
    try (compressor) {
      int length =
          compressor.compress(new UnsafeBuffer(content), 0, content.length, dst, 0, content.length);
      assertTrue(length > 0);
      ZstdFrame frame = new ZstdFrame();
      frame.readHeader(dst, 0, length);
      assertTrue(frame.windowSize() <= maximum);
    }
  }

  private static int compress(ZstdCompressor compressor, byte[] content, int room) {
    try (compressor) {
      return compressOpen(compressor, content, room);
    }
  }

  private static int compressOpen(ZstdCompressor compressor, byte[] content, int room) {
    byte[] before = content.clone();
    UnsafeBuffer dst = new UnsafeBuffer(new byte[room]);
    int length = compressor.compress(new UnsafeBuffer(content), 0, content.length, dst, 0, room);
    assertArrayEquals(before, content);
    return length;
  }

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(7).nextBytes(content);
    return content;
  }
}
