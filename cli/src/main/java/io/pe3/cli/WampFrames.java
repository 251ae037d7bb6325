package io.pe3.cli;

import io.pe3.cli.line.LineOutput;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Serialized messages on standard input and output: one, that is all of the input, or many, each in
 * a frame of WAMP's RawSocket transport.
 *
 * <pre>
 *   0        1                          4
 *  +--------+--------------------------+------------------
 *  |  type  |  length, big-endian (3)  |  length octets …
 *  +--------+--------------------------+------------------
 *  type     0 message, 1 ping, 2 pong; the upper five bits are zero
 * </pre>
 */
final class WampFrames {
  private static final int HEADER = 4;
  private static final int MESSAGE = 0;
  private static final int PONG = 2;
  private static final int MAX_FRAME = 0xFF_FFFF;
  private static final int MAX_MESSAGE = 64 << 20;

  private WampFrames() {}

  /** What is done with each message. */
  interface MessageTask {
    byte[] run(byte[] message) throws IOException;
  }

  /** Runs a task on every message, up to the first that fails; pings and pongs pass. */
  static void eachMessage(Streams streams, boolean framed, MessageTask task) throws IOException {
    try (LineOutput out = LineOutput.open(null, streams.out())) {
      if (framed) {
        frames(streams.in(), out, task);
      } else {
        byte[] message = streams.in().readNBytes(MAX_MESSAGE + 1);
        if (message.length > MAX_MESSAGE) {
          throw tooLong(message.length, MAX_MESSAGE);
        }
        out.write(task.run(message));
      }
      out.commit();
    }
  }

  private static void frames(InputStream in, LineOutput out, MessageTask task) throws IOException {
    while (true) {
      byte[] header = in.readNBytes(HEADER);
      if (header.length == 0) {
        return;
      }
      if (header.length < HEADER || header[0] < MESSAGE || header[0] > PONG) {
        throw new MalformedException(
            "this is no frame: four octets of type (0, 1 or 2) and length begin one",
            "type",
            header[0],
            "octets",
            header.length);
      }
      int length = (header[1] & 0xFF) << 16 | (header[2] & 0xFF) << 8 | (header[3] & 0xFF);
      byte[] message = in.readNBytes(length);
      if (message.length < length) {
        throw new MalformedException(
            "the input ends within a frame", "length", length, "octets", message.length);
      }
      write(out, header[0], header[0] == MESSAGE ? task.run(message) : message);
      if (in.available() == 0) {
        // Whoever waits for the answer to one message before sending the next gets it.
        out.flush();
      }
    }
  }

  private static void write(LineOutput out, byte type, byte[] message) throws IOException {
    int length = message.length;
    if (length > MAX_FRAME) {
      throw tooLong(length, MAX_FRAME);
    }
    out.write(new byte[] {type, (byte) (length >> 16), (byte) (length >> 8), (byte) length});
    out.write(message);
  }

  private static LimitExceededException tooLong(int length, int maximum) {
    return new LimitExceededException(
        "the message is too long", "limit", "message", "length", length, "maximum", maximum);
  }
}
