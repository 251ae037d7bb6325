package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.error.BufferTooSmallException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key and its value in one call are what they are in two, wherever the range ends. */
class EntryWritingTest {
  private static final byte OUTSIDE = 0x5A;
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "seven77",
          "eight888",
          "nine 9999",
          "sixteen 16161616",
          "seventeen 1717171",
          "twenty three characters",
          "twenty four characters 4",
          "\u00e9",
          "ascii and \u00e9",
          "\ud83d\ude00");
  private static final List<PayloadKey> KEYS =
      List.of(
          PayloadKey.of(""),
          PayloadKey.of("k"),
          PayloadKey.of("seven77"),
          PayloadKey.of("eight888"),
          PayloadKey.of("fifteen 1515151"),
          PayloadKey.of("sixteen 16161616"),
          PayloadKey.of("a key that takes more than two words"));

  @ParameterizedTest
  @EnumSource(names = {"CBOR", "MSGPACK", "JSON"})
  void shouldWriteTheSameInOneCallAsInTwo(Serializer serializer) {
    for (PayloadKey key : KEYS) {
      for (long value : EdgeNumbers.INTEGERS) {
        compare(serializer, w -> w.writeKey(key).writeLong(value), w -> w.writeLong(key, value));
      }
      for (double value : EdgeNumbers.FLOATS) {
        compare(
            serializer, w -> w.writeKey(key).writeDouble(value), w -> w.writeDouble(key, value));
      }
      for (String value : TEXTS) {
        compare(serializer, w -> w.writeKey(key).writeText(value), w -> w.writeText(key, value));
      }
      for (boolean value : new boolean[] {false, true}) {
        compare(
            serializer, w -> w.writeKey(key).writeBoolean(value), w -> w.writeBoolean(key, value));
      }
    }
  }

  @Test
  void shouldRefuseAnEntryWhereNoneIsLeft() {
    for (Serializer serializer : List.of(Serializer.CBOR, Serializer.MSGPACK, Serializer.JSON)) {
      PayloadWriter writer = serializer.newWriter();
      writer.wrap(new UnsafeBuffer(new byte[64]), 0, 64).startMap(1).writeLong(KEYS.get(1), 1);
      assertThrows(IllegalStateException.class, () -> writer.writeLong(KEYS.get(1), 1));
    }
  }

  private interface Write extends Consumer<PayloadWriter> {}

  private static void compare(Serializer serializer, Write inTwo, Write inOne) {
    byte[] expected = written(serializer, inTwo, 128);
    BiConsumer<Write, Integer> same =
        (write, room) -> assertArrayEquals(expected, written(serializer, write, room));
    for (int room = expected.length; room < expected.length + 24; room++) {
      same.accept(inOne, room);
      same.accept(inTwo, room);
    }
    for (int room = 0; room < expected.length; room++) {
      int tooSmall = room;
      assertThrows(BufferTooSmallException.class, () -> written(serializer, inOne, tooSmall));
    }
  }

  private static byte[] written(Serializer serializer, Write write, int room) {
    byte[] octets = new byte[room + 16];
    Arrays.fill(octets, OUTSIDE);
    PayloadWriter writer = serializer.newWriter();
    try {
      writer.wrap(new UnsafeBuffer(octets), 8, room).startMap(1);
      write.accept(writer);
      writer.endMap();
    } finally {
      for (int i = 0; i < 8; i++) {
        assertEquals(OUTSIDE, octets[i]);
        assertEquals(OUTSIDE, octets[8 + room + i]);
      }
    }
    return Arrays.copyOfRange(octets, 8, 8 + writer.length());
  }
}
