package io.pe3.aead.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.EngineOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What libsodium's keys hold between is wiped also when the output turns out too small. */
class ScratchWipingTest {
  private static final int LENGTH = Linkage.MAX_CRITICAL_HEAP + 1000;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment octets = arena.allocate(32);
  private final SodiumEngine engine = SodiumEngine.load(EngineOptions.defaults());
  private final UnsafeBuffer plain = new UnsafeBuffer(new byte[LENGTH]);
  private final UnsafeBuffer sealed = new UnsafeBuffer(new byte[LENGTH + 64]);
  private final UnsafeBuffer tooSmall = new UnsafeBuffer(new byte[LENGTH / 2]);

  ScratchWipingTest() {
    octets.fill((byte) 0x42);
    plain.setMemory(0, LENGTH, (byte) 0x55);
  }

  @AfterEach
  void close() {
    arena.close();
  }

  @Test
  void shouldWipeTheScratchOfAnAeadKeyWhenAnythingFails() {
    try (SodiumAeadKey key = (SodiumAeadKey) engine.newKey(AeadCipher.XCHACHA20POLY1305, octets)) {
      assertWiped(key, key.scratch);
    }
  }

  @Test
  void shouldWipeTheScratchOfASecretboxKeyWhenAnythingFails() {
    try (SodiumSecretboxKey key =
        (SodiumSecretboxKey) engine.newKey(AeadCipher.XSALSA20POLY1305, octets)) {
      assertWiped(key, key.scratch);
    }
  }

  private void assertWiped(EngineKey key, DirectScratch scratch) {
    assertThrows(
        RuntimeException.class, () -> key.seal(1, 2, 3, 4, 0, plain, 0, LENGTH, tooSmall, 0));
    assertZero(scratch);
    key.seal(1, 2, 3, 4, 0, plain, 0, LENGTH, sealed, 0);
    int sealedLength = LENGTH + key.cipher().tagLength();
    assertThrows(
        RuntimeException.class,
        () -> key.open(1, 2, 3, 4, 0, sealed, 0, sealedLength, tooSmall, 0));
    assertZero(scratch);
  }

  private static void assertZero(DirectScratch scratch) {
    UnsafeBuffer copy = new UnsafeBuffer(new byte[LENGTH + 16]);
    scratch.address(copy.capacity());
    scratch.getTo(0, copy, 0, copy.capacity());
    assertEquals(new UnsafeBuffer(new byte[copy.capacity()]), copy);
  }
}
