package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import java.math.BigInteger;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MsgPackTest {
  private final UnsafeBuffer output = new UnsafeBuffer(new byte[256]);
  private final MsgPackWriter writer = new MsgPackWriter().wrap(output, 0, 256);

  @Test
  void shouldRefuseIntegersOutsideItsRange() {
    BigInteger most = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    writer.startArray(2).writeBigInteger(most);
    BigInteger above = most.add(BigInteger.ONE);
    BigInteger below = BigInteger.ONE.shiftLeft(63).negate().subtract(BigInteger.ONE);
    assertThrows(UnrepresentableException.class, () -> writer.writeBigInteger(above));
    assertThrows(UnrepresentableException.class, () -> writer.writeBigInteger(below));
    writer.writeBigInteger(BigInteger.ONE.shiftLeft(63).negate()).endArray();
    assertTrue(writer.isComplete());
  }

  @Test
  void shouldReadIntegersAsDoublesOnlyWhenExact() {
    assertEquals(7, reader("07").readDouble());
    assertEquals(-32, reader("e0").readDouble());
    assertEquals(0x1p63, reader("cf8000000000000000").readDouble());
    assertEquals(-0x1p63, reader("d38000000000000000").readDouble());
    assertEquals(0x1.fffffffffffffp63, reader("cffffffffffffff800").readDouble());
    for (String hex :
        new String[] {
          "cf7fffffffffffffff", "cfffffffffffffffff", "cf8000000000000001", "cf0020000000000001"
        }) {
      assertThrows(UnrepresentableException.class, () -> reader(hex).readDouble(), hex);
    }
  }

  @Test
  void shouldRefuseUnsignedBeyondLongAsLong() {
    UnrepresentableException refused =
        assertThrows(UnrepresentableException.class, () -> reader("cf8000000000000000").readLong());
    assertEquals(0, refused.facts().get("offset"));
    assertEquals(BigInteger.ONE.shiftLeft(63), reader("cf8000000000000000").readBigInteger());
  }

  @Test
  void shouldRefuseAnotherTypeThanAskedFor() {
    for (String hex : new String[] {"c0", "c3", "01", "ca00000000", "a0", "90", "80", "d40000"}) {
      assertThrows(UnrepresentableException.class, () -> reader(hex).readBytes(), hex);
    }
    assertThrows(UnrepresentableException.class, () -> reader("c400").readText());
    assertThrows(UnrepresentableException.class, () -> reader("c400").readLong());
    assertThrows(UnrepresentableException.class, () -> reader("ca00000000").readLong());
    assertThrows(UnrepresentableException.class, () -> reader("a0").readDouble());
    assertThrows(UnrepresentableException.class, () -> reader("01").readBoolean());
    assertThrows(UnrepresentableException.class, () -> reader("80").startArray());
    assertThrows(UnrepresentableException.class, () -> reader("90").startMap());
    assertThrows(UnrepresentableException.class, () -> reader("90").readTimestamp());
    assertFalse(reader("01").readNull());
  }

  @Test
  void shouldRefuseExtensionsThatAreNoTimestamp() {
    for (String hex :
        new String[] {
          "d60500000000", // another type
          "d4ff00", // another length
          "c70bff0000000000000000000000",
          "d7ffee6b280000000000", // 1 000 000 000 nanoseconds
          "c70cff3b9aca000000000000000000",
          "c70cff000000007fffffffffffffff", // beyond what an Instant holds
          "c70cff000000008000000000000000"
        }) {
      assertThrows(UnrepresentableException.class, () -> reader(hex).readTimestamp(), hex);
    }
  }

  @Test
  void shouldRefuseTimestampsAndExtensionTypesOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> writer.writeTimestamp(0, -1));
    assertThrows(IllegalArgumentException.class, () -> writer.writeTimestamp(0, 1_000_000_000));
    assertThrows(
        IllegalArgumentException.class, () -> writer.writeExtension(128, new UnsafeBuffer(), 0, 0));
    assertThrows(IllegalArgumentException.class, () -> writer.writeExtension(-129, output, 0, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> writer.writeExtension(1, output, 250, 7));
  }

  @Test
  void shouldFindKeysInAnyForm() {
    PayloadKey[] keys = {PayloadKey.of("uri"), PayloadKey.of("args"), PayloadKey.of("kwargs")};
    MsgPackReader reader = reader("94a461726773d90461726773da000461726773a3757278");
    reader.startArray();
    assertEquals(1, reader.readKey(keys, 1));
    assertFalse(reader.readKey(keys[0]));
    assertTrue(reader.readKey(keys[1]));
    assertEquals(1, reader.readKey(keys, 7));
    assertEquals(-1, reader.readKey(keys, 0));
    reader.endArray();
    reader.endOfInput();
  }

  @Test
  void shouldRefuseInvalidUtf8InAnUnknownKey() {
    PayloadKey[] keys = {PayloadKey.of("a")};
    assertThrows(MalformedException.class, () -> reader("a2ff61").readKey(keys, 0));
  }

  @Test
  void shouldReadInPlace() {
    UnsafeBuffer input = new UnsafeBuffer(HexFormat.of().parseHex("92a26869c4020102"));
    MsgPackReader reader = new MsgPackReader().wrap(input, 0, input.capacity());
    UnsafeBuffer view = new UnsafeBuffer(0, 0);
    assertEquals(2, reader.startArray());
    reader.readText(view);
    assertEquals("hi", view.getStringWithoutLengthUtf8(0, view.capacity()));
    assertEquals(input.byteArray(), view.byteArray());
    reader.readBytes(view);
    byte[] octets = new byte[view.capacity()];
    view.getBytes(0, octets);
    assertArrayEquals(new byte[] {1, 2}, octets);
  }

  @Test
  void shouldLimitDepthAsAsked() {
    MsgPackReader reader = new MsgPackReader().maxDepth(2);
    UnsafeBuffer input = new UnsafeBuffer(HexFormat.of().parseHex("919190"));
    MalformedException refused =
        assertThrows(MalformedException.class, () -> reader.wrap(input, 0, 3).skipValue());
    assertEquals(2, refused.facts().get("maxDepth"));
    assertEquals(2, refused.facts().get("offset"));
    reader.wrap(input, 1, 2).skipValue();
    assertThrows(IllegalArgumentException.class, () -> reader.maxDepth(0));
    assertThrows(IllegalArgumentException.class, () -> reader.maxDepth(65));
  }

  @Test
  void shouldCountPresentDepthWhenSplicing() {
    byte[] nested = new byte[64];
    java.util.Arrays.fill(nested, (byte) 0x91);
    nested[63] = (byte) 0x90;
    UnsafeBuffer source = new UnsafeBuffer(nested);
    writer.writeRaw(source, 0, 64);
    writer.wrap(output, 0, 256).startArray(1);
    assertThrows(MalformedException.class, () -> writer.writeRaw(source, 0, 64));
    writer.writeRaw(source, 1, 63).endArray();
    assertTrue(writer.isComplete());
  }

  @Test
  void shouldRefuseToSpliceWhatIsNotOneValue() {
    UnsafeBuffer source = new UnsafeBuffer(HexFormat.of().parseHex("0102a1ff92"));
    assertThrows(MalformedException.class, () -> writer.writeRaw(source, 0, 2));
    assertThrows(MalformedException.class, () -> writer.writeRaw(source, 0, 0));
    assertThrows(MalformedException.class, () -> writer.writeRaw(source, 2, 2));
    assertThrows(MalformedException.class, () -> writer.writeRaw(source, 4, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> writer.writeRaw(source, 4, 2));
  }

  @Test
  void shouldRefuseDeeperNestingThanReadersTake() {
    for (int i = 0; i < PayloadWriter.MAX_DEPTH; i++) {
      writer.startArray(1);
    }
    assertThrows(LimitExceededException.class, () -> writer.startArray(0));
  }

  @Test
  void shouldRefuseInvalidText() {
    UnsafeBuffer invalid = new UnsafeBuffer(new byte[] {'a', (byte) 0xff});
    assertThrows(MalformedException.class, () -> writer.writeText(invalid, 0, 2));
    assertThrows(UnrepresentableException.class, () -> writer.writeText("a\ud800"));
    writer.writeText("a");
    assertTrue(writer.isComplete());
  }

  @Test
  void shouldRefuseRangesOutsideTheBuffer() {
    assertThrows(IndexOutOfBoundsException.class, () -> writer.wrap(output, 1, 256));
    assertThrows(IndexOutOfBoundsException.class, () -> writer.wrap(output, -1, 1));
    MsgPackReader reader = new MsgPackReader();
    assertThrows(IndexOutOfBoundsException.class, () -> reader.wrap(output, 0, 257));
    assertThrows(IndexOutOfBoundsException.class, () -> writer.writeBytes(output, 255, 2));
  }

  private static MsgPackReader reader(String hex) {
    return (MsgPackReader) CodecTesting.reader(Serializer.MSGPACK, HexFormat.of().parseHex(hex));
  }
}
