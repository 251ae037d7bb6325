package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import io.pe3.error.UnsupportedSerializerException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscoderTest {
  private static final List<Serializer> FORMATS =
      List.of(Serializer.CBOR, Serializer.MSGPACK, Serializer.JSON);
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  @Provide
  Arbitrary<Object> common() {
    return PlainValueArbitraries.nested(
        PlainValueArbitraries.scalars(
            PlainValueArbitraries.textsForJson(),
            PlainValueArbitraries.unsignedBeyondLong(),
            PlainValueArbitraries.finiteDoubles()),
        PlainValueArbitraries.textsForJson());
  }

  @Property(tries = 500)
  void shouldWriteWhatAWriterOfTheTargetWrites(@ForAll("common") Object value) {
    for (Serializer from : FORMATS) {
      byte[] source = CodecTesting.write(from, value);
      for (Serializer to : FORMATS) {
        assertArrayEquals(CodecTesting.write(to, value), transcode(from, source, to));
      }
    }
  }

  @Property(tries = 300)
  void shouldCountContainersOfIndefiniteLength(@ForAll("common") Object value) {
    byte[] indefinite = indefinite(value);
    for (Serializer to : FORMATS) {
      if (to != Serializer.CBOR) {
        assertArrayEquals(
            CodecTesting.write(to, value), transcode(Serializer.CBOR, indefinite, to));
      }
    }
  }

  @Property(tries = 300)
  void shouldNeverFailOtherwiseThanTyped(@ForAll byte[] octets) {
    for (Serializer from : FORMATS) {
      for (Serializer to : FORMATS) {
        try {
          transcode(from, octets, to);
        } catch (MalformedException | UnrepresentableException | LimitExceededException e) {
          assertTrue(e.getMessage().startsWith("code="));
        }
      }
    }
  }

  @Test
  void shouldCopyVerbatimWithinAFormat() {
    byte[] octets = HexFormat.of().parseHex("9f1800f7c11a514b67b0bf6161f4ffff");
    assertArrayEquals(octets, transcode(Serializer.CBOR, octets, Serializer.CBOR));
    byte[] extension = HexFormat.of().parseHex("92d4002ac0");
    assertArrayEquals(extension, transcode(Serializer.MSGPACK, extension, Serializer.MSGPACK));
    byte[] spaced = "[ 1 , { \"a\" : 2.50 } ]".getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(spaced, transcode(Serializer.JSON, spaced, Serializer.JSON));
  }

  @ParameterizedTest
  @CsvSource({
    "81f7, undefined",
    "81e0, simple value",
    "81c11a514b67b0, tag",
    "81c0c24100, tag",
    "81c2c24100, tag",
    "81d9d9f701, tag",
    "81c66161, tag",
  })
  void shouldRefuseWhatOnlyCborHas(String hex, String what) {
    for (Serializer to : List.of(Serializer.MSGPACK, Serializer.JSON)) {
      byte[] octets = HexFormat.of().parseHex(hex);
      try {
        transcode(Serializer.CBOR, octets, to);
        throw new AssertionError(what + " was written in " + to);
      } catch (MalformedException | UnrepresentableException e) {
        assertTrue(e.getMessage().startsWith("code="));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"91d4002a", "91d6ff514b67b0", "91c7030001ff02"})
  void shouldRefuseExtensionsOfMessagePack(String hex) {
    for (Serializer to : List.of(Serializer.CBOR, Serializer.JSON)) {
      assertThrows(
          UnrepresentableException.class,
          () -> transcode(Serializer.MSGPACK, HexFormat.of().parseHex(hex), to));
    }
  }

  @Test
  void shouldRefuseIntegersBeyond64BitsInMessagePackAlone() {
    List<Object> value = List.of(TWO_TO_64);
    byte[] cbor = CodecTesting.write(Serializer.CBOR, value);
    byte[] json = CodecTesting.write(Serializer.JSON, value);
    assertThrows(
        UnrepresentableException.class, () -> transcode(Serializer.CBOR, cbor, Serializer.MSGPACK));
    assertThrows(
        UnrepresentableException.class, () -> transcode(Serializer.JSON, json, Serializer.MSGPACK));
    assertArrayEquals(json, transcode(Serializer.CBOR, cbor, Serializer.JSON));
    assertArrayEquals(cbor, transcode(Serializer.JSON, json, Serializer.CBOR));
  }

  @Test
  void shouldRefuseNotANumberAndInfinitiesInJsonAlone() {
    for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      byte[] cbor = CodecTesting.write(Serializer.CBOR, List.of(value));
      byte[] msgPack = CodecTesting.write(Serializer.MSGPACK, List.of(value));
      assertThrows(
          UnrepresentableException.class, () -> transcode(Serializer.CBOR, cbor, Serializer.JSON));
      assertArrayEquals(msgPack, transcode(Serializer.CBOR, cbor, Serializer.MSGPACK));
      assertArrayEquals(cbor, transcode(Serializer.MSGPACK, msgPack, Serializer.CBOR));
    }
  }

  @Test
  void shouldRefuseTextsThatJsonWouldTakeForByteStrings() {
    byte[] cbor = CodecTesting.write(Serializer.CBOR, List.of("\0AA=="));
    assertThrows(
        UnrepresentableException.class, () -> transcode(Serializer.CBOR, cbor, Serializer.JSON));
  }

  @Test
  void shouldRefuseKeysOtherThanTextInJsonAlone() {
    byte[] cbor = CodecTesting.write(Serializer.CBOR, Map.of(1L, 2L));
    assertThrows(
        UnrepresentableException.class, () -> transcode(Serializer.CBOR, cbor, Serializer.JSON));
    assertArrayEquals(
        CodecTesting.write(Serializer.MSGPACK, Map.of(1L, 2L)),
        transcode(Serializer.CBOR, cbor, Serializer.MSGPACK));
  }

  @Test
  void shouldKeepFloatsFloats() {
    assertEquals(
        "[1.0,-0.0]",
        new String(
            transcode(
                Serializer.CBOR,
                CodecTesting.write(Serializer.CBOR, List.of(1.0, -0.0)),
                Serializer.JSON),
            StandardCharsets.UTF_8));
  }

  @Test
  void shouldRefuseMoreThanOneValue() {
    byte[] octets = HexFormat.of().parseHex("8080");
    for (Serializer to : FORMATS) {
      assertThrows(MalformedException.class, () -> transcode(Serializer.CBOR, octets, to));
    }
  }

  @Test
  void shouldSayWhenTheTargetIsFull() {
    UnsafeBuffer source = new UnsafeBuffer(CodecTesting.write(Serializer.JSON, List.of("text")));
    PayloadWriter writer = Serializer.CBOR.newWriter().wrap(new UnsafeBuffer(new byte[4]), 0, 4);
    assertThrows(
        BufferTooSmallException.class,
        () -> new Transcoder(Serializer.JSON).transcode(source, 0, source.capacity(), writer));
  }

  @Test
  void shouldKeepToTheDepthThatTheWriterHasLeft() {
    Object nested = List.of();
    for (int i = 1; i < PayloadWriter.MAX_DEPTH; i++) {
      nested = List.of(nested);
    }
    UnsafeBuffer source = new UnsafeBuffer(CodecTesting.write(Serializer.JSON, nested));
    PayloadWriter writer = Serializer.CBOR.newWriter();
    writer.wrap(new UnsafeBuffer(new byte[1024]), 0, 1024).startArray(1);
    assertThrows(
        LimitExceededException.class,
        () -> new Transcoder(Serializer.JSON).transcode(source, 0, source.capacity(), writer));
  }

  @Test
  void shouldTakeTimeLinearInTheInputHoweverItIsNested() {
    // Counting each container by itself would walk the innermost values 63 times.
    StringBuilder json = new StringBuilder("[".repeat(63));
    json.append("1,".repeat(200_000)).append('1').append("]".repeat(63));
    byte[] source = json.toString().getBytes(StandardCharsets.UTF_8);
    Object value = Collections.nCopies(200_001, 1L);
    for (int i = 1; i < 63; i++) {
      value = List.of(value);
    }
    byte[] expected = new byte[1 << 19];
    UnsafeBuffer out = new UnsafeBuffer(expected);
    PayloadWriter writer = Serializer.CBOR.newWriter().wrap(out, 0, expected.length);
    PlainValues.write(writer, value);
    assertArrayEquals(
        Arrays.copyOf(expected, writer.length()),
        transcode(Serializer.JSON, source, Serializer.CBOR));
  }

  @Test
  void shouldServeAgainAfterAnError() {
    Transcoder transcoder = new Transcoder(Serializer.JSON);
    UnsafeBuffer broken = new UnsafeBuffer("[[1,[2,".getBytes(StandardCharsets.UTF_8));
    UnsafeBuffer sound = new UnsafeBuffer("[[],[1]]".getBytes(StandardCharsets.UTF_8));
    UnsafeBuffer out = new UnsafeBuffer(new byte[64]);
    PayloadWriter writer = Serializer.CBOR.newWriter().wrap(out, 0, 64);
    assertThrows(
        MalformedException.class, () -> transcoder.transcode(broken, 0, broken.capacity(), writer));
    writer.wrap(out, 0, 64);
    transcoder.transcode(sound, 0, sound.capacity(), writer);
    assertEquals(4, writer.length());
  }

  @Test
  void shouldRefuseFormatsThatAreNotParsed() {
    assertThrows(
        UnsupportedSerializerException.class, () -> new Transcoder(Serializer.FLATBUFFERS));
    assertEquals(Serializer.JSON, new Transcoder(Serializer.JSON).serializer());
  }

  private static byte[] transcode(Serializer from, byte[] octets, Serializer to) {
    UnsafeBuffer source = new UnsafeBuffer(octets);
    UnsafeBuffer out = new UnsafeBuffer(new byte[octets.length * 8 + 64]);
    PayloadWriter writer = to.newWriter().wrap(out, 0, out.capacity());
    new Transcoder(from).transcode(source, 0, octets.length, writer);
    assertTrue(writer.isComplete());
    return Arrays.copyOf(out.byteArray(), writer.length());
  }

  /** CBOR with indefinite containers throughout. */
  private static byte[] indefinite(Object value) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    append(value, out);
    return out.toByteArray();
  }

  private static void append(Object value, java.io.ByteArrayOutputStream out) {
    switch (value) {
      case List<?> values -> {
        out.write(0x9f);
        values.forEach(item -> append(item, out));
        out.write(0xff);
      }
      case Map<?, ?> map -> {
        out.write(0xbf);
        map.forEach(
            (key, item) -> {
              append(key, out);
              append(item, out);
            });
        out.write(0xff);
      }
      case null, default -> out.writeBytes(CodecTesting.write(Serializer.CBOR, value));
    }
  }
}
