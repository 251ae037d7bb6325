package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.error.MalformedException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MsgPackVectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void shouldDecodeEveryFormat() {
    int run = 0;
    for (String line : CborTesting.lines("msgpack-values.txt")) {
      String[] fields = line.split(" ", 3);
      byte[] octets = HEX.parseHex(fields[0]);
      CodecTesting.validate(Serializer.MSGPACK, octets);
      MsgPackReader reader = (MsgPackReader) CodecTesting.reader(Serializer.MSGPACK, octets);
      assertEquals(fields[2], decode(reader, fields[1]), line);
      reader.endOfInput();
      run++;
    }
    assertEquals(143, run);
  }

  @Test
  void shouldEncodeInShortestForm() {
    int run = 0;
    for (String line : CborTesting.lines("msgpack-values.txt")) {
      String[] fields = line.split(" ", 3);
      if (!fields[1].equals("n")) {
        assertEquals(fields[0], HEX.formatHex(encode(HEX.parseHex(fields[0]), fields[1])), line);
        run++;
      }
    }
    assertEquals(98, run);
  }

  @Test
  void shouldTakeShortestHeadAtEveryStep() {
    int run = 0;
    for (String line : CborTesting.lines("msgpack-lengths.txt")) {
      String[] fields = line.split(" ", 3);
      int length = Integer.parseInt(fields[1]);
      byte[] head = HEX.parseHex(fields[2]);
      byte[] whole = Arrays.copyOf(head, head.length + bodyLength(fields[0], length));
      Arrays.fill(whole, head.length, whole.length, (byte) 'a');
      byte[] written = new byte[whole.length];
      MsgPackWriter writer = new MsgPackWriter().wrap(new UnsafeBuffer(written), 0, whole.length);
      write(writer, fields[0], length);
      assertEquals(HEX.formatHex(whole), HEX.formatHex(written), line);
      CodecTesting.validate(Serializer.MSGPACK, whole);
      run++;
    }
    assertEquals(40, run);
  }

  @Test
  void shouldRefuseWhatIsNotWellFormed() {
    int run = 0;
    for (String line : CborTesting.lines("msgpack-malformed.txt")) {
      String hex = line.substring(0, line.indexOf(' '));
      byte[] octets = HEX.parseHex(hex.equals("-") ? "" : hex);
      assertThrows(
          MalformedException.class, () -> CodecTesting.validate(Serializer.MSGPACK, octets), line);
      CodecTesting.checkReadersAgree(Serializer.MSGPACK, octets);
      run++;
    }
    assertEquals(126, run);
  }

  private static String decode(MsgPackReader reader, String kind) {
    if (kind.equals("t")) {
      assertEquals(ValueType.EXTENSION, reader.peek());
      return reader.readTimestamp().toString();
    }
    if (reader.peek() == ValueType.EXTENSION) {
      UnsafeBuffer data = new UnsafeBuffer(0, 0);
      int type = reader.readExtension(data);
      byte[] octets = new byte[data.capacity()];
      data.getBytes(0, octets);
      return "ext(" + type + ", " + CodecTesting.show(octets) + ")";
    }
    return CodecTesting.show(PlainValues.read(reader));
  }

  private static byte[] encode(byte[] octets, String kind) {
    MsgPackReader reader = (MsgPackReader) CodecTesting.reader(Serializer.MSGPACK, octets);
    byte[] written = new byte[octets.length];
    MsgPackWriter writer = new MsgPackWriter().wrap(new UnsafeBuffer(written), 0, octets.length);
    switch (kind) {
      case "t" -> {
        Instant instant = reader.readTimestamp();
        writer.writeTimestamp(instant.getEpochSecond(), instant.getNano());
      }
      case "x" -> {
        UnsafeBuffer data = new UnsafeBuffer(0, 0);
        writer.writeExtension(reader.readExtension(data), data, 0, data.capacity());
      }
      default -> PlainValues.write(writer, PlainValues.read(reader));
    }
    assertEquals(octets.length, writer.length());
    return written;
  }

  private static int bodyLength(String kind, int length) {
    return kind.equals("map") ? 2 * length : length;
  }

  private static void write(MsgPackWriter writer, String kind, int length) {
    UnsafeBuffer octets = new UnsafeBuffer(new byte[length]);
    octets.setMemory(0, length, (byte) 'a');
    switch (kind) {
      case "str" -> writer.writeText("a".repeat(length));
      case "bin" -> writer.writeBytes(octets, 0, length);
      case "ext" -> writer.writeExtension(5, octets, 0, length);
      case "array" -> {
        writer.startArray(length);
        writeLongs(writer, length);
        writer.endArray();
      }
      default -> {
        writer.startMap(length);
        writeLongs(writer, 2 * length);
        writer.endMap();
      }
    }
    assertEquals(true, writer.isComplete());
  }

  /** The integer whose one octet is that of the letter. */
  private static void writeLongs(MsgPackWriter writer, int count) {
    for (int i = 0; i < count; i++) {
      writer.writeLong('a');
    }
  }
}
