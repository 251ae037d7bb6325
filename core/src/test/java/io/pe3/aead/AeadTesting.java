package io.pe3.aead;

import io.pe3.Buffers;
import io.pe3.key.DataKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.provider.Arguments;

/** What the tests of sealing and opening share. */
final class AeadTesting {
  /** What surrounds a range, to show that nothing else is written. */
  static final byte PATTERN = (byte) 0xA5;

  private AeadTesting() {}

  /** Every cipher with every engine that has it. */
  static Stream<Arguments> ciphersAndEngines() {
    List<Arguments> all = new ArrayList<>();
    for (AeadCipher cipher : AeadCipher.values()) {
      for (String engine : TestEngines.of(cipher)) {
        all.add(Arguments.of(cipher, engine));
      }
    }
    return all.stream();
  }

  /** Those, with heap and direct input and output. */
  static Stream<Arguments> ciphersEnginesAndBuffers() {
    return ciphersAndEngines()
        .flatMap(
            pair ->
                Stream.of(0, 1, 2, 3)
                    .map(
                        kinds ->
                            Arguments.of(
                                pair.get()[0], pair.get()[1], (kinds & 1) == 0, (kinds & 2) == 0)));
  }

  /** A buffer filled with the pattern. */
  static UnsafeBuffer buffer(boolean direct, int capacity) {
    UnsafeBuffer buffer = direct ? Buffers.direct(capacity) : Buffers.heap(capacity);
    buffer.setMemory(0, capacity, PATTERN);
    return buffer;
  }

  static byte[] octets(DirectBuffer buffer) {
    return octets(buffer, 0, buffer.capacity());
  }

  static byte[] octets(DirectBuffer buffer, int offset, int length) {
    byte[] octets = new byte[length];
    buffer.getBytes(offset, octets);
    return octets;
  }

  /** Octets that differ from each other, from zero and from the pattern mostly. */
  static byte[] plaintext(int length) {
    byte[] octets = new byte[length];
    new Random(length).nextBytes(octets);
    return octets;
  }

  /** A key that is the same in every run. */
  static DataKey key(int seed) {
    byte[] octets = new byte[DataKey.OCTETS];
    new Random(seed).nextBytes(octets);
    return DataKey.of(octets);
  }

  static Aead aead(DataKey key, AeadCipher cipher, String engine) {
    return Aead.builder(key).cipher(cipher).engine(engine).build();
  }
}
