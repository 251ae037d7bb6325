package io.pe3.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pe3.Buffers;
import io.pe3.key.DataKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every engine opens what every other sealed, on every kind of buffer, at sizes around each edge.
 */
class AeadInteropTest {
  private static final int[] SIZES = {
    0, 1, 15, 16, 17, 31, 32, 33, 63, 64, 65, 115, 256, 1000, 4096, 4097, 32_768, 32_769, 65_537,
    200_000
  };

  static Stream<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (AeadCipher cipher : AeadCipher.values()) {
      List<String> engines = TestEngines.of(cipher);
      for (String sealing : engines) {
        for (String opening : engines) {
          pairs.add(Arguments.of(cipher, sealing, opening));
        }
      }
    }
    return pairs.stream();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldOpenWhatAnotherEngineSealed(AeadCipher cipher, String sealing, String opening) {
    Random random = new Random(7);
    byte[] octets = new byte[DataKey.OCTETS];
    random.nextBytes(octets);
    try (DataKey key = DataKey.of(octets);
        Aead sealer = Aead.builder(key).cipher(cipher).engine(sealing).build();
        Aead opener = Aead.builder(key).cipher(cipher).engine(opening).build()) {
      for (int size : SIZES) {
        for (int kinds = 0; kinds < 8; kinds++) {
          byte[] plain = new byte[size];
          random.nextBytes(plain);
          int sealedLength = size + cipher.overhead();
          UnsafeBuffer in = buffer((kinds & 1) == 0, size + 8);
          UnsafeBuffer sealed = buffer((kinds & 2) == 0, sealedLength + 16);
          UnsafeBuffer out = buffer((kinds & 4) == 0, size + 8);
          in.putBytes(3, plain);
          assertEquals(sealedLength, sealer.seal(in, 3, size, sealed, 5));
          byte[] before = AeadTesting.octets(sealed);
          assertEquals(size, opener.open(sealed, 5, sealedLength, out, 7));
          assertArrayEquals(before, AeadTesting.octets(sealed), "the input was written to");
          byte[] back = new byte[size];
          out.getBytes(7, back);
          assertArrayEquals(plain, back, () -> cipher + " " + size);
        }
      }
    }
  }

  @Test
  void shouldHaveSeveralEnginesForTheWampCiphers() {
    assertFalse(TestEngines.of(AeadCipher.AES256GCM).size() < 2);
    assertFalse(TestEngines.of(AeadCipher.XSALSA20POLY1305).size() < 2);
  }

  private static UnsafeBuffer buffer(boolean direct, int capacity) {
    return direct ? Buffers.direct(capacity) : Buffers.heap(capacity);
  }
}
