package io.pe3.aead.engine;

import org.agrona.DirectBuffer;

/**
 * How a call goes down. A critical call is quicker by the thread-state transition but holds up the
 * collector while it runs, so that long inputs take the ordinary way; heap arrays can go down only
 * by a critical call, and above a size are copied through direct memory instead.
 */
final class Linkage {
  /** Longest direct input of a critical call, in octets. */
  static final int MAX_CRITICAL_DIRECT = 4096;

  /** Longest heap input of a critical call, in octets. */
  static final int MAX_CRITICAL_HEAP = 32 * 1024;

  private Linkage() {}

  static boolean isDirect(DirectBuffer buffer) {
    return buffer.byteArray() == null;
  }

  static boolean isHeap(DirectBuffer buffer) {
    return buffer.byteArray() != null;
  }

  /** Whether an octet's address is a multiple of four; array objects start on such an address. */
  static boolean isWordAligned(DirectBuffer buffer, int offset) {
    return ((buffer.addressOffset() + offset) & (Integer.BYTES - 1)) == 0;
  }

  static long address(DirectBuffer buffer, int offset) {
    return buffer.addressOffset() + offset;
  }
}
