package io.pe3.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import java.math.BigInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class JsonTest {
  private final UnsafeBuffer output = new UnsafeBuffer(new byte[256]);
  private final JsonWriter writer = new JsonWriter().wrap(output, 0, 256);

  @Test
  void shouldWriteWithoutWhiteSpace() {
    writer.startMap(2).writeText("a\n\"\\\u0001\u00e9").startArray(3).writeNull();
    writer.writeBoolean(true).writeDouble(1).endArray().writeKey(PayloadKey.of("b"));
    writer.startArray(4).writeLong(Long.MIN_VALUE).writeUnsignedLong(-1);
    writer.writeBytes(new byte[] {-1}).startMap(0).endMap().endArray().endMap();
    assertTrue(writer.isComplete());
    assertEquals(
        "{\"a\\n\\\"\\\\\\u0001\u00e9\":[null,true,1.0],"
            + "\"b\":[-9223372036854775808,18446744073709551615,\"\\u0000/w==\",{}]}",
        written());
  }

  @Test
  void shouldRefuseNumbersThatJsonHasNot() {
    for (double value : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0}) {
      assertThrows(UnrepresentableException.class, () -> writer.writeDouble(value));
    }
    writer.writeDouble(-0.0);
    assertEquals("-0.0", written());
  }

  @Test
  void shouldRefuseTextThatWouldReadAsByteString() {
    UnsafeBuffer utf8 = new UnsafeBuffer(new byte[] {0, 'a'});
    PayloadKey key = PayloadKey.of("\0a");
    assertThrows(UnrepresentableException.class, () -> writer.writeText("\0a"));
    assertThrows(UnrepresentableException.class, () -> writer.writeText(utf8, 0, 2));
    assertThrows(UnrepresentableException.class, () -> writer.writeKey(key));
    assertFalse(reader("\"a\"").readKey(key));
    writer.writeText("a\0");
    assertEquals("\"a\\u0000\"", written());
  }

  @Test
  void shouldRefuseMapKeysThatAreNoText() {
    writer.startMap(1);
    assertThrows(UnrepresentableException.class, () -> writer.writeLong(1));
    assertThrows(UnrepresentableException.class, writer::writeNull);
    assertThrows(UnrepresentableException.class, () -> writer.writeDouble(1));
    assertThrows(UnrepresentableException.class, () -> writer.writeBytes(new byte[1]));
    assertThrows(UnrepresentableException.class, () -> writer.startMap(0));
    assertThrows(UnrepresentableException.class, () -> writer.startArray(0));
    UnsafeBuffer source = new UnsafeBuffer("1\"k\"".getBytes(UTF_8));
    assertThrows(UnrepresentableException.class, () -> writer.writeRaw(source, 0, 1));
    writer.writeRaw(source, 1, 3).writeRaw(source, 0, 1).endMap();
    assertEquals("{\"k\":1}", written());
  }

  @Test
  void shouldRefuseLoneSurrogates() {
    writer.startArray(1);
    for (String text : new String[] {"\ud800", "\udc00", "ab\ud800c", "\udc00\ud800"}) {
      assertThrows(UnrepresentableException.class, () -> writer.writeText(text));
    }
    writer.writeText("\ud83d\ude00").endArray();
    assertEquals("[\"\ud83d\ude00\"]", written());
  }

  @Test
  void shouldLimitDigitsOfIntegers() {
    String most = "9".repeat(JsonNumber.MAX_DIGITS);
    BigInteger value = new BigInteger(most);
    assertEquals(value, reader(most).readBigInteger());
    assertEquals(value.negate(), reader("-" + most).readBigInteger());
    UnsafeBuffer large = new UnsafeBuffer(new byte[5000]);
    writer.wrap(large, 0, 5000).writeBigInteger(value);
    assertEquals(most.length(), writer.length());
    assertThrows(LimitExceededException.class, () -> reader(most + "9").readBigInteger());
    assertThrows(LimitExceededException.class, () -> reader(most + "9").readDouble());
    writer.wrap(large, 0, 5000);
    BigInteger above = value.add(BigInteger.ONE);
    assertThrows(LimitExceededException.class, () -> writer.writeBigInteger(above));
    assertThrows(LimitExceededException.class, () -> writer.writeBigInteger(above.negate()));
    assertThrows(LimitExceededException.class, () -> writer.writeBigInteger(above.pow(9)));
  }

  @Test
  void shouldReadIntegersAsDoublesOnlyWhenExact() {
    assertEquals(7, reader("7").readDouble());
    assertEquals(0x1p64, reader("18446744073709551616").readDouble());
    assertEquals(1e22, reader("10000000000000000000000").readDouble());
    for (String text :
        new String[] {"9007199254740993", "18446744073709551617", "1" + "0".repeat(23)}) {
      assertThrows(UnrepresentableException.class, () -> reader(text).readDouble(), text);
    }
    String huge = "1" + "0".repeat(400);
    assertThrows(UnrepresentableException.class, () -> reader(huge).readDouble());
  }

  @Test
  void shouldRefuseFloatsThatOverflow() {
    for (String text : new String[] {"1e309", "-1e309", "1e999999999999", "1.8e308"}) {
      assertThrows(UnrepresentableException.class, () -> reader(text).readDouble(), text);
    }
  }

  @Test
  void shouldRefuseAnotherTypeThanAskedFor() {
    assertThrows(UnrepresentableException.class, () -> reader("1.0").readLong());
    assertThrows(UnrepresentableException.class, () -> reader("1e2").readBigInteger());
    assertThrows(UnrepresentableException.class, () -> reader("9223372036854775808").readLong());
    assertThrows(UnrepresentableException.class, () -> reader("-9223372036854775809").readLong());
    assertThrows(UnrepresentableException.class, () -> reader("\"1\"").readLong());
    assertThrows(UnrepresentableException.class, () -> reader("\"AA==\"").readBytes());
    assertThrows(UnrepresentableException.class, () -> reader("\"\\u0000AA==\"").readText());
    assertThrows(UnrepresentableException.class, () -> reader("{}").startArray());
    assertThrows(UnrepresentableException.class, () -> reader("[]").startMap());
    assertThrows(UnrepresentableException.class, () -> reader("null").readBoolean());
    assertThrows(MalformedException.class, () -> reader("?").readBoolean());
    assertFalse(reader("1").readNull());
    assertEquals(Long.MIN_VALUE, reader("-9223372036854775808").readLong());
  }

  @Test
  void shouldRefuseToReadBeyondTheEndOfAContainer() {
    JsonReader reader = reader("[]");
    assertEquals(-1, reader.startArray());
    assertFalse(reader.hasNext());
    assertEquals(ValueType.END, reader.peek());
    assertThrows(UnrepresentableException.class, reader::readLong);
    assertThrows(UnrepresentableException.class, reader::skipValue);
    assertThrows(MalformedException.class, reader::endOfInput);
    reader.endArray();
    reader.endOfInput();
    assertThrows(MalformedException.class, reader::readLong);
  }

  @Test
  void shouldCloseOnlyWhatIsOpenAndTaken() {
    JsonReader reader = reader("[1,{}]");
    reader.startArray();
    assertThrows(IllegalStateException.class, reader::endMap);
    assertThrows(IllegalStateException.class, reader::endArray);
    assertEquals(1, reader.readLong());
    reader.startMap();
    reader.endMap();
    reader.endArray();
    assertThrows(IllegalStateException.class, reader::endArray);
  }

  @Test
  void shouldFindKeysInAnyForm() {
    PayloadKey[] keys = {PayloadKey.of("uri"), PayloadKey.of("a\"b")};
    JsonReader reader = reader("{ \"a\\\"b\" : 1, \"\\u0061\\u0022b\":2,\"uri\":3,\"ur\":4 }");
    reader.startMap();
    assertEquals(1, reader.readKey(keys, 1));
    assertEquals(1, reader.readLong());
    assertFalse(reader.readKey(keys[0]));
    assertEquals(1, reader.readKey(keys, -5));
    assertEquals(2, reader.readLong());
    assertTrue(reader.readKey(keys[0]));
    assertEquals(3, reader.readLong());
    assertEquals(-1, reader.readKey(keys, 0));
    assertEquals(4, reader.readLong());
    reader.endMap();
    reader.endOfInput();
  }

  @Test
  void shouldReadTextInPlaceWhenNothingIsEscaped() {
    UnsafeBuffer input = new UnsafeBuffer("[\"\u00e9x\",\"a\\tb\"]".getBytes(UTF_8));
    JsonReader reader = new JsonReader().wrap(input, 0, input.capacity());
    UnsafeBuffer view = new UnsafeBuffer(0, 0);
    reader.startArray();
    reader.readText(view);
    assertSame(input.byteArray(), view.byteArray());
    assertEquals("\u00e9x", view.getStringWithoutLengthUtf8(0, view.capacity()));
    reader.readText(view);
    assertEquals("a\tb", view.getStringWithoutLengthUtf8(0, view.capacity()));
  }

  @Test
  void shouldReadByteStrings() {
    UnsafeBuffer view = new UnsafeBuffer(0, 0);
    JsonReader reader = reader("[\"\\u0000AQID\",\"\\u0000AQI=\",\"\\u0000\\/w==\"]");
    reader.startArray();
    assertEquals(ValueType.BYTES, reader.peek());
    assertArrayEquals(new byte[] {1, 2, 3}, reader.readBytes());
    reader.readBytes(view);
    assertEquals(2, view.capacity());
    assertEquals(0x0102, view.getShort(0, java.nio.ByteOrder.BIG_ENDIAN));
    assertArrayEquals(new byte[] {-1}, reader.readBytes());
  }

  @Test
  void shouldTellWhereValuesBeginAndEnd() {
    JsonReader reader = reader(" [ 1 , { \"k\" : \"v\" } , [ ] ] ");
    int origin = reader.position() - 1;
    reader.startArray();
    assertExtent(reader, origin, 3, 4);
    assertExtent(reader, origin, 7, 20);
    assertExtent(reader, origin, 23, 26);
    assertEquals(27, reader.position() - origin);
    reader.endArray();
    assertEquals(28, reader.end() - origin);
    assertEquals(29, reader.position() - origin);
  }

  private static void assertExtent(JsonReader reader, int origin, int from, int to) {
    assertEquals(from, reader.position() - origin);
    reader.skipValue();
    assertEquals(to, reader.end() - origin);
  }

  @Test
  void shouldLimitDepthAsAsked() {
    JsonReader reader = new JsonReader().maxDepth(2);
    UnsafeBuffer input = new UnsafeBuffer("[[[]]]".getBytes(UTF_8));
    MalformedException refused =
        assertThrows(MalformedException.class, () -> reader.wrap(input, 0, 6).skipValue());
    assertEquals(2, refused.facts().get("maxDepth"));
    assertEquals(2, refused.facts().get("offset"));
    reader.wrap(input, 1, 4).skipValue();
    assertThrows(IllegalArgumentException.class, () -> reader.maxDepth(0));
  }

  @Test
  void shouldTakeDeepHostileInputWithoutRecursion() {
    byte[] deep = "[".repeat(1_000_000).getBytes(UTF_8);
    assertThrows(MalformedException.class, () -> CodecTesting.validate(Serializer.JSON, deep));
    assertThrows(MalformedException.class, () -> CodecTesting.read(Serializer.JSON, deep));
  }

  @Test
  void shouldCountPresentDepthWhenSplicing() {
    UnsafeBuffer source = new UnsafeBuffer(("[".repeat(64) + "]".repeat(64)).getBytes(UTF_8));
    writer.writeRaw(source, 0, 128);
    writer.wrap(output, 0, 256).startArray(1);
    assertThrows(MalformedException.class, () -> writer.writeRaw(source, 0, 128));
    writer.writeRaw(source, 1, 126).endArray();
    assertEquals(128, writer.length());
  }

  @Test
  void shouldRefuseToSpliceWhatIsNotOneValue() {
    for (String text :
        new String[] {"", " ", "1 2", "1,2", "1,", "[", "\"", "01", "\"\\u0000A\""}) {
      UnsafeBuffer source = new UnsafeBuffer(text.getBytes(UTF_8));
      assertThrows(
          MalformedException.class, () -> writer.writeRaw(source, 0, source.capacity()), text);
    }
  }

  private String written() {
    return output.getStringWithoutLengthUtf8(0, writer.length());
  }

  private static JsonReader reader(String text) {
    return (JsonReader) CodecTesting.reader(Serializer.JSON, text.getBytes(UTF_8));
  }
}
