package io.pe3.routers.record;

import java.io.ByteArrayOutputStream;

/** The octets of one connection, both ways. */
public final class Recording {
  final Octets toRouter = new Octets();
  final Octets fromRouter = new Octets();

  /** What the session sent, with the masks of WebSocket taken off. */
  public byte[] toRouter() {
    return WebSocketFrames.unmasked(toRouter.copy());
  }

  /** What the router sent. */
  public byte[] fromRouter() {
    return WebSocketFrames.unmasked(fromRouter.copy());
  }

  /** Grows while others read it. */
  static final class Octets {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();

    synchronized void append(byte[] chunk, int count) {
      all.write(chunk, 0, count);
    }

    synchronized byte[] copy() {
      return all.toByteArray();
    }
  }
}
