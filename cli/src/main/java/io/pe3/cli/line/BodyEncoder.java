package io.pe3.cli.line;

import io.pe3.codec.PayloadWriter;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import io.pe3.error.BufferTooSmallException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the body that scheme {@code x_pe3} would seal for a line. Used again. */
public final class BodyEncoder {
  private static final int FIRST_CAPACITY = 1 << 16;

  private final PayloadWriter writer;
  private byte[] octets = new byte[FIRST_CAPACITY];

  public BodyEncoder(Serializer serializer) {
    this.writer = serializer.newWriter();
  }

  /** The octets of {@code {"args": …, "kwargs": …}}. */
  public byte[] encode(ArgumentsLine line) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("args", line.args());
    body.put("kwargs", line.kwargs());
    while (true) {
      try {
        writer.wrap(new UnsafeBuffer(octets), 0, octets.length);
        PlainValues.write(writer, body);
        return Arrays.copyOf(octets, writer.length());
      } catch (BufferTooSmallException e) {
        octets = new byte[2 * octets.length];
      }
    }
  }
}
