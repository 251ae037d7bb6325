package io.pe3.aead.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.EngineOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Subkeys are kept for authentic messages only, and what they seal is the plain construction. */
class SodiumSubkeysTest {
  private static final long SEED = 99;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment octets = arena.allocate(32);
  private final SodiumLibrary library = SodiumLoader.load(EngineOptions.defaults());
  private final SodiumEngine engine = SodiumEngine.load(EngineOptions.defaults());
  private final SodiumSubkeys subkeys;

  SodiumSubkeysTest() {
    octets.fill((byte) 0x42);
    subkeys = new SodiumSubkeys(library.address(SodiumFunction.HCHACHA20), octets.address());
  }

  @AfterEach
  void close() {
    subkeys.close();
    arena.close();
  }

  @Test
  void shouldKeepASubkeyOnlyAfterATagVerified() {
    long candidate = subkeys.opening(1, 2);
    assertEquals(candidate, subkeys.opening(3, 4));
    assertEquals(candidate, subkeys.opening(1, 2));
    subkeys.verified();
    long kept = subkeys.opening(1, 2);
    assertNotEquals(candidate, kept);
    for (int i = 0; i < 10_000; i++) {
      assertEquals(candidate, subkeys.opening(i, 77));
    }
    assertEquals(kept, subkeys.opening(1, 2));
  }

  @Test
  void shouldHoldNoMoreThanItsSlots() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 10_000; i++) {
      long prefix = random.nextLong();
      long first = subkeys.opening(prefix, i);
      subkeys.verified();
      long kept = subkeys.opening(prefix, i);
      assertTrue(Math.abs(kept - first) < 128 + 64 * 32);
    }
  }

  /** Bouncy Castle derives everything for each message. */
  @ParameterizedTest
  @EnumSource(
      value = AeadCipher.class,
      names = {"XSALSA20POLY1305", "XCHACHA20POLY1305"})
  void shouldSealAsThePlainConstructionDoesForEveryLengthAndPrefix(AeadCipher cipher) {
    SplittableRandom random = new SplittableRandom(SEED);
    try (EngineKey sodium = engine.newKey(cipher, octets);
        EngineKey plain = new BouncyCastleEngine().newKey(cipher, octets)) {
      for (int length = 0; length < 1100; length++) {
        byte[] text = new byte[length];
        random.nextBytes(text);
        long prefix = random.nextInt(3);
        long counter = random.nextLong();
        byte[] ours = seal(sodium, prefix, counter, text);
        assertArrayEquals(seal(plain, prefix, counter, text), ours, "length " + length);
        assertTrue(open(sodium, prefix, counter, ours, text));
        ours[random.nextInt(ours.length)] ^= 4;
        assertFalse(open(sodium, prefix, counter, ours, null));
      }
    }
  }

  @Test
  void shouldSealLongTextsInPlaceAsStagedOnes() {
    SplittableRandom random = new SplittableRandom(SEED);
    try (EngineKey sodium = engine.newKey(AeadCipher.XSALSA20POLY1305, octets)) {
      for (int length : new int[] {16_384, 16_385, 16_400, 20_000, 65_537, 300_001}) {
        byte[] text = new byte[length];
        random.nextBytes(text);
        byte[] staged = seal(sodium, 5, length, text);
        UnsafeBuffer direct = new UnsafeBuffer(arena.allocate(length + 16, 64).asByteBuffer());
        direct.putBytes(16, text);
        sodium.seal(5, 6, length, 0, 0, direct, 16, length, direct, 0);
        byte[] inPlace = new byte[length + 16];
        direct.getBytes(0, inPlace);
        assertArrayEquals(staged, inPlace, "length " + length);
        assertTrue(sodium.open(5, 6, length, 0, 0, direct, 0, length + 16, direct, 16));
        byte[] back = new byte[length];
        direct.getBytes(16, back);
        assertArrayEquals(text, back);
        direct.putBytes(0, staged);
        direct.putByte(length / 2, (byte) (direct.getByte(length / 2) ^ 1));
        assertFalse(sodium.open(5, 6, length, 0, 0, direct, 0, length + 16, direct, 16));
      }
    }
  }

  private static byte[] seal(EngineKey key, long prefix, long counter, byte[] text) {
    byte[] sealed = new byte[text.length + 16];
    key.seal(
        prefix,
        6,
        counter,
        0,
        0,
        new UnsafeBuffer(text),
        0,
        text.length,
        new UnsafeBuffer(sealed),
        0);
    return sealed;
  }

  private static boolean open(
      EngineKey key, long prefix, long counter, byte[] sealed, byte[] expected) {
    byte[] opened = new byte[sealed.length - 16];
    boolean verified =
        key.open(
            prefix,
            6,
            counter,
            0,
            0,
            new UnsafeBuffer(sealed),
            0,
            sealed.length,
            new UnsafeBuffer(opened),
            0);
    if (verified) {
      assertArrayEquals(expected, opened);
    }
    return verified;
  }
}
