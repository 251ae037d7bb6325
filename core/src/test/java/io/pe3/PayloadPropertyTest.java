package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.aead.AeadCipher;
import io.pe3.codec.PlainValueArbitraries;
import io.pe3.key.DataKey;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is sealed comes out as it was. */
class PayloadPropertyTest {
  @Provide
  Arbitrary<List<Object>> args() {
    return PlainValueArbitraries.valuesWithTextKeys().list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<Map<String, Object>> kwargs() {
    return Arbitraries.maps(
            PlainValueArbitraries.texts(), PlainValueArbitraries.valuesWithTextKeys())
        .ofMaxSize(4);
  }

  @Property(tries = 300)
  void shouldOpenWhatItSealed(
      @ForAll("args") List<Object> args,
      @ForAll("kwargs") Map<String, Object> kwargs,
      @ForAll AeadCipher cipher,
      @ForAll boolean compressed) {
    try (DataKey key = PayloadTesting.fixedKey()) {
      PayloadSealerBuilder builder = PayloadTesting.wampSealer(key).cipher(cipher);
      try (PayloadSealer sealer = (compressed ? builder.compression(1, 0) : builder).build();
          PayloadOpener opener = PayloadTesting.wampOpener(key).build()) {
        SealedPayload sealed = sealer.seal(PayloadTesting.TOPIC, args, kwargs);
        OpenedPayload opened =
            opener.open(sealed.attributes(), PayloadTesting.TOPIC, sealed.payload());
        PlainValueArbitraries.assertSame(args, opened.args());
        PlainValueArbitraries.assertSame(kwargs, opened.kwargs());
        assertEquals("com.example.topic", opened.uri());
      }
    }
  }
}
