package io.pe3.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import io.pe3.error.BufferTooSmallException;
import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** What the tests of every format share; the format is the one of the serializer given. */
final class CodecTesting {
  private static final int GUARD = 16;
  private static final byte GUARD_OCTET = 0x5a;

  private CodecTesting() {}

  /** A reader on octets that stand in the midst of others, in direct memory. */
  static PayloadReader reader(Serializer format, byte[] octets) {
    UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(octets.length + 2 * GUARD));
    // What follows would go on as a number, a text or a key in each format.
    buffer.setMemory(0, buffer.capacity(), (byte) '1');
    buffer.putBytes(GUARD, octets);
    return format.newReader().wrap(buffer, GUARD, octets.length);
  }

  static Object read(Serializer format, byte[] octets) {
    PayloadReader reader = reader(format, octets);
    Object value = PlainValues.read(reader);
    reader.endOfInput();
    return value;
  }

  static void validate(Serializer format, byte[] octets) {
    PayloadReader reader = reader(format, octets);
    reader.skipValue();
    reader.endOfInput();
  }

  /** Writes a plain value into a range that fits it exactly. */
  static byte[] write(Serializer format, Object value) {
    UnsafeBuffer large = new UnsafeBuffer(new byte[1 << 17]);
    PayloadWriter writer = format.newWriter().wrap(large, 0, large.capacity());
    PlainValues.write(writer, value);
    byte[] exact = new byte[writer.length()];
    PlainValues.write(writer.wrap(new UnsafeBuffer(exact), 0, exact.length), value);
    assertEquals(exact.length, writer.length());
    assertEquals(true, writer.isComplete());
    return exact;
  }

  /** The walk and the typed calls have to find the same octets well-formed, and nothing else. */
  static void checkReadersAgree(Serializer format, byte[] octets) {
    boolean wellFormed = true;
    try {
      validate(format, octets);
    } catch (MalformedException e) {
      wellFormed = false;
    }
    try {
      Object value = read(format, octets);
      if (!wellFormed) {
        fail("read what the walk refuses: " + HexFormat.of().formatHex(octets) + " as " + value);
      }
    } catch (MalformedException e) {
      if (wellFormed) {
        throw e;
      }
    } catch (Pe3Exception e) {
      // Well-formed or not, it holds something that is no plain object.
    }
  }

  /** Writes a value into ranges that are too small by a few octets, and into the fitting one. */
  static void checkStaysInRange(Serializer format, Object value) {
    int whole = write(format, value).length;
    for (int room = Math.max(0, whole - 24); room <= whole; room++) {
      byte[] guarded = new byte[room + 2 * GUARD];
      Arrays.fill(guarded, GUARD_OCTET);
      PayloadWriter writer = format.newWriter().wrap(new UnsafeBuffer(guarded), GUARD, room);
      if (room < whole) {
        assertThrows(BufferTooSmallException.class, () -> PlainValues.write(writer, value));
      } else {
        PlainValues.write(writer, value);
      }
      for (int i = 0; i < GUARD; i++) {
        assertEquals(GUARD_OCTET, guarded[i]);
        assertEquals(GUARD_OCTET, guarded[GUARD + room + i]);
      }
    }
  }

  /** Splices a value as an element, a map value and alone. */
  static void checkSplices(Serializer format, Object value) {
    byte[] octets = write(format, value);
    UnsafeBuffer source = new UnsafeBuffer(octets);
    UnsafeBuffer target = new UnsafeBuffer(new byte[octets.length * 2 + 32]);
    PayloadWriter writer = format.newWriter().wrap(target, 0, target.capacity());
    writer.startArray(3).writeRaw(source, 0, octets.length).startMap(1).writeText("k");
    writer.writeRaw(source, 0, octets.length).endMap().writeNull().endArray();
    byte[] spliced = new byte[writer.length()];
    target.getBytes(0, spliced);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("k", value);
    PlainValueArbitraries.assertSame(Arrays.asList(value, map, null), read(format, spliced));
  }

  /** Takes every element of a list out by its extent and reads it by itself. */
  static void checkExtents(Serializer format, List<Object> values) {
    byte[] octets = write(format, values);
    PayloadReader reader = reader(format, octets);
    reader.startArray();
    List<Object> found = new ArrayList<>();
    while (reader.hasNext()) {
      int from = reader.position() - GUARD;
      reader.skipValue();
      found.add(read(format, Arrays.copyOfRange(octets, from, reader.end() - GUARD)));
    }
    reader.endArray();
    reader.endOfInput();
    assertEquals(octets.length, reader.end() - GUARD);
    PlainValueArbitraries.assertSame(values, found);
  }

  /** Numbers of other implementations, as {@link PlainValues} gives them. */
  static Object plain(Object value) {
    return switch (value) {
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      case java.math.BigInteger number when number.bitLength() < Long.SIZE -> number.longValue();
      case List<?> values -> {
        List<Object> list = new ArrayList<>();
        values.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(plain(key), plain(item)));
        yield copy;
      }
      case null -> null;
      default -> value;
    };
  }

  /** A value as the vector files write it. */
  static String show(Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> '"' + escape(text) + '"';
      case byte[] octets -> "h'" + HexFormat.of().formatHex(octets) + "'";
      case List<?> values ->
          values.stream().map(CodecTesting::show).collect(joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> show(entry.getKey()) + ": " + show(entry.getValue()))
              .collect(joining(", ", "{", "}"));
      default -> value.toString();
    };
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : text.getBytes(UTF_8)) {
      if (octet < ' ' || octet == 0x7f || octet == '%') {
        escaped.append(String.format("%%%02X", octet));
      } else {
        escaped.append((char) octet);
      }
    }
    return escaped.toString();
  }

  /** The octets of a text in which %XX stands for one. */
  static byte[] unescape(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        octets.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else {
        octets.write(text.charAt(i));
      }
    }
    return octets.toByteArray();
  }
}
