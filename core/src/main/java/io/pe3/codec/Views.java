package io.pe3.codec;

import io.pe3.internal.AgronaAccess;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes the buffer views that codecs start from. The first one is where a program that lacks the
 * launch flag finds out, by an error that names it.
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
}
