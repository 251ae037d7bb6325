package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values read and written in one step are the same wherever the range begins and ends. */
class CborRangeEndTest {
  private static final int CAPACITY = 96;
  private static final PayloadKey A = PayloadKey.of("a");
  private static final PayloadKey B = PayloadKey.of("bcdefgh");
  private static final PayloadKey NUL = PayloadKey.of("\0");

  private final CborWriter writer = new CborWriter();
  private final CborReader reader = new CborReader();

  private static UnsafeBuffer buffer(boolean direct, int fill) {
    UnsafeBuffer made =
        direct
            ? new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY))
            : new UnsafeBuffer(new byte[CAPACITY]);
    made.setMemory(0, CAPACITY, (byte) fill);
    return made;
  }

  /** Writes a map of one entry so that it ends there; its first octet. */
  private int write(MutableDirectBuffer out, int end, Consumer<CborWriter> value) {
    writer.wrap(out, 0, CAPACITY).startMap(1).writeKey(A);
    value.accept(writer);
    writer.endMap();
    int length = writer.length();
    byte[] octets = new byte[length];
    out.getBytes(0, octets);
    out.setMemory(0, CAPACITY, out.getByte(CAPACITY - 1));
    out.putBytes(end - length, octets);
    return end - length;
  }

  /** Reads such maps at many ends, behind which different octets stand, and cut off anywhere. */
  private void check(boolean direct, Consumer<CborWriter> value, Consumer<CborReader> read) {
    for (int fill : new int[] {0, 0x17, 0xff}) {
      UnsafeBuffer in = buffer(direct, fill);
      for (int end = CAPACITY - 9; end <= CAPACITY; end++) {
        int start = write(in, end, value);
        reader.wrap(in, start, end - start).startMap();
        assertTrue(reader.readKey(A));
        read.accept(reader);
        reader.endMap();
        reader.endOfInput();
        for (int cut = start; cut < end; cut++) {
          int length = cut - start;
          assertThrows(
              MalformedException.class,
              () -> {
                reader.wrap(in, start, length).startMap();
                reader.readKey(A);
                read.accept(reader);
              });
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldReadIntegersUpToTheEnd(boolean direct) {
    for (long n : EdgeNumbers.INTEGERS) {
      check(direct, out -> out.writeLong(n), in -> assertEquals(n, in.readLong()));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldReadFloatsUpToTheEnd(boolean direct) {
    for (double n : EdgeNumbers.FLOATS) {
      check(direct, out -> out.writeDouble(n), in -> assertEquals(n, in.readDouble()));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldReadBooleansUpToTheEnd(boolean direct) {
    check(direct, out -> out.writeBoolean(true), in -> assertTrue(in.readBoolean()));
    check(direct, out -> out.writeBoolean(false), in -> assertFalse(in.readBoolean()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldReadTextUpToTheEnd(boolean direct) {
    UnsafeBuffer view = new UnsafeBuffer(0, 0);
    for (String text : new String[] {"", "x", "seven77", "eight888", "nine 9999", "\u0141\u00e9"}) {
      check(
          direct,
          out -> out.writeText(text),
          in -> {
            in.readText(view);
            byte[] octets = new byte[view.capacity()];
            view.getBytes(0, octets);
            assertEquals(text, new String(octets, StandardCharsets.UTF_8));
          });
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldTellKeysApartUpToTheEnd(boolean direct) {
    for (PayloadKey key : new PayloadKey[] {A, B, NUL, PayloadKey.of(""), PayloadKey.of("ab")}) {
      check(
          direct,
          out -> out.writeText(key.text()),
          in -> {
            for (PayloadKey other : new PayloadKey[] {A, B, NUL}) {
              if (!other.text().equals(key.text())) {
                assertFalse(in.readKey(other));
              }
            }
            assertTrue(in.readKey(key));
          });
    }
  }

  @Test
  void shouldNotTakeWhatStandsBehindTheEndForAKey() {
    UnsafeBuffer in = buffer(true, 0);
    // A text of one octet, which is missing; zeros follow the range.
    in.putByte(40, (byte) 0x81);
    in.putByte(41, (byte) 0x61);
    reader.wrap(in, 32, 10);
    for (int i = 0; i < 8; i++) {
      assertEquals(0, reader.readLong());
    }
    reader.startArray();
    assertThrows(MalformedException.class, () -> reader.readKey(NUL));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 22, 23, 24})
  void shouldWriteTextOfAllWidths(int length) {
    // The second has octets of ASCII in its lower halves, and is none.
    for (String unit : new String[] {"s", "\u0141", "\u00e9"}) {
      for (int place = 0; place < length; place++) {
        String text = "a".repeat(place) + unit + "z".repeat(length - place - 1);
        for (boolean direct : new boolean[] {true, false}) {
          UnsafeBuffer out = buffer(direct, 0xff);
          writer.wrap(out, 3, CAPACITY - 3).writeText(text);
          assertEquals(text, reader.wrap(out, 3, writer.length()).readText());
          reader.endOfInput();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldGoOnInAMapThatIsBegun(boolean direct) {
    UnsafeBuffer out = buffer(direct, 0);
    writer.wrap(out, 5, 40).startMap(2).writeKey(A);
    int begun = writer.length();
    writer.wrapInMap(out, 5, 40, begun, 3);
    assertFalse(writer.isComplete());
    writer.startArray(1).writeLong(7).endArray();
    writer.writeKey(B).writeBoolean(true).endMap();
    assertTrue(writer.isComplete());
    reader.wrapInMap(out, 5, writer.length(), begun, 3);
    assertEquals(1, reader.depth());
    assertEquals(5 + begun, reader.position());
    assertEquals(1, reader.startArray());
    assertEquals(7, reader.readLong());
    reader.endArray();
    assertTrue(reader.readKey(B));
    assertTrue(reader.readBoolean());
    assertFalse(reader.hasNext());
    reader.endMap();
    reader.endOfInput();
    assertFalse(reader.hasNext());
  }

  @Test
  void shouldRefuseToGoOnOutsideOfTheRange() {
    UnsafeBuffer out = buffer(true, 0);
    assertThrows(IndexOutOfBoundsException.class, () -> writer.wrapInMap(out, 0, 10, 11, 1));
    assertThrows(
        IndexOutOfBoundsException.class, () -> writer.wrapInMap(out, 90, CAPACITY - 89, 1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> reader.wrapInMap(out, 0, 10, 11, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> reader.wrapInMap(out, 0, 10, -1, 1));
    assertThrows(IllegalArgumentException.class, () -> writer.wrapInMap(out, 0, 10, 1, -1));
    assertThrows(IllegalArgumentException.class, () -> reader.wrapInMap(out, 0, 10, 1, -1));
  }

  @Test
  void shouldRefuseMoreThanTheBegunMapLacks() {
    UnsafeBuffer out = buffer(false, 0);
    writer.wrapInMap(out, 0, CAPACITY, 1, 1).writeLong(1);
    assertThrows(IllegalStateException.class, () -> writer.writeLong(2));
  }
}
