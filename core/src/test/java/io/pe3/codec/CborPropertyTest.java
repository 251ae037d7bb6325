package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import io.pe3.error.ErrorCode;
import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;

class CborPropertyTest {
  /** By default Jackson's negative bignums are off by one; these options make them right. */
  private static final ObjectMapper JACKSON =
      new ObjectMapper(
          new CBORFactory()
              .enable(CBORGenerator.Feature.ENCODE_USING_STANDARD_NEGATIVE_BIGINT_ENCODING)
              .enable(CBORParser.Feature.DECODE_USING_STANDARD_NEGATIVE_BIGINT_ENCODING));

  @Provide
  Arbitrary<Object> values() {
    return PlainValueArbitraries.values();
  }

  @Provide
  Arbitrary<Object> valuesWithTextKeys() {
    return PlainValueArbitraries.valuesWithTextKeys();
  }

  @Property
  void shouldReadBackWhatWasWritten(@ForAll("values") Object value) {
    byte[] octets = CborTesting.write(value);
    PlainValueArbitraries.assertSame(value, CborTesting.read(octets));
    CborTesting.validate(octets);
  }

  @Property
  void shouldBeReadByAnotherImplementation(@ForAll("valuesWithTextKeys") Object value)
      throws IOException {
    byte[] octets = CborTesting.write(value);
    PlainValueArbitraries.assertSame(value, plain(JACKSON.readValue(octets, Object.class)));
  }

  @Property
  void shouldReadAnotherImplementation(@ForAll("valuesWithTextKeys") Object value)
      throws IOException {
    byte[] octets = JACKSON.writeValueAsBytes(value);
    PlainValueArbitraries.assertSame(value, CborTesting.read(octets));
    CborTesting.validate(octets);
  }

  @Property(tries = 300)
  void shouldFindEveryTruncationMalformed(@ForAll("values") Object value) {
    byte[] octets = CborTesting.write(value);
    for (int length = 0; length < octets.length; length++) {
      byte[] part = Arrays.copyOf(octets, length);
      assertThrows(MalformedException.class, () -> CborTesting.validate(part));
      assertThrows(MalformedException.class, () -> CborTesting.read(part));
    }
  }

  @Property(tries = 300)
  void shouldGiveValueOrTypedErrorWhenCorrupted(@ForAll("values") Object value, @ForAll byte mask) {
    byte[] octets = CborTesting.write(value);
    for (int i = 0; i < octets.length; i++) {
      byte[] corrupted = octets.clone();
      corrupted[i] ^= (byte) (mask == 0 ? 0xff : mask);
      checkReadersAgree(corrupted);
    }
  }

  @Property(tries = 5000)
  void shouldGiveValueOrTypedErrorForAnyOctets(@ForAll @Size(max = 30) byte[] octets) {
    checkReadersAgree(octets);
  }

  @Property(tries = 300)
  void shouldWriteNothingOutsideItsRange(@ForAll("values") Object value) {
    int whole = CborTesting.write(value).length;
    for (int room = Math.max(0, whole - 20); room <= whole; room++) {
      byte[] guarded = new byte[room + 32];
      Arrays.fill(guarded, (byte) 0x5a);
      CborWriter writer = new CborWriter().wrap(new UnsafeBuffer(guarded), 16, room);
      if (room < whole) {
        Pe3Exception refused =
            assertThrows(Pe3Exception.class, () -> PlainValues.write(writer, value));
        assertEquals(ErrorCode.BUFFER_TOO_SMALL, refused.code());
      } else {
        PlainValues.write(writer, value);
      }
      for (int i = 0; i < 16; i++) {
        assertEquals(0x5a, guarded[i]);
        assertEquals(0x5a, guarded[16 + room + i]);
      }
    }
  }

  @Property(tries = 300)
  void shouldSpliceWhatItReads(@ForAll("values") Object value) {
    byte[] octets = CborTesting.write(value);
    UnsafeBuffer source = new UnsafeBuffer(octets);
    byte[] spliced = new byte[octets.length + 2];
    CborWriter writer = new CborWriter().wrap(new UnsafeBuffer(spliced), 0, spliced.length);
    writer.startArray(2).writeRaw(source, 0, octets.length).writeNull().endArray();
    PlainValueArbitraries.assertSame(Arrays.asList(value, null), CborTesting.read(spliced));
  }

  /** The walk and the typed calls have to find the same octets well-formed, and nothing else. */
  private static void checkReadersAgree(byte[] octets) {
    boolean wellFormed = true;
    try {
      CborTesting.validate(octets);
    } catch (MalformedException e) {
      wellFormed = false;
    }
    try {
      Object value = CborTesting.read(octets);
      if (!wellFormed) {
        fail("read what the walk refuses: " + CborTesting.hex(octets) + " as " + value);
      }
    } catch (MalformedException e) {
      if (wellFormed) {
        throw e;
      }
    } catch (Pe3Exception e) {
      // Well-formed or not, it holds something that is no plain object.
    }
  }

  /** Jackson's narrower numbers, as PE3 shows them. */
  private static Object plain(Object value) {
    return switch (value) {
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      case BigInteger number when number.bitLength() < Long.SIZE -> number.longValue();
      case List<?> values -> {
        List<Object> list = new ArrayList<>();
        values.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(key, plain(item)));
        yield copy;
      }
      case null -> null;
      default -> value;
    };
  }
}
