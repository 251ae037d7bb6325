package io.pe3;

import io.pe3.internal.AgronaAccess;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes Agrona buffers, after a look at the launch flag that they need. Direct ones are the fastest
 * for sealing and opening.
 *
 * <p>Thread-safe.
 */
public final class Buffers {
  private static final int CACHE_LINE = 64;

  private Buffers() {}

  /**
   * A buffer in direct memory that starts on a cache line, all zeros.
   *
   * @param capacity in octets
   * @return the buffer; its memory is freed when it is no longer reachable
   * @throws io.pe3.error.EngineUnavailableException when the launch flag is missing
   */
  public static UnsafeBuffer direct(int capacity) {
    AgronaAccess.require();
    ByteBuffer memory = BufferUtil.allocateDirectAligned(capacity, CACHE_LINE);
    return new UnsafeBuffer(memory);
  }

  /**
   * A buffer on the heap, all zeros.
   *
   * @param capacity in octets
   * @return the buffer
   * @throws io.pe3.error.EngineUnavailableException when the launch flag is missing
   */
  public static UnsafeBuffer heap(int capacity) {
    AgronaAccess.require();
    return new UnsafeBuffer(new byte[capacity]);
  }
}
