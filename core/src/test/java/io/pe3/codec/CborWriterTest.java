package io.pe3.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborWriterTest {
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
  private final CborWriter writer = new CborWriter().wrap(buffer, 8, 400);

  private String written() {
    byte[] octets = new byte[writer.length()];
    buffer.getBytes(8, octets);
    return CborTesting.hex(octets);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "23, 17",
    "24, 1818",
    "255, 18ff",
    "256, 190100",
    "65535, 19ffff",
    "65536, 1a00010000",
    "4294967295, 1affffffff",
    "4294967296, 1b0000000100000000",
    "9223372036854775807, 1b7fffffffffffffff",
    "-1, 20",
    "-24, 37",
    "-25, 3818",
    "-256, 38ff",
    "-257, 390100",
    "-65537, 3a00010000",
    "-4294967297, 3b0000000100000000",
    "-9223372036854775808, 3b7fffffffffffffff"
  })
  void shouldWriteShortestInteger(long value, String hex) {
    writer.writeLong(value);
    assertEquals(hex, written());
    assertEquals(value, new CborReader().wrap(buffer, 8, writer.length()).readLong());
    writer.wrap(buffer, 8, 400).writeBigInteger(BigInteger.valueOf(value));
    assertEquals(hex, written());
    writer.wrap(buffer, 8, hex.length() / 2).writeLong(value);
    assertEquals(hex, written());
  }

  @Test
  void shouldWriteUnsignedIntegers() {
    writer.writeUnsignedLong(-1L);
    assertEquals("1bffffffffffffffff", written());
  }

  @ParameterizedTest
  @CsvSource({
    "18446744073709551615, 1bffffffffffffffff",
    "-18446744073709551616, 3bffffffffffffffff",
    "18446744073709551616, c249010000000000000000",
    "-18446744073709551617, c349010000000000000000"
  })
  void shouldWriteBignumOnlyBeyondPlainIntegers(BigInteger value, String hex) {
    writer.writeBigInteger(value);
    assertEquals(hex, written());
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, f90000",
    "-0.0, f98000",
    "1.0, f93c00",
    "5.960464477539063E-8, f90001",
    "65504.0, f97bff",
    "65536.0, fa47800000",
    "2.9802322387695312E-8, fa33000000",
    "1.401298464324817E-45, fa00000001",
    "1.1, fb3ff199999999999a",
    "NaN, f97e00",
    "Infinity, f97c00",
    "-Infinity, f9fc00"
  })
  void shouldWriteShortestFloat(double value, String hex) {
    writer.writeDouble(value);
    assertEquals(hex, written());
    writer.wrap(buffer, 8, hex.length() / 2).writeDouble(value);
    assertEquals(hex, written());
  }

  @ParameterizedTest
  @ValueSource(longs = {0x7ff0_0000_0000_0001L, 0x7fff_ffff_ffff_ffffL, -1L})
  void shouldWriteEveryNanAlike(long bits) {
    writer.writeDouble(Double.longBitsToDouble(bits));
    assertEquals("f97e00", written());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 23, 24, 255, 256, 300})
  void shouldWriteTextOfEveryHeadLength(int chars) {
    for (String tail : new String[] {"", "\u00e9", "\u6c34", "\ud83d\ude00", "\u00e9a"}) {
      String text = "t".repeat(chars) + tail;
      UnsafeBuffer utf8 = new UnsafeBuffer(text.getBytes(UTF_8));
      writer.wrap(buffer, 8, 400).writeText(text);
      String hex = written();
      assertEquals(text, CborTesting.read(CborTesting.hex(hex)));
      writer.wrap(buffer, 8, 400).writeText(utf8, 0, utf8.capacity());
      assertEquals(written(), hex);
      writer.wrap(buffer, 8, 400).writeKey(PayloadKey.of(text));
      assertEquals(written(), hex);
      writer.wrap(buffer, 8, hex.length() / 2).writeText(text);
      assertEquals(written(), hex);
    }
  }

  @Test
  void shouldWriteBytesFromArrayAndBuffer() {
    writer.startArray(2).writeBytes(new byte[] {1, 2});
    writer.writeBytes(new UnsafeBuffer(new byte[] {9, 3, 4, 9}), 1, 2).endArray();
    assertEquals("8242010242" + "0304", written());
    assertTrue(writer.isComplete());
  }

  @Test
  void shouldWriteToDirectAndExpandableBuffers() {
    UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
    ExpandableArrayBuffer expandable = new ExpandableArrayBuffer(64);
    writer.wrap(direct, 3, 61).writeText("payload");
    writer.wrap(expandable, 3, 61).writeText("payload");
    byte[] first = new byte[8];
    byte[] second = new byte[8];
    direct.getBytes(3, first);
    expandable.getBytes(3, second);
    assertEquals("677061796c6f6164", CborTesting.hex(first));
    assertArrayEquals(first, second);
  }

  @Test
  void shouldRefuseLoneSurrogate() {
    assertThrows(UnrepresentableException.class, () -> writer.writeText("12345678\ud800"));
  }

  @Test
  void shouldRefuseInvalidUtf8() {
    UnsafeBuffer utf8 = new UnsafeBuffer(new byte[] {'a', 'b', (byte) 0xc0, (byte) 0x80});
    MalformedException refused =
        assertThrows(MalformedException.class, () -> writer.writeText(utf8, 1, 3));
    assertEquals(1, refused.facts().get("offset"));
  }

  @Test
  void shouldSayHowMuchRoomIsMissing() {
    writer.wrap(buffer, 8, 4);
    BufferTooSmallException refused =
        assertThrows(BufferTooSmallException.class, () -> writer.writeText("payload"));
    assertEquals(8L, refused.facts().get("needed"));
    assertEquals(4, refused.facts().get("available"));
  }

  @Test
  void shouldRefuseRangeOutsideTheBuffer() {
    assertThrows(IndexOutOfBoundsException.class, () -> writer.wrap(buffer, 500, 13));
    assertThrows(IndexOutOfBoundsException.class, () -> writer.wrap(buffer, -1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> writer.writeBytes(buffer, 500, 13));
    assertThrows(IndexOutOfBoundsException.class, () -> writer.writeText(buffer, 500, 13));
    assertThrows(IndexOutOfBoundsException.class, () -> writer.writeRaw(buffer, 500, 13));
  }

  @Test
  void shouldBeCompleteAfterExactlyOneValue() {
    assertFalse(writer.isComplete());
    writer.startMap(1).writeText("a");
    assertFalse(writer.isComplete());
    writer.writeNull();
    assertFalse(writer.isComplete());
    writer.endMap();
    assertTrue(writer.isComplete());
    assertThrows(IllegalStateException.class, writer::writeNull);
  }

  @Test
  void shouldRefuseToNestTooDeep() {
    for (int i = 0; i < PayloadWriter.MAX_DEPTH; i++) {
      writer.startArray(1);
    }
    assertThrows(LimitExceededException.class, () -> writer.startArray(0));
  }

  @Test
  void shouldSpliceVerbatim() {
    UnsafeBuffer source = new UnsafeBuffer(CborTesting.hex("00" + "bf7f6161ff1900" + "01ff00"));
    writer.startArray(2).writeRaw(source, 1, 9).writeBoolean(true).endArray();
    assertEquals("82bf7f6161ff190001fff5", written());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0000", "81", "61ff", "9f01", "ff", "1c"})
  void shouldRefuseToSpliceAnythingButOneValue(String hex) {
    UnsafeBuffer source = new UnsafeBuffer(CborTesting.hex(hex));
    assertThrows(MalformedException.class, () -> writer.writeRaw(source, 0, source.capacity()));
  }

  @Test
  void shouldCountDepthOfWhatIsSpliced() {
    UnsafeBuffer deep = new UnsafeBuffer(CborTesting.hex("81".repeat(62) + "80"));
    writer.startArray(1).writeRaw(deep, 0, deep.capacity());
    writer.wrap(buffer, 8, 400).startArray(1).startArray(1);
    MalformedException refused =
        assertThrows(MalformedException.class, () -> writer.writeRaw(deep, 0, deep.capacity()));
    assertEquals(PayloadWriter.MAX_DEPTH, refused.facts().get("maxDepth"));
  }
}
