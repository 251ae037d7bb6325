package io.pe3;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.envelope.engine.Binding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadContextTest {
  private static final int MORE_KEYS_THAN_ARE_KEPT = 10_000;

  @Test
  void shouldMakeABindingOnceForEachKeySerializerAndCipher() {
    PayloadContext context = PayloadTesting.EVENT;
    List<Binding> first = bindings(context);
    List<Binding> second = bindings(context);
    for (int i = 0; i < first.size(); i++) {
      assertSame(first.get(i), second.get(i));
      for (int j = 0; j < i; j++) {
        assertNotSame(first.get(i), first.get(j));
      }
    }
  }

  @Test
  void shouldKeepBindingsOfABoundedNumberOfKeys() {
    PayloadContext context =
        PayloadContext.of(PayloadTesting.REALM, PayloadTesting.EVENT.flow(), PayloadTesting.URI);
    Binding first = context.binding(Serializer.CBOR, AeadCipher.AES256GCM, "first");
    for (int i = 0; i < MORE_KEYS_THAN_ARE_KEPT; i++) {
      context.binding(Serializer.CBOR, AeadCipher.AES256GCM, "k" + i);
    }
    assertNotSame(first, context.binding(Serializer.CBOR, AeadCipher.AES256GCM, "first"));
  }

  private static List<Binding> bindings(PayloadContext context) {
    List<Binding> all = new ArrayList<>();
    for (String keyId : List.of("k1", "k2")) {
      for (Serializer serializer : List.of(Serializer.CBOR, Serializer.JSON)) {
        for (AeadCipher cipher : PayloadScheme.X_PE3.ciphers()) {
          all.add(context.binding(serializer, cipher, keyId));
        }
      }
    }
    return all;
  }
}
