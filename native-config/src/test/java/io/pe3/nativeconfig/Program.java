package io.pe3.nativeconfig;

import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.PayloadScheme;
import io.pe3.PayloadSealer;
import io.pe3.SealedPayload;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.key.DataKey;
import java.util.List;
import java.util.Map;

/** A program that embeds PE3. */
final class Program {
  private Program() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    PayloadContext topic = PayloadContext.of("com.example.topic");
    try (DataKey key = DataKey.generate();
        PayloadSealer sealer =
            PayloadSealer.builder(key)
                .scheme(PayloadScheme.WAMP)
                .cipher(AeadCipher.XCHACHA20POLY1305)
                .build();
        PayloadOpener opener = PayloadOpener.builder(key).schemes(PayloadScheme.WAMP).build()) {
      SealedPayload sealed = sealer.seal(topic, List.of("hello"), Map.of());
      System.out.println(
          "opened "
              + opener.open(sealed.attributes(), topic, sealed.payload()).args()
              + " with "
              + AeadEngines.standard().chosen(AeadCipher.XCHACHA20POLY1305));
    }
  }
}
