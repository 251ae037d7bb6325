package io.pe3.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictTrainer;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import io.pe3.error.UnknownDictionaryException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZstdDecompressorTest {
  private static final byte GUARD = (byte) 0xA5;
  private final ZstdDecompressor decompressor = new ZstdDecompressor();

  @AfterEach
  void close() {
    decompressor.close();
  }

  @Test
  void shouldDecompressEmptyContent() {
    for (byte[] frame :
        new byte[][] {Frames.compress(new byte[0]), Frames.withoutContentSize(new byte[0])}) {
      assertEquals(0, open(frame, 0));
      assertEquals(0, open(frame, 10));
    }
  }

  @Test
  void shouldRefuseBombsBeforeAnythingIsDecompressed() {
    byte[] frame = Frames.compress(new byte[100 << 20]);
    assertTrue(frame.length < 20_000);
    assertLimit("decompressed", frame, 0);
  }

  @Test
  void shouldRefuseBombsThatHideTheirSize() {
    byte[] frame = Frames.streamed(new byte[100 << 20], 17);
    UnsafeBuffer src = new UnsafeBuffer(frame);
    int bound = 1 << 20;
    UnsafeBuffer dst = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * bound));
    try (ZstdDecompressor small = new ZstdDecompressor(new ZstdLimits(bound, 1000, 1 << 23))) {
      assertEquals(bound, small.maxDecompressedLength(src, 0, frame.length));
      LimitExceededException error =
          assertThrows(
              LimitExceededException.class,
              () -> small.decompress(src, 0, frame.length, dst, 0, dst.capacity()));
      assertEquals("decompressed", error.facts().get("limit"));
      assertEquals(bound, error.facts().get("maximum"));
    }
  }

  @Test
  void shouldRefuseARatioOverTheLimit() {
    byte[] frame = Frames.compress(new byte[1 << 20]);
    assertLimit("ratio", frame, 1 << 20);
  }

  @Test
  void shouldRefuseAHiddenRatioOverTheLimit() {
    byte[] frame = Frames.streamed(new byte[1 << 20], 17);
    LimitExceededException error = assertLimit("ratio", frame, 1 << 20);
    assertEquals(1000, error.facts().get("maximum"));
  }

  @Test
  void shouldAllowExactlyTheLimits() {
    byte[] content = Frames.text(100_000);
    for (byte[] frame :
        new byte[][] {Frames.compress(content), Frames.withoutContentSize(content)}) {
      try (ZstdDecompressor exact =
              new ZstdDecompressor(new ZstdLimits(content.length, 1000, 1 << 23));
          ZstdDecompressor less =
              new ZstdDecompressor(new ZstdLimits(content.length - 1, 1000, 1 << 23))) {
        UnsafeBuffer dst = new UnsafeBuffer(new byte[content.length]);
        UnsafeBuffer src = new UnsafeBuffer(frame);
        assertEquals(
            content.length, exact.decompress(src, 0, frame.length, dst, 0, content.length));
        assertThrows(
            LimitExceededException.class,
            () -> less.decompress(src, 0, frame.length, dst, 0, content.length));
      }
    }
  }

  @Test
  void shouldRefuseWindowsOverTheLimit() {
    byte[] frame = Frames.streamed(Frames.text(1000), 24);
    LimitExceededException error = assertLimit("window", frame, 1000);
    assertEquals((long) (1 << 24), error.facts().get("value"));
    assertEquals(1000, open(Frames.streamed(Frames.text(1000), 23), 1000));
  }

  @Test
  void shouldTakeTheContentOfASingleSegmentFrameAsItsWindow() {
    byte[] frame = Frames.compress(Frames.text(5_000));
    assertTrue((frame[4] & 0x20) != 0);
    try (ZstdDecompressor small = new ZstdDecompressor(new ZstdLimits(1 << 26, 1000, 4_096))) {
      LimitExceededException error =
          assertThrows(
              LimitExceededException.class,
              () -> small.maxDecompressedLength(new UnsafeBuffer(frame), 0, frame.length));
      assertEquals("window", error.facts().get("limit"));
    }
  }

  @Test
  void shouldRefuseTheLargestWindowThereIs() {
    assertLimit("window", Frames.empty(0x00, 0xFF), 0);
  }

  @Test
  void shouldRefuseAContentSizeOf64Bits() {
    byte[] frame = Frames.empty(0xE0, 255, 255, 255, 255, 255, 255, 255, 255);
    LimitExceededException error = assertLimit("decompressed", frame, 0);
    assertEquals(Long.MAX_VALUE, error.facts().get("value"));
  }

  @Test
  void shouldRefuseContentSizesThatLie() {
    byte[] content = Frames.text(1000);
    byte[] frame = Frames.compress(content);
    // One octet pair, stored less 256.
    assertEquals(1, (frame[4] >> 6) & 3);
    for (int claimed : new int[] {256, 999, 1001, 1256, 65_791}) {
      byte[] lying = frame.clone();
      lying[5] = (byte) (claimed - 256);
      lying[6] = (byte) ((claimed - 256) >> 8);
      assertMalformed(lying, 70_000);
      assertMalformed(lying, 65_791);
    }
  }

  @Test
  void shouldRefuseMoreContentThanTheBlocksCanHold() {
    // One RLE block of 10 octets that claims 20.
    byte[] frame = Frames.concat(Frames.empty(0x20, 20), new byte[1]);
    frame[6] = (byte) (1 | (1 << 1) | (10 << 3));
    assertMalformed(frame, 100);
    frame[5] = 10;
    assertEquals(10, open(frame, 100));
  }

  @Test
  void shouldRefuseAFrameCutOffAnywhere() {
    byte[] content = Frames.text(2000);
    for (byte[] frame :
        new byte[][] {
          Frames.compress(content), Frames.withChecksum(content), Frames.withoutContentSize(content)
        }) {
      for (int length = 0; length < frame.length; length++) {
        assertMalformed(Arrays.copyOf(frame, length), content.length);
      }
    }
  }

  @Test
  void shouldRefuseWhatFollowsTheFrame() {
    byte[] frame = Frames.compress(Frames.text(2000));
    assertMalformed(Frames.concat(frame, new byte[1]), 8000);
    assertMalformed(Frames.concat(frame, frame), 8000);
    assertMalformed(Frames.concat(frame, Frames.skippable(0)), 8000);
    assertMalformed(Frames.concat(frame, Frames.skippable(20)), 8000);
  }

  @Test
  void shouldRefuseSkippableFrames() {
    byte[] frame = Frames.compress(Frames.text(2000));
    assertMalformed(Frames.concat(Frames.skippable(0), frame), 8000);
    assertMalformed(Frames.concat(Frames.skippable(9), frame), 8000);
    assertMalformed(Frames.skippable(9), 8000);
  }

  @Test
  void shouldRefuseOtherMagics() {
    byte[] frame = Frames.compress(Frames.text(500));
    for (int bit = 0; bit < 32; bit++) {
      byte[] other = frame.clone();
      other[bit / 8] ^= (byte) (1 << (bit % 8));
      assertMalformed(other, 500);
      assertFalse(ZstdDecompressor.startsWithMagic(new UnsafeBuffer(other), 0, other.length));
    }
  }

  @Test
  void shouldFindTheMagicOnlyWhereThereIsRoom() {
    UnsafeBuffer frame = new UnsafeBuffer(Frames.compress(new byte[3]));
    assertTrue(ZstdDecompressor.startsWithMagic(frame, 0, 4));
    assertFalse(ZstdDecompressor.startsWithMagic(frame, 0, 3));
    assertFalse(ZstdDecompressor.startsWithMagic(frame, 0, 0));
    assertFalse(ZstdDecompressor.startsWithMagic(frame, 1, 5));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> ZstdDecompressor.startsWithMagic(frame, 0, frame.capacity() + 1));
  }

  @Test
  void shouldRefuseTheReservedBit() {
    assertEquals(0, open(Frames.empty(0x20, 0), 0));
    assertMalformed(Frames.empty(0x28, 0), 0);
    // The unused bit means nothing to a decoder.
    assertEquals(0, open(Frames.empty(0x30, 0), 0));
  }

  @Test
  void shouldRefuseTheReservedBlockType() {
    byte[] frame = Frames.empty(0x20, 0);
    frame[6] = 7;
    assertMalformed(frame, 0);
  }

  @Test
  void shouldRefuseBlocksLargerThanTheWindow() {
    // A window of 1 KiB, and an RLE block of 1025 octets.
    byte[] frame = Frames.concat(Frames.empty(0x00, 0x00), new byte[1]);
    int header = 1 | (1 << 1) | (1025 << 3);
    frame[6] = (byte) header;
    frame[7] = (byte) (header >> 8);
    assertMalformed(frame, 4096);
    header = 1 | (1 << 1) | (1024 << 3);
    frame[6] = (byte) header;
    assertEquals(1024, open(frame, 4096));
  }

  @Test
  void shouldRefuseFramesThatNameADictionary() {
    UnknownDictionaryException error =
        assertThrows(UnknownDictionaryException.class, () -> open(Frames.empty(0x21, 9, 0), 0));
    assertEquals(9L, error.facts().get("dictionary"));
    assertEquals(
        0x04030201L,
        assertThrows(
                UnknownDictionaryException.class, () -> open(Frames.empty(0x23, 1, 2, 3, 4, 0), 0))
            .facts()
            .get("dictionary"));
    assertEquals(
        0x0201L,
        assertThrows(UnknownDictionaryException.class, () -> open(Frames.empty(0x22, 1, 2, 0), 0))
            .facts()
            .get("dictionary"));
    assertEquals(0, open(Frames.empty(0x23, 0, 0, 0, 0, 0), 0));
  }

  @Test
  void shouldRefuseAFrameMadeWithADictionary() {
    ZstdDictTrainer trainer = new ZstdDictTrainer(1 << 20, 1 << 10);
    for (int i = 0; i < 2000; i++) {
      trainer.addSample(
          ("{\"sensor\":" + i + ",\"unit\":\"celsius\",\"value\":" + i * 7)
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    byte[] frame;
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      frame = context.loadDict(trainer.trainSamples()).compress(Frames.text(400));
    }
    assertThrows(UnknownDictionaryException.class, () -> open(frame, 400));
  }

  @Test
  void shouldSayThatOnlyTheOutputIsTooSmall() {
    byte[] content = Frames.text(2000);
    BufferTooSmallException error =
        assertThrows(BufferTooSmallException.class, () -> open(Frames.compress(content), 1999));
    assertEquals(2000L, error.facts().get("needed"));
    assertThrows(
        BufferTooSmallException.class, () -> open(Frames.withoutContentSize(content), 1999));
    assertThrows(BufferTooSmallException.class, () -> open(Frames.withoutContentSize(content), 0));
  }

  @Test
  void shouldRefuseAWrongChecksum() {
    byte[] frame = Frames.withChecksum(Frames.text(2000));
    assertEquals(2000, open(frame, 2000));
    frame[frame.length - 1] ^= 1;
    assertMalformed(frame, 2000);
  }

  @Test
  void shouldLeaveZerosWhereAFailureMayHaveWritten() {
    byte[] content = Frames.text(300_000);
    byte[] frame = Frames.withChecksum(content);
    frame[frame.length - 1] ^= 1;
    UnsafeBuffer dst = new UnsafeBuffer(ByteBuffer.allocateDirect(content.length + 20));
    dst.setMemory(0, dst.capacity(), GUARD);
    assertThrows(
        MalformedException.class,
        () ->
            decompressor.decompress(
                new UnsafeBuffer(frame), 0, frame.length, dst, 10, content.length));
    for (int i = 0; i < dst.capacity(); i++) {
      boolean inside = i >= 10 && i < content.length + 10;
      assertEquals(inside ? 0 : GUARD, dst.getByte(i));
    }
  }

  @Test
  void shouldLeaveWhatStandsBehindTheContent() {
    byte[] content = Frames.text(3000);
    for (byte[] frame :
        new byte[][] {Frames.compress(content), Frames.withoutContentSize(content)}) {
      UnsafeBuffer dst = new UnsafeBuffer(ByteBuffer.allocateDirect(400_000));
      dst.setMemory(0, dst.capacity(), GUARD);
      assertEquals(
          3000,
          decompressor.decompress(
              new UnsafeBuffer(frame), 0, frame.length, dst, 0, dst.capacity()));
      for (int i = 0; i < dst.capacity(); i++) {
        assertEquals(i < 3000 ? content[i] : GUARD, dst.getByte(i));
      }
    }
  }

  @Test
  void shouldWriteNothingWhenContentOfUnknownSizeDoesNotFit() {
    byte[] frame = Frames.withoutContentSize(Frames.text(3000));
    UnsafeBuffer dst = new UnsafeBuffer(ByteBuffer.allocateDirect(2999));
    dst.setMemory(0, dst.capacity(), GUARD);
    assertThrows(
        BufferTooSmallException.class,
        () -> decompressor.decompress(new UnsafeBuffer(frame), 0, frame.length, dst, 0, 2999));
    for (int i = 0; i < dst.capacity(); i++) {
      assertEquals(GUARD, dst.getByte(i));
    }
  }

  @Test
  void shouldWorkAgainAfterAFailure() {
    byte[] content = Frames.text(3000);
    byte[] frame = Frames.withChecksum(content);
    byte[] broken = frame.clone();
    broken[frame.length - 1] ^= 1;
    for (int i = 0; i < 3; i++) {
      assertMalformed(broken, 3000);
      assertEquals(3000, open(frame, 3000));
    }
  }

  @Property(tries = 300)
  void shouldGiveContentOrATypedErrorForCorruptFrames(
      @ForAll @IntRange(max = 2999) int position,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] content = Frames.text(3000);
    for (byte[] frame :
        new byte[][] {Frames.withChecksum(content), Frames.withoutContentSize(content)}) {
      frame[position % frame.length] ^= (byte) change;
      try (ZstdDecompressor fresh = new ZstdDecompressor()) {
        UnsafeBuffer dst = new UnsafeBuffer(new byte[4000]);
        fresh.decompress(new UnsafeBuffer(frame), 0, frame.length, dst, 0, 4000);
      } catch (Pe3Exception e) {
        assertFalse(e.getMessage().isEmpty());
      }
    }
  }

  @Test
  void shouldRefuseRangesOutsideTheBuffers() {
    UnsafeBuffer frame = new UnsafeBuffer(Frames.compress(new byte[30]));
    int length = frame.capacity();
    UnsafeBuffer dst = new UnsafeBuffer(new byte[30]);
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> decompressor.decompress(frame, 1, length, dst, 0, 30));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> decompressor.decompress(frame, 0, length, dst, 1, 30));
    assertThrows(
        IndexOutOfBoundsException.class, () -> decompressor.decompress(frame, 0, -1, dst, 0, 30));
  }

  @Test
  void shouldRefuseToWorkOnceClosed() {
    decompressor.close();
    decompressor.close();
    assertThrows(IllegalStateException.class, () -> open(Frames.compress(Frames.text(300)), 300));
  }

  private int open(byte[] frame, int room) {
    UnsafeBuffer dst = new UnsafeBuffer(new byte[room]);
    return decompressor.decompress(new UnsafeBuffer(frame), 0, frame.length, dst, 0, room);
  }

  private void assertMalformed(byte[] frame, int room) {
    assertThrows(MalformedException.class, () -> open(frame, room));
  }

  private LimitExceededException assertLimit(String limit, byte[] frame, int room) {
    LimitExceededException error =
        assertThrows(LimitExceededException.class, () -> open(frame, room));
    assertEquals(limit, error.facts().get("limit"));
    return error;
  }
}
