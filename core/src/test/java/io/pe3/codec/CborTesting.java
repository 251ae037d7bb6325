package io.pe3.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** What the CBOR tests share. */
final class CborTesting {
  private CborTesting() {}

  static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }

  /** A reader on octets that stand in the midst of others, in direct memory. */
  static CborReader reader(byte[] octets) {
    int guard = 16;
    UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(octets.length + 2 * guard));
    buffer.setMemory(0, buffer.capacity(), (byte) 0x61);
    buffer.putBytes(guard, octets);
    return new CborReader().wrap(buffer, guard, octets.length);
  }

  static CborReader reader(String hex) {
    return reader(hex(hex));
  }

  static Object read(byte[] octets) {
    CborReader reader = reader(octets);
    Object value = PlainValues.read(reader);
    reader.endOfInput();
    return value;
  }

  static void validate(byte[] octets) {
    CborReader reader = reader(octets);
    reader.skipValue();
    reader.endOfInput();
  }

  /** Writes a plain value into a range that fits it exactly. */
  static byte[] write(Object value) {
    UnsafeBuffer large = new UnsafeBuffer(new byte[1 << 16]);
    CborWriter writer = new CborWriter().wrap(large, 0, large.capacity());
    PlainValues.write(writer, value);
    if (!writer.isComplete()) {
      throw new AssertionError("not complete");
    }
    byte[] exact = new byte[writer.length()];
    PlainValues.write(writer.wrap(new UnsafeBuffer(exact), 0, exact.length), value);
    return exact;
  }

  static List<String> lines(String resource) {
    try (InputStream in = CborTesting.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
