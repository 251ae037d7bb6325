package io.pe3.routers.record;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes the masks off one direction of a WebSocket connection (RFC 6455 section 5.2). Clients mask
 * what they send, so that a search in the octets as they are would find nothing, ever.
 */
final class WebSocketFrames {
  private static final byte[] HANDSHAKE_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH = 0x7f;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MASKED = 0x80;
  private static final int COMPRESSED = 0x40;
  private static final int MASK_OCTETS = 4;

  private WebSocketFrames() {}

  /**
   * The handshake as it is, then the payloads of all frames one after the other, so that a message
   * in several frames is in one piece. Anything but WebSocket comes back as it is.
   */
  static byte[] unmasked(byte[] stream) {
    String start = new String(stream, 0, Math.min(4, stream.length), StandardCharsets.US_ASCII);
    if (!start.equals("GET ") && !start.equals("HTTP")) {
      return stream;
    }
    int at = handshakeEnd(stream);
    ByteArrayOutputStream out = new ByteArrayOutputStream(stream.length);
    out.write(stream, 0, at);
    ByteBuffer in = ByteBuffer.wrap(stream, at, stream.length - at);
    while (in.remaining() >= 2) {
      frame(in, out);
    }
    return out.toByteArray();
  }

  private static void frame(ByteBuffer in, ByteArrayOutputStream out) {
    if ((in.get() & COMPRESSED) != 0) {
      throw new AssertionError("a compressed frame can't be searched");
    }
    int head = in.get();
    long length = head & LENGTH;
    if (length == LENGTH_16) {
      length = in.getShort() & 0xffff;
    } else if (length == LENGTH_64) {
      length = in.getLong();
    }
    byte[] mask = new byte[MASK_OCTETS];
    if ((head & MASKED) != 0) {
      in.get(mask);
    }
    // The last frame may have been cut off by the end of the connection.
    int there = (int) Math.min(length, in.remaining());
    for (int i = 0; i < there; i++) {
      out.write(in.get() ^ mask[i % MASK_OCTETS]);
    }
  }

  private static int handshakeEnd(byte[] stream) {
    for (int at = 0; at + HANDSHAKE_END.length <= stream.length; at++) {
      if (Arrays.equals(
          stream, at, at + HANDSHAKE_END.length, HANDSHAKE_END, 0, HANDSHAKE_END.length)) {
        return at + HANDSHAKE_END.length;
      }
    }
    return stream.length;
  }
}
