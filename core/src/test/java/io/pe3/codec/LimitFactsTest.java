package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.error.LimitExceededException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every limit of the codecs names itself and its maximum in the same way. */
class LimitFactsTest {
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[8192]);

  @Test
  void shouldNameTheLimitOfKeysThatAreEncodedBeforehand() {
    assertLimit("text", 65_535, () -> PayloadKey.of("a".repeat(65_536)));
  }

  @Test
  void shouldNameTheLimitOfIntegersInJson() {
    JsonWriter writer = new JsonWriter().wrap(buffer, 0, buffer.capacity());
    assertLimit("integer", 4096, () -> writer.writeBigInteger(BigInteger.TEN.pow(4096)));
  }

  @Test
  void shouldNameTheLimitOfMixedKeys() {
    Map<Object, Object> mixed = new HashMap<>();
    for (long i = 0; i < 128; i++) {
      mixed.put(i, i);
    }
    mixed.put("text", 0L);
    CborWriter writer = new CborWriter().wrap(buffer, 0, buffer.capacity());
    PlainValues.write(writer, mixed);
    CborReader reader = new CborReader().wrap(buffer, 0, writer.length());
    assertLimit("keys", 128, () -> PlainValues.read(reader));
  }

  private static void assertLimit(String limit, int maximum, Executable call) {
    LimitExceededException error = assertThrows(LimitExceededException.class, call);
    assertEquals(limit, error.facts().get("limit"));
    assertEquals(maximum, error.facts().get("maximum"));
  }
}
