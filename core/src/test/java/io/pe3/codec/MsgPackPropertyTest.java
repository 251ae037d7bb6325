package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.error.MalformedException;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.value.Value;

class MsgPackPropertyTest {
  private static final Serializer FORMAT = Serializer.MSGPACK;

  @Provide
  Arbitrary<Object> values() {
    return PlainValueArbitraries.nested(
        PlainValueArbitraries.scalars(
            PlainValueArbitraries.texts(),
            PlainValueArbitraries.unsignedBeyondLong(),
            PlainValueArbitraries.doubles()),
        net.jqwik.api.Arbitraries.oneOf(
            PlainValueArbitraries.texts().asGeneric(), PlainValueArbitraries.longs().asGeneric()));
  }

  @Provide
  Arbitrary<List<Object>> lists() {
    return values().list().ofMaxSize(5);
  }

  @Property
  void shouldReadBackWhatWasWritten(@ForAll("values") Object value) {
    byte[] octets = CodecTesting.write(FORMAT, value);
    PlainValueArbitraries.assertSame(value, CodecTesting.read(FORMAT, octets));
    CodecTesting.validate(FORMAT, octets);
  }

  @Property
  void shouldBeReadByAnotherImplementation(@ForAll("values") Object value) throws IOException {
    byte[] octets = CodecTesting.write(FORMAT, value);
    try (var unpacker = MessagePack.newDefaultUnpacker(octets)) {
      PlainValueArbitraries.assertSame(value, plain(unpacker.unpackValue()));
      assertEquals(false, unpacker.hasNext());
    }
  }

  @Property
  void shouldReadAnotherImplementation(@ForAll("values") Object value) throws IOException {
    byte[] octets;
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      pack(packer, value);
      octets = packer.toByteArray();
    }
    PlainValueArbitraries.assertSame(value, CodecTesting.read(FORMAT, octets));
    CodecTesting.validate(FORMAT, octets);
  }

  @Property(tries = 300)
  void shouldFindEveryTruncationMalformed(@ForAll("values") Object value) {
    byte[] octets = CodecTesting.write(FORMAT, value);
    for (int length = 0; length < octets.length; length++) {
      byte[] part = Arrays.copyOf(octets, length);
      assertThrows(MalformedException.class, () -> CodecTesting.validate(FORMAT, part));
      assertThrows(MalformedException.class, () -> CodecTesting.read(FORMAT, part));
    }
  }

  @Property(tries = 300)
  void shouldGiveValueOrTypedErrorWhenCorrupted(@ForAll("values") Object value, @ForAll byte mask) {
    byte[] octets = CodecTesting.write(FORMAT, value);
    for (int i = 0; i < octets.length; i++) {
      byte[] corrupted = octets.clone();
      corrupted[i] ^= (byte) (mask == 0 ? 0xff : mask);
      CodecTesting.checkReadersAgree(FORMAT, corrupted);
    }
  }

  @Property(tries = 5000)
  void shouldGiveValueOrTypedErrorForAnyOctets(@ForAll @Size(max = 30) byte[] octets) {
    CodecTesting.checkReadersAgree(FORMAT, octets);
  }

  @Property(tries = 300)
  void shouldWriteNothingOutsideItsRange(@ForAll("values") Object value) {
    CodecTesting.checkStaysInRange(FORMAT, value);
  }

  @Property(tries = 300)
  void shouldSpliceWhatItReads(@ForAll("values") Object value) {
    CodecTesting.checkSplices(FORMAT, value);
  }

  @Property(tries = 300)
  void shouldTellTheExtentOfEachValue(@ForAll("lists") List<Object> values) {
    CodecTesting.checkExtents(FORMAT, values);
  }

  @Property
  void shouldReadBackTimestampsAsAnotherImplementationWritesThem(
      @ForAll @LongRange(min = -31557014167219200L, max = 31556889864403199L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano)
      throws IOException {
    byte[] octets = new byte[15];
    MsgPackWriter writer = new MsgPackWriter().wrap(new UnsafeBuffer(octets), 0, octets.length);
    writer.writeTimestamp(second, nano);
    byte[] written = Arrays.copyOf(octets, writer.length());
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packTimestamp(second, nano);
      PlainValueArbitraries.assertSame(packer.toByteArray(), written);
    }
    MsgPackReader reader = (MsgPackReader) CodecTesting.reader(FORMAT, written);
    assertEquals(Instant.ofEpochSecond(second, nano), reader.readTimestamp());
    reader.endOfInput();
  }

  private static void pack(MessagePacker packer, Object value) throws IOException {
    switch (value) {
      case null -> packer.packNil();
      case Boolean truth -> packer.packBoolean(truth);
      case Long number -> packer.packLong(number);
      case BigInteger number -> packer.packBigInteger(number);
      case Double number -> packer.packDouble(number);
      case String text -> packer.packString(text);
      case byte[] octets -> packer.packBinaryHeader(octets.length).writePayload(octets);
      case List<?> values -> {
        packer.packArrayHeader(values.size());
        for (Object item : values) {
          pack(packer, item);
        }
      }
      case Map<?, ?> map -> {
        packer.packMapHeader(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          pack(packer, entry.getKey());
          pack(packer, entry.getValue());
        }
      }
      default -> throw new AssertionError(value.getClass());
    }
  }

  private static Object plain(Value value) {
    return switch (value.getValueType()) {
      case NIL -> null;
      case BOOLEAN -> value.asBooleanValue().getBoolean();
      case INTEGER -> CodecTesting.plain(value.asIntegerValue().toBigInteger());
      case FLOAT -> value.asFloatValue().toDouble();
      case STRING -> value.asStringValue().asString();
      case BINARY -> value.asBinaryValue().asByteArray();
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        value.asArrayValue().forEach(item -> list.add(plain(item)));
        yield list;
      }
      case MAP -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        Value[] pairs = value.asMapValue().getKeyValueArray();
        for (int i = 0; i < pairs.length; i += 2) {
          map.put(plain(pairs[i]), plain(pairs[i + 1]));
        }
        yield map;
      }
      case EXTENSION -> throw new AssertionError("no extension was written");
    };
  }
}
