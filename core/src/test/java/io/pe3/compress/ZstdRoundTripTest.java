package io.pe3.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ZstdRoundTripTest {
  private static final byte GUARD = (byte) 0xA5;
  private static final int MARGIN = 64;

  enum Kind {
    HEAP,
    HEAP_BYTE_BUFFER,
    DIRECT,
    SLICE,
    EXPANDABLE_ARRAY,
    EXPANDABLE_DIRECT;

    MutableDirectBuffer make(int capacity) {
      MutableDirectBuffer buffer =
          switch (this) {
            case HEAP -> new UnsafeBuffer(new byte[capacity]);
            case HEAP_BYTE_BUFFER -> new UnsafeBuffer(ByteBuffer.allocate(capacity));
            case DIRECT -> new UnsafeBuffer(ByteBuffer.allocateDirect(capacity));
            case SLICE -> new UnsafeBuffer(ByteBuffer.allocateDirect(capacity + 10), 7, capacity);
            case EXPANDABLE_ARRAY -> new ExpandableArrayBuffer(capacity);
            case EXPANDABLE_DIRECT -> new ExpandableDirectByteBuffer(capacity);
          };
      buffer.setMemory(0, buffer.capacity(), GUARD);
      return buffer;
    }
  }

  @Property(tries = 150)
  void shouldGiveBackWhatItCompressed(
      @ForAll("contents") byte[] content,
      @ForAll Kind from,
      @ForAll Kind via,
      @ForAll Kind to,
      @ForAll @IntRange(max = 40) int offset,
      @ForAll @IntRange(min = -7, max = 9) int level) {
    MutableDirectBuffer source = from.make(content.length + MARGIN);
    source.putBytes(offset, content);
    MutableDirectBuffer packed = via.make(content.length + MARGIN);
    MutableDirectBuffer target = to.make(content.length + MARGIN);
    try (ZstdCompressor compressor = new ZstdCompressor(level, 0, ZstdLimits.DEFAULT);
        ZstdDecompressor decompressor = new ZstdDecompressor()) {
      int length =
          compressor.compress(source, offset, content.length, packed, offset, content.length);
      assertGuarded(packed, offset, content.length);
      if (length == ZstdCompressor.NOT_COMPRESSED) {
        return;
      }
      assertTrue(length < content.length);
      assertTrue(ZstdDecompressor.startsWithMagic(packed, offset, length));
      assertEquals(content.length, decompressor.maxDecompressedLength(packed, offset, length));
      assertEquals(
          content.length,
          decompressor.decompress(packed, offset, length, target, offset, content.length));
      byte[] result = new byte[content.length];
      target.getBytes(offset, result);
      assertArrayEquals(content, result);
      assertGuarded(target, offset, content.length);
    }
  }

  @Property(tries = 60)
  void shouldTakeTheFramesOfZstdItself(
      @ForAll("contents") byte[] content, @ForAll Kind from, @ForAll Kind to) {
    for (byte[] frame :
        new byte[][] {
          Zstd.compress(content, 3),
          Frames.withChecksum(content),
          Frames.withoutContentSize(content)
        }) {
      MutableDirectBuffer source = from.make(frame.length + MARGIN);
      source.putBytes(3, frame);
      MutableDirectBuffer target = to.make(content.length + MARGIN);
      try (ZstdDecompressor decompressor = new ZstdDecompressor()) {
        if (content.length > (long) ZstdLimits.HIGHEST_RATIO * frame.length) {
          continue;
        }
        int length = decompressor.decompress(source, 3, frame.length, target, 5, content.length);
        assertEquals(content.length, length);
        byte[] result = new byte[length];
        target.getBytes(5, result);
        assertArrayEquals(content, result);
        assertGuarded(target, 5, content.length);
      }
    }
  }

  @Property(tries = 60)
  void shouldBeReadableByZstdItself(@ForAll("contents") byte[] content) {
    UnsafeBuffer packed = new UnsafeBuffer(new byte[content.length]);
    try (ZstdCompressor compressor = new ZstdCompressor()) {
      int length =
          compressor.compress(
              new UnsafeBuffer(content), 0, content.length, packed, 0, content.length);
      if (length != ZstdCompressor.NOT_COMPRESSED) {
        byte[] frame = Arrays.copyOf(packed.byteArray(), length);
        assertArrayEquals(content, Zstd.decompress(frame, content.length));
      }
    }
  }

  @Test
  void shouldReuseItsContextsAndScratch() {
    try (ZstdCompressor compressor = new ZstdCompressor();
        ZstdDecompressor decompressor = new ZstdDecompressor()) {
      for (int size : new int[] {1 << 20, 300, 70_000, 256, 1 << 18}) {
        byte[] content = Frames.text(size);
        UnsafeBuffer packed = new UnsafeBuffer(new byte[size]);
        int length = compressor.compress(new UnsafeBuffer(content), 0, size, packed, 0, size);
        assertTrue(length > 0);
        byte[] result = new byte[size];
        decompressor.decompress(packed, 0, length, new UnsafeBuffer(result), 0, size);
        assertArrayEquals(content, result);
      }
    }
  }

  @Provide
  Arbitrary<byte[]> contents() {
    Arbitrary<Integer> sizes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 2_000), Arbitraries.integers().between(0, 1 << 20));
    Arbitrary<Integer> alphabets = Arbitraries.of(1, 2, 5, 40, 256);
    return sizes.flatMap(
        size ->
            alphabets.flatMap(
                alphabet -> Arbitraries.longs().map(seed -> content(size, alphabet, seed))));
  }

  private static byte[] content(int size, int alphabet, long seed) {
    Random random = new Random(seed);
    byte[] content = new byte[size];
    for (int i = 0; i < size; i++) {
      content[i] = (byte) random.nextInt(alphabet);
    }
    return content;
  }

  private static void assertGuarded(MutableDirectBuffer buffer, int offset, int length) {
    for (int i = 0; i < buffer.capacity(); i++) {
      if (i < offset || i >= offset + length) {
        assertEquals(GUARD, buffer.getByte(i));
      }
    }
  }
}
