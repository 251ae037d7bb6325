package io.pe3.cli.line;

import io.pe3.codec.JsonWriter;
import io.pe3.codec.PlainValues;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import java.io.IOException;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** Plain values as JSON text, through one buffer that grows to what is needed and is used again. */
public final class JsonText {
  private static final int FIRST_CAPACITY = 1 << 12;
  private static final int MAX_CAPACITY = 1 << 30;

  private final JsonWriter writer = new JsonWriter();
  private byte[] octets = new byte[FIRST_CAPACITY];
  private final UnsafeBuffer buffer = new UnsafeBuffer(octets);

  /** Writes a value to an output. */
  public void write(Object value, LineOutput out) throws IOException {
    int length = encode(value);
    out.write(octets, 0, length);
  }

  /** A value as text of its own. */
  public byte[] octets(Object value) {
    int length = encode(value);
    return Arrays.copyOf(octets, length);
  }

  private int encode(Object value) {
    while (true) {
      try {
        writer.wrap(buffer, 0, octets.length);
        PlainValues.write(writer, value);
        return writer.length();
      } catch (BufferTooSmallException e) {
        grow();
      }
    }
  }

  private void grow() {
    if (octets.length >= MAX_CAPACITY) {
      throw new LimitExceededException(
          "the opened payload is longer as JSON than one line may be",
          "limit",
          "line_octets",
          "maximum",
          MAX_CAPACITY);
    }
    octets = new byte[octets.length * 4];
    buffer.wrap(octets);
  }
}
