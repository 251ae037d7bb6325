package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.internal.Allocation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Integers as plain objects: Long where they fit, and no other object made on the way. */
class PlainIntegersTest {
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1 << 17]);

  private static Stream<Serializer> parsed() {
    return Stream.of(Serializer.values()).filter(Serializer::isParsed);
  }

  @ParameterizedTest
  @MethodSource("parsed")
  void shouldGiveALongExactlyWhereOneFits(Serializer serializer) {
    List<Object> values = new ArrayList<>();
    for (int bits = 0; bits <= 64; bits++) {
      for (int near = -1; near <= 1; near++) {
        BigInteger value = BigInteger.ONE.shiftLeft(bits).add(BigInteger.valueOf(near));
        for (BigInteger each : List.of(value, value.negate())) {
          if (each.bitLength() < 64) {
            values.add(each.longValue());
          } else if (each.signum() > 0 && each.bitLength() == 64) {
            values.add(each);
          }
        }
      }
    }
    assertTrue(values.contains(Long.MIN_VALUE) && values.contains(Long.MAX_VALUE));
    assertEquals(values, read(serializer, write(serializer, values)));
  }

  @ParameterizedTest
  @MethodSource("parsed")
  void shouldMakeNothingButTheLongs(Serializer serializer) throws Exception {
    int count = 10_000;
    List<Object> values = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      values.add(i % 2 == 0 ? 1000 + i : -1000 - i);
    }
    int length = write(serializer, values);
    Allocation allocation = new Allocation();
    assertEquals(values, read(serializer, length));
    long before = allocation.octets();
    read(serializer, length);
    long each = (allocation.octets() - before) / count;
    assertTrue(each < 48, () -> "octets for each integer: " + each);
  }

  private int write(Serializer serializer, List<Object> values) {
    PayloadWriter writer = serializer.newWriter().wrap(buffer, 0, buffer.capacity());
    PlainValues.write(writer, values);
    return writer.length();
  }

  private Object read(Serializer serializer, int length) {
    return PlainValues.read(serializer.newReader().wrap(buffer, 0, length));
  }
}
