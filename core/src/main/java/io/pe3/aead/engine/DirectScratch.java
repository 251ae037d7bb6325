package io.pe3.aead.engine;

import io.pe3.internal.SecretMemory;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reused direct memory for what must not be on the heap during a call. Grows to the largest use,
 * wiped after a use, because it held plaintext or a key.
 */
final class DirectScratch implements AutoCloseable {
  private static final int ALIGNMENT = 64;
  private static final int MIN_LENGTH = 4096;

  private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
  private final UnsafeBuffer outside = new UnsafeBuffer(0, 0);
  private SecretMemory memory;

  /** Makes room and gives its address. */
  long address(int length) {
    if (memory == null || memory.length() < length) {
      close();
      memory = SecretMemory.allocate(roundedUp(length), ALIGNMENT);
      view.wrap(memory.address(), memory.length());
    }
    return memory.address();
  }

  void putFrom(int offset, DirectBuffer src, int srcOffset, int length) {
    view.putBytes(offset, src, srcOffset, length);
  }

  void getTo(int offset, MutableDirectBuffer dst, int dstOffset, int length) {
    dst.putBytes(dstOffset, view, offset, length);
  }

  /** Copies from native memory, whose range the caller has checked. */
  void putFrom(int offset, long address, int length) {
    outside.wrap(address, length);
    view.putBytes(offset, outside, 0, length);
  }

  /** Copies to native memory, whose range the caller has checked. */
  void getTo(int offset, long address, int length) {
    outside.wrap(address, length);
    outside.putBytes(0, view, offset, length);
  }

  void wipe(int offset, int length) {
    view.setMemory(offset, length, (byte) 0);
  }

  @Override
  public void close() {
    if (memory != null) {
      view.wrap(0, 0);
      memory.close();
      memory = null;
    }
  }

  private static int roundedUp(int length) {
    return length <= MIN_LENGTH
        ? MIN_LENGTH
        : (int) Math.min(Integer.MAX_VALUE - 8L, Long.highestOneBit(2L * length - 1));
  }
}
