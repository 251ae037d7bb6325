package io.pe3.codec;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TranscodingTest {
  /** What every format holds. */
  @Provide
  Arbitrary<Object> values() {
    return PlainValueArbitraries.nested(
        PlainValueArbitraries.scalars(
            PlainValueArbitraries.textsForJson(),
            PlainValueArbitraries.unsignedBeyondLong(),
            PlainValueArbitraries.finiteDoubles()),
        PlainValueArbitraries.textsForJson());
  }

  @Property(tries = 500)
  void shouldLoseNothingFromFormatToFormat(@ForAll("values") Object value) {
    for (Serializer from : Serializer.values()) {
      if (from.isParsed()) {
        Object read = CodecTesting.read(from, CodecTesting.write(from, value));
        for (Serializer to : Serializer.values()) {
          if (to.isParsed()) {
            byte[] octets = CodecTesting.write(to, read);
            PlainValueArbitraries.assertSame(value, CodecTesting.read(to, octets));
          }
        }
      }
    }
  }
}
