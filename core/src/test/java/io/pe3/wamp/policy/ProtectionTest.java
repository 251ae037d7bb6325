package io.pe3.wamp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.PayloadScheme;
import io.pe3.PayloadSealer;
import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.compress.DictionaryRegistry;
import io.pe3.error.UnknownKeyException;
import io.pe3.error.UnsupportedCipherException;
import io.pe3.error.UnsupportedSerializerException;
import io.pe3.key.DataKey;
import io.pe3.key.KeyRing;
import io.pe3.key.KeyRotation;
import io.pe3.key.KeyScope;
import io.pe3.key.RotationPolicy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProtectionTest {
  private final DataKey key = DataKey.generate();
  private final KeyRing ring = new KeyRing();

  @AfterEach
  void close() {
    key.close();
    ring.close();
  }

  private ProtectionBuilder builder() {
    return Protection.builder(key);
  }

  private KeyRotation rotation(RotationPolicy policy) {
    return new KeyRotation(ring, policy, KeyScope.ANY, Duration.ZERO, KeyRotation.Listener.NONE);
  }

  @Test
  void shouldRefuseWhenItIsBuiltWhatCouldNotBeSealed() {
    ProtectionBuilder cipher = builder().cipher(AeadCipher.XSALSA20POLY1305);
    assertThrows(UnsupportedCipherException.class, cipher::build);
    ProtectionBuilder wamp = builder().scheme(PayloadScheme.WAMP);
    assertThrows(UnsupportedSerializerException.class, wamp.serializer(Serializer.JSON)::build);
    for (ProtectionBuilder each :
        new ProtectionBuilder[] {
          builder().scheme(PayloadScheme.WAMP).padding(true),
          builder()
              .scheme(PayloadScheme.WAMP)
              .compression(3)
              .dictionaries(new DictionaryRegistry()),
          Protection.builder(rotation(RotationPolicy.NEVER.everyMessage()))
              .scheme(PayloadScheme.WAMP)
        }) {
      assertThrows(IllegalArgumentException.class, each::build);
    }
    key.close();
    assertThrows(UnknownKeyException.class, builder()::build);
  }

  @Test
  void shouldRefuseWhenItIsBuiltWhatCouldNotBeOpened() {
    ProtectionBuilder signed = builder().scheme(PayloadScheme.WAMP).requireSigned(true);
    assertThrows(IllegalArgumentException.class, signed::build);
    ProtectionBuilder neither =
        builder().requireSigned(true).opening(opener -> opener.requireDeniable(true));
    assertThrows(IllegalArgumentException.class, neither::build);
  }

  @Test
  void shouldKeepWhatItChoosesWhateverElseIsSet() {
    Protection protection =
        builder()
            .sealing(
                sealer ->
                    sealer
                        .scheme(PayloadScheme.WAMP)
                        .cipher(AeadCipher.XSALSA20POLY1305)
                        .serializer(Serializer.CBOR))
            .serializer(Serializer.JSON)
            .build();
    try (PayloadSealer sealer = protection.newSealer(key)) {
      assertEquals("x_pe3", sealer.attributes().scheme());
      assertEquals("aes256gcm", sealer.attributes().cipher());
      assertEquals("json", sealer.attributes().serializer());
    }
  }

  @Test
  void shouldTakeNoKeyOfARotationBeforeTheFirstMessage() {
    Protection protection = Protection.builder(rotation(RotationPolicy.NEVER)).build();
    assertEquals(0, ring.size());
    assertTrue(protection.opensUnderMany());
  }

  @Test
  void shouldHaveNoKeyToSealUnderWhereKeysOnlyOpen() {
    Protection protection = Protection.builder(ring).build();
    assertThrows(UnknownKeyException.class, () -> protection.newSealer(protection.key()));
    ring.add(key);
    assertSame(key, protection.openingKey(null));
    assertSame(key, protection.openingKey(key.id()));
    assertThrows(UnknownKeyException.class, () -> protection.openingKey("another"));
  }

  @Test
  void shouldSayWhichKeysItHasAndNothingOfThem() {
    assertTrue(builder().build().toString().contains(key.id()));
    assertTrue(Protection.builder(ring).build().toString().contains("keys=0"));
    assertFalse(builder().build().opensUnderMany());
  }
}
