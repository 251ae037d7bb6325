package io.pe3.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.error.BufferTooSmallException;
import io.pe3.key.DataKey;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Input and output in the same memory: two ways are right, the others are refused. */
class OverlapTest {
  private static final String PAIRS = "io.pe3.aead.AeadTesting#ciphersAndEngines";
  private static final int LENGTH = 45;
  private static final int CAPACITY = 400;
  private static final int MIDDLE = 150;

  private final DataKey key = AeadTesting.key(4);
  private final byte[] plaintext = AeadTesting.plaintext(LENGTH);

  @AfterEach
  void close() {
    key.close();
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void shouldSealInPlaceOrFromTheSameStartAndNowhereBetween(AeadCipher cipher, String engine) {
    int sealedLength = LENGTH + cipher.overhead();
    try (Aead aead = AeadTesting.aead(key, cipher, engine)) {
      for (boolean direct : new boolean[] {true, false}) {
        for (int distance = -sealedLength - 2; distance <= LENGTH + 2; distance++) {
          Memory memory = new Memory(direct);
          memory.all.putBytes(MIDDLE, plaintext);
          int to = MIDDLE + distance;
          boolean allowed =
              distance == 0
                  || distance == -cipher.ciphertextOffset()
                  || distance >= LENGTH
                  || distance <= -sealedLength;
          if (allowed) {
            aead.seal(memory.from(MIDDLE), 0, LENGTH, memory.from(to - 7), 7);
            byte[] opened = new byte[LENGTH];
            aead.open(memory.all, to, sealedLength, new UnsafeBuffer(opened), 0);
            assertArrayEquals(plaintext, opened);
            memory.all.setMemory(to, sealedLength, AeadTesting.PATTERN);
            memory.all.setMemory(MIDDLE, LENGTH, AeadTesting.PATTERN);
          } else {
            assertThrows(
                IllegalArgumentException.class,
                () -> aead.seal(memory.from(MIDDLE), 0, LENGTH, memory.from(to - 7), 7));
            assertArrayEquals(plaintext, AeadTesting.octets(memory.all, MIDDLE, LENGTH));
            memory.all.setMemory(MIDDLE, LENGTH, AeadTesting.PATTERN);
          }
          memory.assertOnlyPattern();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void shouldOpenInPlaceOrToTheSameStartAndNowhereBetween(AeadCipher cipher, String engine) {
    int sealedLength = LENGTH + cipher.overhead();
    byte[] payload = new byte[sealedLength];
    try (Aead aead = AeadTesting.aead(key, cipher, engine)) {
      aead.seal(new UnsafeBuffer(plaintext), 0, LENGTH, new UnsafeBuffer(payload), 0);
      for (boolean direct : new boolean[] {true, false}) {
        for (int distance = -LENGTH - 2; distance <= sealedLength + 2; distance++) {
          Memory memory = new Memory(direct);
          memory.all.putBytes(MIDDLE, payload);
          int to = MIDDLE + distance;
          boolean allowed =
              distance == 0
                  || distance == cipher.ciphertextOffset()
                  || distance >= sealedLength
                  || distance <= -LENGTH;
          if (allowed) {
            assertEquals(
                LENGTH,
                aead.open(memory.from(MIDDLE - 9), 9, sealedLength, memory.from(to - 7), 7));
            assertArrayEquals(plaintext, AeadTesting.octets(memory.all, to, LENGTH));
            memory.all.setMemory(to, LENGTH, AeadTesting.PATTERN);
          } else {
            assertThrows(
                IllegalArgumentException.class,
                () -> aead.open(memory.from(MIDDLE), 0, sealedLength, memory.from(to - 7), 7));
            assertArrayEquals(payload, AeadTesting.octets(memory.all, MIDDLE, sealedLength));
          }
          memory.all.setMemory(MIDDLE, sealedLength, AeadTesting.PATTERN);
          memory.assertOnlyPattern();
        }
      }
    }
  }

  /** Such an output could hold the plaintext, but not what is decrypted before it is moved. */
  @ParameterizedTest
  @MethodSource(PAIRS)
  void shouldRefuseAnOutputOnTheInputThatEndsBeforeTheCiphertext(AeadCipher cipher, String engine) {
    int sealedLength = LENGTH + cipher.overhead();
    for (boolean direct : new boolean[] {true, false}) {
      Memory memory = new Memory(direct);
      try (Aead aead = AeadTesting.aead(key, cipher, engine)) {
        aead.seal(new UnsafeBuffer(plaintext), 0, LENGTH, memory.all, MIDDLE);
        byte[] before = AeadTesting.octets(memory.all);
        UnsafeBuffer narrow = new UnsafeBuffer(memory.all, MIDDLE, LENGTH);
        assertThrows(
            BufferTooSmallException.class,
            () -> aead.open(memory.all, MIDDLE, sealedLength, narrow, 0));
        assertArrayEquals(before, AeadTesting.octets(memory.all));
        assertEquals(LENGTH, aead.open(memory.all, MIDDLE, sealedLength, memory.all, MIDDLE));
        assertArrayEquals(plaintext, AeadTesting.octets(memory.all, MIDDLE, LENGTH));
      }
    }
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void shouldSealAndOpenNothingAnywhere(AeadCipher cipher, String engine) {
    try (Aead aead = AeadTesting.aead(key, cipher, engine)) {
      for (int distance = -80; distance <= 80; distance++) {
        Memory memory = new Memory(true);
        aead.seal(memory.all, MIDDLE, 0, memory.all, MIDDLE + distance);
        assertEquals(
            0, aead.open(memory.all, MIDDLE + distance, cipher.overhead(), memory.all, MIDDLE));
      }
    }
  }

  /** Buffers over the same memory that begin at different places. */
  private static final class Memory {
    final UnsafeBuffer all;

    Memory(boolean direct) {
      all =
          direct
              ? new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY))
              : new UnsafeBuffer(new byte[CAPACITY]);
      all.setMemory(0, CAPACITY, AeadTesting.PATTERN);
    }

    UnsafeBuffer from(int offset) {
      return all.byteArray() == null
          ? new UnsafeBuffer(all.byteBuffer(), offset, CAPACITY - offset)
          : new UnsafeBuffer(all.byteArray(), offset, CAPACITY - offset);
    }

    void assertOnlyPattern() {
      for (int i = 0; i < CAPACITY; i++) {
        assertEquals(AeadTesting.PATTERN, all.getByte(i));
      }
    }
  }
}
