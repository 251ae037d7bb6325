package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import io.pe3.error.UnrepresentableException;
import java.math.BigInteger;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborReaderTest {
  private static CborReader reader(String hex) {
    return CborTesting.reader(hex);
  }

  @ParameterizedTest
  @CsvSource({
    "1800, 0",
    "190017, 23",
    "1a00000001, 1",
    "1b0000000000000001, 1",
    "3800, -1",
    "3b0000000000000001, -2",
    "c24101, 1",
    "c2420001, 1",
    "c240, 0",
    "c340, -1",
    "c34101, -2",
    "c24a0000" + "7fffffffffffffff, 9223372036854775807",
    "c3487fffffffffffffff, -9223372036854775808",
    "c25f410141" + "02ff, 258",
    "d9d9f7c24105, 5",
    "c100, 0"
  })
  void shouldReadIntegersThatAreLongerThanTheyNeedBe(String hex, long value) {
    assertEquals(ValueType.INTEGER, reader(hex).peek());
    assertEquals(value, reader(hex).readLong());
    assertEquals(BigInteger.valueOf(value), reader(hex).readBigInteger());
    assertEquals(value, PlainValues.read(reader(hex)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1b8000000000000000",
        "3b8000000000000000",
        "c2488000000000000000",
        "c3488000000000000000",
        "c249010000000000000000"
      })
  void shouldRefuseLongBeyond64Bits(String hex) {
    assertThrows(UnrepresentableException.class, () -> reader(hex).readLong());
  }

  @ParameterizedTest
  @CsvSource({
    "00, 0.0",
    "20, -1.0",
    "1b0020000000000000, 9007199254740992.0",
    "1b8000000000000000, 9223372036854775808.0",
    "3b7fffffffffffffff, -9223372036854775808.0",
    "c249010000000000000000, 18446744073709551616.0",
    "f93c00, 1.0",
    "fa3f800000, 1.0",
    "fb3ff0000000000000, 1.0",
    "c1f93c00, 1.0"
  })
  void shouldReadDoublesAndIntegersThatADoubleHolds(String hex, double value) {
    assertEquals(value, reader(hex).readDouble());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1b0020000000000001",
        "1b7fffffffffffffff",
        "1bffffffffffffffff",
        "c2490100000000" + "00000001"
      })
  void shouldRefuseDoubleThatWouldLoseDigits(String hex) {
    assertThrows(UnrepresentableException.class, () -> reader(hex).readDouble());
  }

  @Test
  void shouldRefuseHugeBignumAsDouble() {
    String hex = "c25901f4" + "ff".repeat(500);
    assertThrows(UnrepresentableException.class, () -> reader(hex).readDouble());
  }

  @Test
  void shouldNotTakeBignumForBytes() {
    assertThrows(UnrepresentableException.class, () -> reader("c24101").readBytes());
    assertArrayEquals(new byte[] {1}, reader("c2c54101").readBytes());
  }

  @Test
  void shouldRefuseOtherTypesNamingBoth() {
    UnrepresentableException refused =
        assertThrows(UnrepresentableException.class, () -> reader("6161").readLong());
    assertEquals(ValueType.TEXT, refused.facts().get("found"));
    assertEquals(ValueType.INTEGER, refused.facts().get("wanted"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "20", "41ff", "6161", "80", "a0", "f4", "f6", "f7", "f93c00", "e0"})
  void shouldRefuseEveryCallThatDoesNotFit(String hex) {
    ValueType type = reader(hex).peek();
    UnsafeBuffer view = new UnsafeBuffer(0, 0);
    check(type == ValueType.BOOLEAN, () -> reader(hex).readBoolean());
    check(type == ValueType.INTEGER, () -> reader(hex).readLong());
    check(type == ValueType.INTEGER, () -> reader(hex).readBigInteger());
    check(type == ValueType.INTEGER || type == ValueType.FLOAT, () -> reader(hex).readDouble());
    check(type == ValueType.TEXT, () -> reader(hex).readText());
    check(type == ValueType.TEXT, () -> reader(hex).readText(view));
    check(type == ValueType.TEXT, () -> reader(hex).readKey(PayloadKey.of("k")));
    check(type == ValueType.BYTES, () -> reader(hex).readBytes());
    check(type == ValueType.BYTES, () -> reader(hex).readBytes(view));
    check(type == ValueType.ARRAY, () -> reader(hex).startArray());
    check(type == ValueType.MAP, () -> reader(hex).startMap());
    assertEquals(type == ValueType.NULL || type == ValueType.UNDEFINED, reader(hex).readNull());
  }

  private static void check(boolean fits, Runnable call) {
    if (fits) {
      call.run();
    } else {
      assertThrows(UnrepresentableException.class, call::run);
    }
  }

  @Test
  void shouldWalkThroughDefiniteAndIndefiniteAlike() {
    for (String hex : List.of("82a1616101f6", "9fbf616101fff6ff")) {
      CborReader reader = reader(hex);
      int count = reader.startArray();
      assertEquals(hex.startsWith("9f") ? -1 : 2, count);
      assertEquals(ValueType.MAP, reader.peek());
      reader.startMap();
      assertTrue(reader.hasNext());
      assertEquals("a", reader.readText());
      assertEquals(1, reader.readLong());
      assertFalse(reader.hasNext());
      assertEquals(ValueType.END, reader.peek());
      assertFalse(reader.readNull());
      assertThrows(IllegalStateException.class, reader::endArray);
      reader.endMap();
      assertTrue(reader.readNull());
      assertEquals(ValueType.END, reader.peek());
      reader.endArray();
      reader.endOfInput();
    }
  }

  @Test
  void shouldRefuseToReadPastTheEndOfAContainer() {
    for (String hex : List.of("8180", "9f9fffff")) {
      CborReader reader = reader(hex);
      reader.startArray();
      reader.startArray();
      assertThrows(UnrepresentableException.class, reader::readLong);
      assertThrows(UnrepresentableException.class, reader::skipValue);
    }
    assertThrows(MalformedException.class, () -> reader("").readLong());
  }

  @Test
  void shouldRefuseToCloseBeforeTheEnd() {
    for (String hex : List.of("8101", "9f01ff")) {
      CborReader reader = reader(hex);
      reader.startArray();
      assertThrows(IllegalStateException.class, reader::endArray);
    }
  }

  @Test
  void shouldTellExtentsWithTheirTags() {
    CborReader reader = new CborReader();
    byte[] octets = CborTesting.hex("0000" + "83" + "c1c2420102" + "9f01ff" + "6161" + "00");
    reader.wrap(new UnsafeBuffer(octets), 2, octets.length - 3);
    assertEquals(2, reader.position());
    reader.startArray();
    assertEquals(3, reader.position());
    assertEquals(ValueType.INTEGER, reader.peek());
    assertEquals(3, reader.position());
    reader.skipValue();
    assertEquals(8, reader.position());
    reader.skipValue();
    assertEquals(11, reader.position());
    assertTrue(reader.readKey(PayloadKey.of("a")));
    assertEquals(13, reader.position());
    reader.endArray();
    reader.endOfInput();
  }

  @Test
  void shouldRefuseTrailingOctetsAndOpenContainers() {
    CborReader reader = reader("0001");
    reader.skipValue();
    assertTrue(reader.hasNext());
    assertThrows(MalformedException.class, reader::endOfInput);
    CborReader open = reader("80");
    open.startArray();
    assertThrows(MalformedException.class, open::endOfInput);
  }

  @Test
  void shouldGiveTextAndBytesInPlaceAndGatherChunks() {
    UnsafeBuffer view = new UnsafeBuffer(0, 0);
    CborReader reader = reader("84" + "62c3bc" + "7f61616162ff" + "420102" + "5f40" + "4103ff");
    reader.startArray();
    reader.readText(view);
    assertEquals("ü", view.getStringWithoutLengthUtf8(0, view.capacity()));
    reader.readText(view);
    assertEquals("ab", view.getStringWithoutLengthUtf8(0, view.capacity()));
    reader.readBytes(view);
    assertEquals(0x0102, view.getShort(0, java.nio.ByteOrder.BIG_ENDIAN));
    reader.readBytes(view);
    assertEquals(1, view.capacity());
    assertEquals(3, view.getByte(0));
    reader.endArray();
  }

  @Test
  void shouldWipeGatheredChunksWhenTurningToAnotherInput() {
    UnsafeBuffer view = new UnsafeBuffer(0, 0);
    CborReader reader = reader("7f6161ff");
    reader.readText(view);
    assertEquals('a', view.getByte(0));
    reader.wrap(new UnsafeBuffer(new byte[1]), 0, 1);
    assertEquals(0, view.getByte(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"64" + "6b657931", "7804" + "6b657931", "7f626b6562" + "7931ff", "c0646b657931"})
  void shouldFindKeyInEveryEncoding(String hex) {
    PayloadKey[] keys = {
      PayloadKey.of("key"), PayloadKey.of("key1"), PayloadKey.of("key2"), PayloadKey.of("")
    };
    for (int expected = -1; expected <= keys.length; expected++) {
      CborReader reader = reader(hex);
      assertEquals(1, reader.readKey(keys, expected));
      reader.endOfInput();
    }
    CborReader reader = reader(hex);
    assertFalse(reader.readKey(keys[0]));
    assertFalse(reader.readKey(keys[2]));
    assertTrue(reader.readKey(keys[1]));
    reader.endOfInput();
  }

  @Test
  void shouldTakeUnknownKey() {
    CborReader reader = reader("65616263646500");
    assertEquals(-1, reader.readKey(new PayloadKey[] {PayloadKey.of("abcd")}, 0));
    assertEquals(0, reader.readLong());
  }

  @Test
  void shouldNotFindKeyBeyondTheOpenContainer() {
    CborReader reader = reader("828061" + "61");
    reader.startArray();
    reader.startArray();
    assertThrows(UnrepresentableException.class, () -> reader.readKey(PayloadKey.of("a")));
  }

  @Test
  void shouldRefuseUnknownKeyThatIsNotText() {
    PayloadKey[] keys = {PayloadKey.of("a")};
    assertThrows(MalformedException.class, () -> reader("61ff").readKey(keys, 0));
    assertThrows(UnrepresentableException.class, () -> reader("4161").readKey(keys, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"81", "a100", "9f", "bf00", "c081", "d9010081"})
  void shouldNestToTheLimitAndNoDeeper(String open) {
    for (int limit : new int[] {1, 2, 63, 64}) {
      assertDepth(open, limit, limit, true);
      assertDepth(open, limit + 1, limit, false);
    }
  }

  private static void assertDepth(String open, int depth, int limit, boolean accepted) {
    String close = open.startsWith("9f") || open.startsWith("bf") ? "ff" : "";
    String inner = open.startsWith("a") ? "a0" : open.startsWith("b") ? "bfff" : "80";
    String hex = open.repeat(depth - 1) + inner + close.repeat(depth - 1);
    byte[] octets = CborTesting.hex(hex);
    CborReader reader = new CborReader().maxDepth(limit);
    UnsafeBuffer buffer = new UnsafeBuffer(octets);
    if (accepted) {
      reader.wrap(buffer, 0, octets.length).skipValue();
      reader.endOfInput();
      var _ = PlainValues.read(reader.wrap(buffer, 0, octets.length));
      reader.endOfInput();
    } else {
      Pe3Exception skipping =
          assertThrows(
              MalformedException.class, () -> reader.wrap(buffer, 0, octets.length).skipValue());
      assertEquals(limit, skipping.facts().get("maxDepth"));
      Pe3Exception reading =
          assertThrows(
              MalformedException.class,
              () -> PlainValues.read(reader.wrap(buffer, 0, octets.length)));
      assertEquals(limit, reading.facts().get("maxDepth"));
    }
  }

  @Test
  void shouldCountOpenContainersWhenSkipping() {
    CborReader reader = reader("81".repeat(64) + "80");
    reader.startArray();
    assertThrows(MalformedException.class, reader::skipValue);
  }

  @Test
  void shouldRefuseDepthLimitOutOfRange() {
    CborReader reader = new CborReader();
    assertThrows(IllegalArgumentException.class, () -> reader.maxDepth(0));
    assertThrows(IllegalArgumentException.class, () -> reader.maxDepth(65));
  }

  @Test
  void shouldBoundTagsOnOneItem() {
    assertEquals(1L, CborTesting.read(CborTesting.hex("c6".repeat(64) + "01")));
    byte[] tooMany = CborTesting.hex("c6".repeat(65) + "01");
    assertThrows(MalformedException.class, () -> CborTesting.read(tooMany));
    assertThrows(MalformedException.class, () -> CborTesting.validate(tooMany));
  }

  @Test
  void shouldSurviveMillionsOfOpeningOctets() {
    for (int initial : new int[] {0x81, 0x9f, 0xbf, 0xc1, 0x5f, 0xd8}) {
      byte[] octets = new byte[1 << 20];
      java.util.Arrays.fill(octets, (byte) initial);
      assertThrows(MalformedException.class, () -> CborTesting.validate(octets));
      assertThrows(Pe3Exception.class, () -> CborTesting.read(octets));
    }
  }

  @Test
  void shouldReadUndefinedAsNull() {
    assertEquals(ValueType.UNDEFINED, reader("f7").peek());
    assertNull(CborTesting.read(CborTesting.hex("f7")));
  }

  @Test
  void shouldRefuseRangeOutsideTheBuffer() {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[4]);
    CborReader reader = new CborReader();
    assertThrows(IndexOutOfBoundsException.class, () -> reader.wrap(buffer, 2, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> reader.wrap(buffer, -1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> reader.wrap(buffer, 0, -1));
  }

  @Test
  void shouldTellOffsetsFromTheStartOfTheRange() {
    MalformedException refused =
        assertThrows(MalformedException.class, () -> reader("8301021c").skipValue());
    assertEquals(3, refused.facts().get("offset"));
  }
}
