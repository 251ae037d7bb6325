package io.pe3.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.error.AuthenticationFailedException;
import io.pe3.error.ErrorCode;
import io.pe3.error.MalformedException;
import io.pe3.key.DataKey;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing but the very payload opens, and what does not open leaves zeros and nothing else. */
class AeadTamperingTest {
  private static final String EVERYTHING = "io.pe3.aead.AeadTesting#ciphersEnginesAndBuffers";
  private static final int LENGTH = 37;
  private static final int BEFORE = 5;
  private static final int AFTER = 70;

  private final DataKey key = AeadTesting.key(1);
  private final byte[] plaintext = AeadTesting.plaintext(LENGTH);

  @AfterEach
  void close() {
    key.close();
  }

  @ParameterizedTest
  @MethodSource(EVERYTHING)
  void shouldRefuseAPayloadWithAnySingleBitFlipped(
      AeadCipher cipher, String engine, boolean directIn, boolean directOut) {
    byte[] payload = sealed(cipher);
    UnsafeBuffer in = AeadTesting.buffer(directIn, payload.length + BEFORE);
    UnsafeBuffer out = AeadTesting.buffer(directOut, BEFORE + LENGTH + AFTER);
    byte[] expected = surrounded(LENGTH);
    int flipped = 0;
    try (Aead aead = AeadTesting.aead(key, cipher, engine)) {
      for (int bit = 0; bit < payload.length * Byte.SIZE; bit++) {
        byte[] damaged = payload.clone();
        damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        in.putBytes(BEFORE, damaged);
        out.setMemory(0, out.capacity(), AeadTesting.PATTERN);
        assertThrows(
            AuthenticationFailedException.class,
            () -> aead.open(in, BEFORE, damaged.length, out, BEFORE));
        assertArrayEquals(expected, AeadTesting.octets(out));
        assertArrayEquals(damaged, AeadTesting.octets(in, BEFORE, damaged.length));
        flipped++;
      }
      in.putBytes(BEFORE, payload);
      assertEquals(LENGTH, aead.open(in, BEFORE, payload.length, out, BEFORE));
      assertArrayEquals(plaintext, AeadTesting.octets(out, BEFORE, LENGTH));
    }
    assertEquals((LENGTH + cipher.overhead()) * Byte.SIZE, flipped);
  }

  @ParameterizedTest
  @MethodSource(EVERYTHING)
  void shouldRefuseAPayloadCutOffAtAnyOctet(
      AeadCipher cipher, String engine, boolean directIn, boolean directOut) {
    byte[] payload = sealed(cipher);
    UnsafeBuffer in = AeadTesting.buffer(directIn, payload.length);
    in.putBytes(0, payload);
    UnsafeBuffer out = AeadTesting.buffer(directOut, BEFORE + LENGTH + AFTER);
    try (Aead aead = AeadTesting.aead(key, cipher, engine)) {
      for (int length = 0; length < payload.length; length++) {
        int cut = length;
        out.setMemory(0, out.capacity(), AeadTesting.PATTERN);
        if (cut < cipher.overhead()) {
          assertThrows(MalformedException.class, () -> aead.open(in, 0, cut, out, BEFORE));
          assertArrayEquals(surrounded(0), AeadTesting.octets(out));
        } else {
          assertThrows(
              AuthenticationFailedException.class, () -> aead.open(in, 0, cut, out, BEFORE));
          assertArrayEquals(surrounded(cut - cipher.overhead()), AeadTesting.octets(out));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(EVERYTHING)
  void shouldRefuseAPayloadLengthened(
      AeadCipher cipher, String engine, boolean directIn, boolean directOut) {
    byte[] payload = sealed(cipher);
    UnsafeBuffer in = AeadTesting.buffer(directIn, payload.length + 1);
    in.putBytes(0, payload);
    in.putByte(payload.length, (byte) 0);
    UnsafeBuffer out = AeadTesting.buffer(directOut, BEFORE + LENGTH + AFTER);
    try (Aead aead = AeadTesting.aead(key, cipher, engine)) {
      assertThrows(
          AuthenticationFailedException.class,
          () -> aead.open(in, 0, payload.length + 1, out, BEFORE));
      assertArrayEquals(surrounded(LENGTH + 1), AeadTesting.octets(out));
    }
  }

  @ParameterizedTest
  @MethodSource(EVERYTHING)
  void shouldRefuseAPayloadOfAnotherKey(
      AeadCipher cipher, String engine, boolean directIn, boolean directOut) {
    byte[] payload = sealed(cipher);
    UnsafeBuffer in = AeadTesting.buffer(directIn, payload.length);
    in.putBytes(0, payload);
    UnsafeBuffer out = AeadTesting.buffer(directOut, BEFORE + LENGTH + AFTER);
    try (DataKey other = AeadTesting.key(2);
        Aead aead = AeadTesting.aead(other, cipher, engine)) {
      AuthenticationFailedException error =
          assertThrows(
              AuthenticationFailedException.class,
              () -> aead.open(in, 0, payload.length, out, BEFORE));
      assertEquals(ErrorCode.AUTHENTICATION_FAILED, error.code());
      assertArrayEquals(surrounded(LENGTH), AeadTesting.octets(out));
    }
  }

  @ParameterizedTest
  @MethodSource(EVERYTHING)
  void shouldWriteNothingAroundWhatItSeals(
      AeadCipher cipher, String engine, boolean directIn, boolean directOut) {
    int sealedLength = LENGTH + cipher.overhead();
    UnsafeBuffer in = AeadTesting.buffer(directIn, LENGTH);
    in.putBytes(0, plaintext);
    UnsafeBuffer out = AeadTesting.buffer(directOut, BEFORE + sealedLength + AFTER);
    try (Aead aead = AeadTesting.aead(key, cipher, engine)) {
      assertEquals(sealedLength, aead.seal(in, 0, LENGTH, out, BEFORE));
      out.setMemory(BEFORE, sealedLength, AeadTesting.PATTERN);
      byte[] expected = new byte[out.capacity()];
      Arrays.fill(expected, AeadTesting.PATTERN);
      assertArrayEquals(expected, AeadTesting.octets(out));
      assertArrayEquals(plaintext, AeadTesting.octets(in));
    }
  }

  @ParameterizedTest
  @MethodSource("io.pe3.aead.AeadTesting#ciphersAndEngines")
  void shouldLeaveZerosWhenOpeningInPlaceFails(AeadCipher cipher, String engine) {
    byte[] payload = sealed(cipher);
    payload[payload.length - 1] ^= 1;
    for (int to : new int[] {0, cipher.ciphertextOffset()}) {
      for (boolean direct : new boolean[] {true, false}) {
        UnsafeBuffer memory = AeadTesting.buffer(direct, payload.length + AFTER);
        memory.putBytes(0, payload);
        try (Aead aead = AeadTesting.aead(key, cipher, engine)) {
          assertThrows(
              AuthenticationFailedException.class,
              () -> aead.open(memory, 0, payload.length, memory, to));
        }
        assertArrayEquals(new byte[LENGTH], AeadTesting.octets(memory, to, LENGTH));
        byte[] after = new byte[AFTER];
        Arrays.fill(after, AeadTesting.PATTERN);
        assertArrayEquals(after, AeadTesting.octets(memory, payload.length, AFTER));
      }
    }
  }

  private byte[] sealed(AeadCipher cipher) {
    try (Aead aead = AeadTesting.aead(key, cipher, AeadEngines.AUTO)) {
      byte[] payload = new byte[LENGTH + cipher.overhead()];
      aead.seal(new UnsafeBuffer(plaintext), 0, LENGTH, new UnsafeBuffer(payload), 0);
      return payload;
    }
  }

  /** The pattern, with zeros where a plaintext of this length would have gone. */
  private static byte[] surrounded(int zeros) {
    byte[] expected = new byte[BEFORE + LENGTH + AFTER];
    Arrays.fill(expected, AeadTesting.PATTERN);
    Arrays.fill(expected, BEFORE, BEFORE + zeros, (byte) 0);
    return expected;
  }
}
