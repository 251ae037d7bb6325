package io.pe3.codec;

import io.pe3.error.BufferTooSmallException;
import io.pe3.internal.AgronaAccess;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes the buffer views that codecs start from. The first one is where a program that lacks the
 * launch flag finds out, by an error that names it. Also makes the error of a view that is full.
 */
final class Views {
  private static final byte[] NOTHING = {};

  private Views() {}

  /** A view of nothing, to be wrapped around a range. */
  static UnsafeBuffer empty() {
    return of(NOTHING);
  }

  static UnsafeBuffer of(byte[] octets) {
    AgronaAccess.require();
    return new UnsafeBuffer(octets);
  }

  /** What a writer raises when its range is full. */
  static BufferTooSmallException tooSmall(long needed, int available) {
    return new BufferTooSmallException(
        "the value does not fit into the range; give a larger one",
        "needed",
        needed,
        "available",
        available);
  }
}
