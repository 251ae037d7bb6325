package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PlainValueArbitraries;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import io.pe3.codec.ValueType;
import io.pe3.error.AuthenticationFailedException;
import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import io.pe3.error.UnsupportedSerializerException;
import io.pe3.error.UriMismatchException;
import io.pe3.key.DataKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fields are read where they were decrypted, and nothing is taken for valid that was not looked at.
 */
class OpeningInOnePassTest {
  private static final String URI_HEAD = "63757269 71" + "636f6d2e6578616d706c652e746f706963";
  private static final String ARGS = "6461726773";
  private static final String KWARGS = "666b7761726773";
  private static final PayloadKey A = PayloadKey.of("a");

  private final DataKey key = PayloadTesting.fixedKey();
  private final PayloadAttributes attributes = PayloadTesting.attributes(AeadCipher.AES256GCM, key);
  private final UnsafeBuffer output = PayloadTesting.output(512);
  private PayloadOpener opener;

  @BeforeEach
  void setUp() {
    opener = PayloadTesting.wampOpener(key).build();
  }

  @AfterEach
  void tearDown() {
    opener.close();
    key.close();
  }

  private PayloadReader begin(String bodyHex) {
    byte[] payload = PayloadTesting.seal(key, bodyHex);
    return opener.begin(
        attributes, PayloadTesting.TOPIC, new UnsafeBuffer(payload), 0, payload.length, output, 7);
  }

  @Test
  void shouldReadArgumentsAndThenKeywordArguments() {
    PayloadReader reader = begin("a3" + URI_HEAD + ARGS + "8205 06" + KWARGS + "a1 6161 07");
    assertEquals(2, reader.startArray());
    assertEquals(5, reader.readLong());
    assertEquals(6, reader.readLong());
    reader.endArray();
    reader = opener.kwargs();
    assertEquals(1, reader.startMap());
    assertTrue(reader.readKey(A));
    assertEquals(7, reader.readLong());
    reader.endMap();
    opener.finish();
    assertTrue(opener.hasUri());
  }

  @Test
  void shouldPassOverWhatIsNotRead() {
    begin("a3" + URI_HEAD + ARGS + "8205 06" + KWARGS + "a1 6161 07");
    opener.finish();
    PayloadReader reader = begin("a3" + URI_HEAD + ARGS + "8205 06" + KWARGS + "a1 6161 07");
    reader.startArray();
    reader.readLong();
    reader = opener.kwargs();
    reader.startMap();
    assertTrue(reader.readKey(A));
    opener.finish();
    assertTrue(opener.hasUri());
  }

  @Test
  void shouldNotTakeAnElementOfTheArgumentsForTheNextKey() {
    // The array holds the text "kwargs" and a map, which stand where a careless reader looks next.
    PayloadReader reader =
        begin("a3" + URI_HEAD + ARGS + "8305" + KWARGS + "a1616101" + KWARGS + "a1616107");
    reader.startArray();
    assertEquals(5, reader.readLong());
    reader = opener.kwargs();
    reader.startMap();
    assertTrue(reader.readKey(A));
    assertEquals(7, reader.readLong());
    reader.endMap();
    opener.finish();
  }

  @Test
  void shouldReadMapsInAnyOrder() {
    PayloadReader reader = begin("a3" + KWARGS + "a1 6161 07" + ARGS + "8105" + URI_HEAD);
    reader.startArray();
    assertEquals(5, reader.readLong());
    reader.endArray();
    reader = opener.kwargs();
    reader.startMap();
    assertTrue(reader.readKey(A));
    assertEquals(7, reader.readLong());
    reader.endMap();
    opener.finish();
    assertTrue(opener.hasUri());
  }

  @Test
  void shouldReadAbsentAndNullPartsAsEmpty() {
    for (String body :
        List.of("a0", "a1" + URI_HEAD, "a2" + ARGS + "f6" + KWARGS + "f6", "a1" + ARGS + "80")) {
      PayloadReader reader = begin(body);
      assertEquals(0, reader.startArray(), body);
      reader.endArray();
      reader = opener.kwargs();
      assertEquals(0, reader.startMap(), body);
      reader.endMap();
      opener.finish();
    }
  }

  @Test
  void shouldRefuseAnotherUri() {
    String other = "63757269 71" + "636f6d2e6578616d706c652e746f706964";
    assertThrows(
        UriMismatchException.class, () -> begin("a3" + other + ARGS + "80" + KWARGS + "a0"));
    assertTrue(PayloadTesting.isClean(output));
  }

  @Test
  void shouldRequireTheUriIfAskedTo() {
    try (PayloadOpener strict = PayloadTesting.wampOpener(key).requireUri(true).build()) {
      byte[] payload = PayloadTesting.seal(key, "a2" + ARGS + "80" + KWARGS + "a0");
      UnsafeBuffer src = new UnsafeBuffer(payload);
      assertThrows(
          UriMismatchException.class,
          () -> strict.begin(attributes, PayloadTesting.TOPIC, src, 0, payload.length, output, 0));
      assertTrue(PayloadTesting.isClean(output));
      assertFalse(strict.hasUri());
    }
  }

  @Test
  void shouldRefuseWhatIsMalformedBehindWhatWasRead() {
    for (String body :
        List.of(
            // A map that lacks an entry, octets behind the end, a broken text, a repeated key.
            "a3" + URI_HEAD + ARGS + "8105" + KWARGS + "a2 6161 07",
            "a3" + URI_HEAD + ARGS + "8105" + KWARGS + "a1 6161 07 00",
            "a3" + URI_HEAD + ARGS + "8105" + KWARGS + "a1 6161 62c328",
            "a4" + URI_HEAD + ARGS + "8105" + KWARGS + "a1 6161 07" + ARGS + "80",
            "a3" + URI_HEAD + ARGS + "8105" + KWARGS + "81 07")) {
      PayloadReader reader = begin(body);
      reader.startArray();
      assertEquals(5, reader.readLong());
      reader.endArray();
      assertThrows(MalformedException.class, opener::finish, body);
      assertTrue(PayloadTesting.isClean(output), body);
      assertFalse(opener.hasUri());
    }
  }

  @Test
  void shouldRefuseAMapThatIsReadToItsFirstEntryAndEndsThere() {
    PayloadReader reader = begin("a3" + URI_HEAD + ARGS + "80" + KWARGS + "a2 6161 8101");
    reader.skipValue();
    reader = opener.kwargs();
    reader.startMap();
    assertTrue(reader.readKey(A));
    reader.startArray();
    assertEquals(1, reader.readLong());
    assertFalse(reader.hasNext());
    assertThrows(MalformedException.class, opener::finish);
  }

  @Test
  void shouldRefuseWhatIsNotAuthentic() {
    byte[] payload = PayloadTesting.seal(key, "a2" + ARGS + "80" + KWARGS + "a0");
    payload[payload.length - 1] ^= 1;
    UnsafeBuffer src = new UnsafeBuffer(payload);
    assertThrows(
        AuthenticationFailedException.class,
        () -> opener.begin(attributes, PayloadTesting.TOPIC, src, 0, payload.length, output, 0));
    assertThrows(IllegalStateException.class, opener::finish);
    assertTrue(PayloadTesting.isClean(output));
  }

  @Test
  void shouldRefuseCallsOutOfOrder() {
    assertThrows(IllegalStateException.class, opener::kwargs);
    assertThrows(IllegalStateException.class, opener::finish);
    String body = "a2" + ARGS + "80" + KWARGS + "a0";
    begin(body);
    assertThrows(IllegalStateException.class, () -> begin(body));
    opener.kwargs();
    assertThrows(IllegalStateException.class, opener::kwargs);
    opener.abort();
    begin(body);
    opener.finish();
  }

  @Test
  void shouldWipeTheBodyWhenGivenUp() {
    begin("a3" + URI_HEAD + ARGS + "8105" + KWARGS + "a0");
    assertFalse(PayloadTesting.isClean(output));
    opener.abort();
    assertTrue(PayloadTesting.isClean(output));
    begin("a3" + URI_HEAD + ARGS + "8105" + KWARGS + "a0");
    opener.close();
    assertTrue(PayloadTesting.isClean(output));
  }

  @Test
  void shouldRefuseASerializerThatIsNotParsed() {
    PayloadAttributes flat =
        new PayloadAttributes("wamp", "flatbuffers", "aes256gcm", key.id(), null);
    byte[] payload = PayloadTesting.seal(key, "00");
    UnsafeBuffer src = new UnsafeBuffer(payload);
    assertThrows(
        UnsupportedSerializerException.class,
        () -> opener.begin(flat, PayloadTesting.TOPIC, src, 0, payload.length, output, 0));
  }

  @ParameterizedTest
  @EnumSource(names = {"CBOR", "MSGPACK", "JSON"})
  void shouldReadEveryParsedSerializerAndScheme(Serializer serializer) {
    List<Object> args = List.of(1L, "two", List.of(3L));
    Map<String, Object> kwargs = Map.of("four", 5L);
    for (PayloadScheme scheme : PayloadScheme.values()) {
      boolean hardened = scheme == PayloadScheme.X_PE3;
      if (!hardened && serializer != Serializer.CBOR) {
        continue;
      }
      PayloadContext context = hardened ? PayloadTesting.EVENT : PayloadTesting.TOPIC;
      try (DataKey canonical = DataKey.generate();
          PayloadSealer sealer =
              PayloadSealer.builder(canonical).scheme(scheme).serializer(serializer).build();
          PayloadOpener any = PayloadOpener.builder(canonical).schemes(scheme).build()) {
        SealedPayload sealed = sealer.seal(context, args, kwargs);
        UnsafeBuffer src = new UnsafeBuffer(sealed.payload());
        PayloadReader reader =
            any.begin(sealed.attributes(), context, src, 0, src.capacity(), output, 0);
        assertEquals(ValueType.ARRAY, reader.peek());
        PlainValueArbitraries.assertSame(args, PlainValues.read(reader));
        PlainValueArbitraries.assertSame(kwargs, PlainValues.read(any.kwargs()));
        any.finish();
        assertTrue(any.hasUri());
      }
    }
  }

  @Provide
  Arbitrary<List<Object>> args() {
    return PlainValueArbitraries.valuesWithTextKeys().list().ofMaxSize(3);
  }

  @Provide
  Arbitrary<Map<String, Object>> kwargs() {
    return Arbitraries.maps(
            PlainValueArbitraries.texts(), PlainValueArbitraries.valuesWithTextKeys())
        .ofMaxSize(3);
  }

  /** What an attacker with the key changes in a body is met in the same way on both ways. */
  @Property(tries = 2000)
  void shouldTakeAndRefuseWhatOpenDoes(
      @ForAll("args") List<Object> args,
      @ForAll("kwargs") Map<String, Object> kwargs,
      @ForAll @IntRange(max = 1000) int place,
      @ForAll byte octet,
      @ForAll @IntRange(max = 3) int readParts) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("uri", "com.example.topic");
    whole.put("args", args);
    whole.put("kwargs", kwargs);
    byte[] body = PayloadTesting.cbor(whole);
    body[place % body.length] = octet;
    byte[] payload = PayloadTesting.seal(key, AeadCipher.AES256GCM, body);
    UnsafeBuffer src = new UnsafeBuffer(payload);
    UnsafeBuffer once = new UnsafeBuffer(new byte[payload.length]);
    UnsafeBuffer twice = new UnsafeBuffer(new byte[payload.length]);
    try (PayloadOpener other = PayloadTesting.wampOpener(key).build()) {
      List<Object> expected = new ArrayList<>();
      Class<?> error = null;
      try {
        other.open(attributes, PayloadTesting.TOPIC, src, 0, payload.length, twice, 0);
        expected.add(read(twice, other.argsOffset(), other.argsLength(), readParts, 1));
        expected.add(read(twice, other.kwargsOffset(), other.kwargsLength(), readParts, 2));
      } catch (Pe3Exception e) {
        error = e.getClass();
      }
      List<Object> found = new ArrayList<>();
      Class<?> foundError = null;
      try {
        PayloadReader reader =
            other.begin(attributes, PayloadTesting.TOPIC, src, 0, payload.length, once, 0);
        found.add((readParts & 1) != 0 ? PlainValues.read(reader) : null);
        reader = other.kwargs();
        found.add((readParts & 2) != 0 ? PlainValues.read(reader) : null);
        other.finish();
      } catch (Pe3Exception e) {
        foundError = e.getClass();
        other.abort();
      }
      assertEquals(error == null, foundError == null, () -> PayloadTesting.hexOf(body));
      if (error == null) {
        PlainValueArbitraries.assertSame(expected, found);
        assertEquals(twice, once);
      } else {
        assertTrue(PayloadTesting.isClean(once));
      }
    }
  }

  private static Object read(UnsafeBuffer body, int offset, int length, int parts, int part) {
    if ((parts & part) == 0) {
      return null;
    }
    if (length == 0) {
      return part == 1 ? List.of() : Map.of();
    }
    return PlainValues.read(Serializer.CBOR.newReader().wrap(body, offset, length));
  }
}
