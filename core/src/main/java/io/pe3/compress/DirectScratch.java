package io.pe3.compress;

import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Direct memory that stands in for buffers which zstd cannot use, reused from call to call. It
 * holds plaintext in between, so whoever used it wipes it.
 */
final class DirectScratch {
  private static final int SMALLEST = 4 << 10;
  private static final int LARGEST_POWER_OF_TWO = 1 << 30;

  private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
  private ByteBuffer memory;

  /**
   * Memory of at least a capacity, its index 0 the first octet; the former one is wiped already.
   */
  ByteBuffer ensure(int capacity) {
    if (memory == null || memory.capacity() < capacity) {
      int rounded =
          capacity > LARGEST_POWER_OF_TWO
              ? capacity
              : BitUtil.findNextPositivePowerOfTwo(Math.max(SMALLEST, capacity));
      memory = ByteBuffer.allocateDirect(rounded);
      view.wrap(memory);
    }
    return memory;
  }

  /** The same memory as a buffer. */
  UnsafeBuffer view() {
    return view;
  }

  void wipe(int length) {
    if (length > 0) {
      view.setMemory(0, length, (byte) 0);
    }
  }

  /** Whether zstd can work on the range itself. */
  static boolean isDirect(DirectBuffer buffer, int offset, int length) {
    ByteBuffer bytes = buffer.byteBuffer();
    return bytes != null
        && bytes.isDirect()
        && offset + buffer.wrapAdjustment() <= bytes.limit() - length;
  }
}
