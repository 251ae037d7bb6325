package io.pe3.aead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pe3.Buffers;
import io.pe3.error.EngineUnavailableException;
import io.pe3.key.DataKey;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code auto} takes, and that a named engine is that one or an error. */
class EngineChoiceTest {
  private final DataKey key = DataKey.generate();

  @AfterEach
  void close() {
    key.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveOnlyAesGcmToOthersOnACpuWithoutAes(AeadCipher cipher) {
    assumeTrue(AeadEngines.standard().supports("sodium", cipher));
    AeadEngines engines = withoutAes();
    if (cipher == AeadCipher.AES256GCM) {
      assertTrue(engines.chosen(cipher).startsWith("jca:"), engines.chosen(cipher));
      assertFalse(engines.supports("sodium", cipher));
    } else {
      assertEquals("sodium", engines.chosen(cipher));
    }
  }

  @Test
  void shouldSayThatTheCpuHasNoAes() {
    assumeTrue(AeadEngines.standard().supports("sodium", AeadCipher.XSALSA20POLY1305));
    EngineReport sodium = withoutAes().reports().getFirst();
    assertEquals("sodium", sodium.name());
    assertTrue(sodium.available());
    assertTrue(sodium.detail().contains("no aes256gcm"), sodium.detail());
  }

  @ParameterizedTest
  @EnumSource
  void shouldInteroperateWithTheEnginesOfACpuWithoutAes(AeadCipher cipher) {
    byte[] plain = "the same octets on every machine".getBytes(UTF_8);
    try (Aead here = Aead.builder(key).cipher(cipher).build();
        Aead there = Aead.builder(key).cipher(cipher).engines(withoutAes()).build()) {
      assertArrayEquals(plain, pass(plain, here, there));
      assertArrayEquals(plain, pass(plain, there, here));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonesuch", "jca:Nonesuch", "", "SODIUM"})
  void shouldRefuseAnEngineThatIsNotThere(String name) {
    Aead.Builder builder = Aead.builder(key).engine(name);
    EngineUnavailableException error =
        assertThrows(EngineUnavailableException.class, builder::build);
    assertEquals(name, error.facts().get("engine"));
    assertTrue(error.facts().containsKey("available"), error.getMessage());
  }

  @Test
  void shouldNotFallBackFromANamedEngine() {
    AeadEngines engines =
        AeadEngines.discover(EngineOptions.defaults().withSodiumFrom(false, false));
    Aead.Builder builder = Aead.builder(key).engines(engines).engine("sodium");
    EngineUnavailableException error =
        assertThrows(EngineUnavailableException.class, builder::build);
    assertTrue(error.getMessage().contains("neither the bundled nor the system's"));
  }

  @Test
  void shouldRefuseANamedEngineThatHasNotTheCipher() {
    Aead.Builder builder = Aead.builder(key).cipher(AeadCipher.AEGIS256).engine("bouncycastle");
    EngineUnavailableException error =
        assertThrows(EngineUnavailableException.class, builder::build);
    assertEquals("bouncycastle", error.facts().get("engine"));
    assertEquals("aegis256", error.facts().get("cipher"));
  }

  @Test
  void shouldRefuseHardwareEngineByNameOnACpuWithoutAes() {
    assumeTrue(AeadEngines.standard().supports("sodium", AeadCipher.AES256GCM));
    Aead.Builder builder = Aead.builder(key).engines(withoutAes()).engine("sodium");
    assertThrows(EngineUnavailableException.class, builder::build);
  }

  private static AeadEngines withoutAes() {
    return AeadEngines.discover(EngineOptions.defaults().withoutHardwareAes());
  }

  private static byte[] pass(byte[] plain, Aead sealer, Aead opener) {
    UnsafeBuffer sealed = Buffers.direct(plain.length + sealer.cipher().overhead());
    UnsafeBuffer opened = Buffers.heap(plain.length);
    int length = sealer.seal(new UnsafeBuffer(plain), 0, plain.length, sealed, 0);
    opener.open(sealed, 0, length, opened, 0);
    return opened.byteArray();
  }
}
