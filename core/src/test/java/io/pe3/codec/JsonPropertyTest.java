package io.pe3.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pe3.error.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;

class JsonPropertyTest {
  private static final Serializer FORMAT = Serializer.JSON;
  private static final ObjectMapper JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  @Provide
  Arbitrary<Object> values() {
    return PlainValueArbitraries.nested(
        PlainValueArbitraries.scalars(
            PlainValueArbitraries.textsForJson(),
            PlainValueArbitraries.beyondLong(),
            PlainValueArbitraries.finiteDoubles()),
        PlainValueArbitraries.textsForJson());
  }

  @Provide
  Arbitrary<List<Object>> lists() {
    return values().list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<Object> containers() {
    return values().filter(value -> value instanceof List || value instanceof Map);
  }

  @Provide
  Arbitrary<String> almostJson() {
    return Arbitraries.strings()
        .withChars("[]{},:\"\\0123.eE+-u00dDtruefalsn \u00e9")
        .ofMaxLength(20);
  }

  @Provide
  Arbitrary<String> texts() {
    return PlainValueArbitraries.textsForJson();
  }

  @Provide
  Arbitrary<Double> finiteDoubles() {
    return PlainValueArbitraries.finiteDoubles();
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
    Object read = CodecTesting.plain(JACKSON.readValue(octets, Object.class));
    PlainValueArbitraries.assertSame(bytesAsText(value), read);
  }

  @Property
  void shouldReadAnotherImplementation(@ForAll("values") Object value) throws IOException {
    byte[] octets = JACKSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(bytesAsText(value));
    PlainValueArbitraries.assertSame(value, CodecTesting.read(FORMAT, octets));
    CodecTesting.validate(FORMAT, octets);
  }

  @Property
  void shouldEscapeOctetsAsItEscapesStrings(@ForAll("texts") String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    UnsafeBuffer output = new UnsafeBuffer(new byte[6 * utf8.length + 2]);
    JsonWriter writer = new JsonWriter().wrap(output, 0, output.capacity());
    writer.writeText(new UnsafeBuffer(utf8), 0, utf8.length);
    byte[] written = Arrays.copyOf(output.byteArray(), writer.length());
    PlainValueArbitraries.assertSame(CodecTesting.write(FORMAT, text), written);
    byte[] key = new byte[written.length];
    new JsonWriter().wrap(new UnsafeBuffer(key), 0, key.length).writeKey(PayloadKey.of(text));
    PlainValueArbitraries.assertSame(written, key);
  }

  @Property
  void shouldReadDoublesAsTheJdkDoes(@ForAll("finiteDoubles") double value) {
    for (String text :
        new String[] {
          Double.toString(value),
          String.format("%.17e", value),
          new java.math.BigDecimal(value).setScale(3, java.math.RoundingMode.HALF_UP).toString()
        }) {
      double read = CodecTesting.reader(FORMAT, text.getBytes(UTF_8)).readDouble();
      assertEquals(Double.parseDouble(text), read, text);
    }
  }

  @Property(tries = 50)
  void shouldFindEveryTruncationMalformed(@ForAll("containers") Object value) {
    byte[] octets = CodecTesting.write(FORMAT, value);
    for (int length = 0; length < octets.length; length++) {
      byte[] part = Arrays.copyOf(octets, length);
      assertThrows(MalformedException.class, () -> CodecTesting.validate(FORMAT, part));
      assertThrows(MalformedException.class, () -> CodecTesting.read(FORMAT, part));
    }
  }

  @Property(tries = 100)
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

  @Property(tries = 10_000)
  void shouldJudgeAsAnotherImplementationDoes(@ForAll("almostJson") String text) {
    byte[] octets = text.getBytes(UTF_8);
    CodecTesting.checkReadersAgree(FORMAT, octets);
    boolean valid = true;
    try {
      CodecTesting.validate(FORMAT, octets);
    } catch (MalformedException e) {
      valid = false;
    }
    // Jackson takes lone surrogates, and knows no byte strings.
    if (!text.contains("\\u")) {
      assertEquals(isJsonForJackson(octets), valid, text);
    }
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

  private static boolean isJsonForJackson(byte[] octets) {
    try {
      return !JACKSON.readTree(octets).isMissingNode();
    } catch (IOException e) {
      return false;
    }
  }

  /** Byte strings in the form that WAMP gives them in JSON. */
  private static Object bytesAsText(Object value) {
    return switch (value) {
      case byte[] octets -> "\0" + Base64.getEncoder().encodeToString(octets);
      case List<?> values -> {
        List<Object> list = new ArrayList<>();
        values.forEach(item -> list.add(bytesAsText(item)));
        yield list;
      }
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(key, bytesAsText(item)));
        yield copy;
      }
      case null -> null;
      default -> value;
    };
  }
}
