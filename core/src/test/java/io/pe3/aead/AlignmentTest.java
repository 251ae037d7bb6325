package io.pe3.aead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.key.DataKey;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Builds of libsodium that trap on misaligned words must not end the process. */
class AlignmentTest {
  private static final int OFFSETS = 16;
  private static final int SIZES = 300;

  @ParameterizedTest
  @EnumSource
  void shouldSealAndOpenAtEveryOffset(AeadCipher cipher) {
    byte[] plaintext = AeadTesting.plaintext(SIZES);
    int run = 0;
    try (DataKey key = AeadTesting.key(5);
        Aead aead = AeadTesting.aead(key, cipher, AeadEngines.AUTO)) {
      for (int kinds = 0; kinds < 4; kinds++) {
        UnsafeBuffer in = AeadTesting.buffer((kinds & 1) == 0, SIZES + OFFSETS);
        UnsafeBuffer out =
            AeadTesting.buffer((kinds & 2) == 0, SIZES + OFFSETS + cipher.overhead());
        for (int from = 0; from < OFFSETS; from++) {
          for (int to = 0; to < OFFSETS; to++) {
            // Both kinds mixed take the same ways as heap alone; fewer sizes do.
            int step = kinds == 0 || kinds == 3 ? 1 : 7;
            for (int size = 0; size <= SIZES; size += step) {
              in.putBytes(from, plaintext, 0, size);
              int sealedLength = aead.seal(in, from, size, out, to);
              in.setMemory(from, size, AeadTesting.PATTERN);
              assertEquals(size, aead.open(out, to, sealedLength, in, from));
              assertEquals(0, differing(plaintext, in, from, size));
              run++;
            }
          }
        }
      }
    }
    assertEquals(OFFSETS * OFFSETS * 2 * (301 + 43), run);
  }

  private static int differing(byte[] expected, UnsafeBuffer actual, int offset, int length) {
    int count = 0;
    for (int i = 0; i < length; i++) {
      count += expected[i] == actual.getByte(offset + i) ? 0 : 1;
    }
    return count;
  }
}
