package io.pe3.aead.engine;

import java.lang.foreign.MemorySegment;
import org.agrona.DirectBuffer;

/**
 * The segments that heap arrays go down as, for places that are used again and again, as output
 * ranges and receive buffers are. Making one for each message costs nothing only as long as the JIT
 * sees that it goes nowhere, which depends on what else it has inlined; one that is kept is never
 * allocated again. A place that is not among the last few has none, and is copied.
 *
 * <p>Keeps the arrays of these places reachable. Not thread-safe.
 */
final class SegmentCache {
  private static final int PLACES = 4;

  private final byte[][] arrays = new byte[PLACES][];
  private final long[] addresses = new long[PLACES];
  private final MemorySegment[] segments = new MemorySegment[PLACES];
  private int next;

  /**
   * The segment from a place on, or null when the place is new.
   *
   * @param offset that the caller has checked
   */
  @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
  MemorySegment segment(DirectBuffer buffer, int offset) {
    byte[] array = buffer.byteArray();
    long address = buffer.addressOffset() + offset;
    for (int i = 0; i < PLACES; i++) {
      if (addresses[i] == address && arrays[i] == array) {
        MemorySegment segment = segments[i];
        return segment != null ? segment : make(i, buffer, offset);
      }
    }
    arrays[next] = array;
    addresses[next] = address;
    segments[next] = null;
    next = (next + 1) % PLACES;
    return null;
  }

  /** Lets go of the arrays. */
  void clear() {
    for (int i = 0; i < PLACES; i++) {
      arrays[i] = null;
      addresses[i] = 0;
      segments[i] = null;
    }
  }

  private MemorySegment make(int i, DirectBuffer buffer, int offset) {
    byte[] array = arrays[i];
    segments[i] =
        array == null
            ? MemorySegment.ofAddress(addresses[i])
            : MemorySegment.ofArray(array).asSlice((long) buffer.wrapAdjustment() + offset);
    return segments[i];
  }
}
