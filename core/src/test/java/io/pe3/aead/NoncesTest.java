package io.pe3.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.NonceExhaustedException;
import io.pe3.key.DataKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nonces have the profile's form and never repeat. */
class NoncesTest {
  private static final int PREFIX = 16;

  private final DataKey key = DataKey.generate();

  @AfterEach
  void close() {
    key.close();
  }

  static Stream<Arguments> counted() {
    return AeadTesting.ciphersAndEngines()
        .filter(pair -> ((AeadCipher) pair.get()[0]).nonceLength() > 12);
  }

  @ParameterizedTest
  @MethodSource("counted")
  void shouldPutACounterAfterARandomPrefix(AeadCipher cipher, String engine) {
    try (Aead aead = AeadTesting.aead(key, cipher, engine)) {
      byte[] first = nonce(aead);
      assertFalse(Arrays.equals(new byte[PREFIX], Arrays.copyOf(first, PREFIX)));
      for (int i = 0; i < 1000; i++) {
        byte[] nonce = i == 0 ? first : nonce(aead);
        ByteBuffer expected = ByteBuffer.allocate(cipher.nonceLength());
        expected.put(first, 0, PREFIX);
        if (cipher.nonceLength() == 32) {
          expected.putLong(0);
        }
        expected.putLong(i);
        assertArrayEquals(expected.array(), nonce);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("counted")
  void shouldDrawAPrefixForEachSealer(AeadCipher cipher, String engine) {
    try (Aead one = AeadTesting.aead(key, cipher, engine);
        Aead other = AeadTesting.aead(key, cipher, engine)) {
      assertNotEquals(prefix(nonce(one)), prefix(nonce(other)));
    }
  }

  @ParameterizedTest
  @MethodSource("counted")
  void shouldDrawThePrefixAnewAfterARestart(AeadCipher cipher, String engine) {
    try (Aead aead = AeadTesting.aead(key, cipher, engine)) {
      nonce(aead);
      byte[] before = nonce(aead);
      RestartDetector.restored();
      byte[] after = nonce(aead);
      assertNotEquals(prefix(before), prefix(after));
      assertEquals(0, counter(after));
      assertEquals(1, counter(nonce(aead)));
    }
  }

  @ParameterizedTest
  @MethodSource("io.pe3.aead.AeadTesting#ciphersAndEngines")
  void shouldGoOnAfterSeveralRestarts(AeadCipher cipher, String engine) {
    Set<String> seen = new HashSet<>();
    try (Aead aead = AeadTesting.aead(key, cipher, engine)) {
      for (int i = 0; i < 20; i++) {
        seen.add(Arrays.toString(nonce(aead)));
        RestartDetector.restored();
      }
    }
    assertEquals(20, seen.size());
  }

  @ParameterizedTest
  @MethodSource("counted")
  void shouldDrawThePrefixAnewAfterAnHour(AeadCipher cipher, String engine) {
    AeadEngines engines = AeadEngines.standard();
    try (Nonces nonces =
        new Nonces(key, cipher, 32, engines.choice(engine, cipher, null, false).random())) {
      nonces.next(0);
      long left = nonces.renewAt - RestartDetector.coarseSeconds();
      assertTrue(left > 3590 && left <= 3600, () -> "seconds: " + left);
      long before = nonces.word0;
      nonces.next(0);
      assertEquals(before, nonces.word0);
      nonces.renewAt = RestartDetector.coarseSeconds();
      nonces.next(0);
      assertNotEquals(before, nonces.word0);
      assertEquals(0, cipher.nonceLength() == 24 ? nonces.word2 : nonces.word3);
      assertTrue(nonces.renewAt > RestartDetector.coarseSeconds() + 3590);
    }
  }

  @ParameterizedTest
  @MethodSource("io.pe3.aead.AeadTesting#ciphersAndEngines")
  void shouldNotRepeatOverTwoSealers(AeadCipher cipher, String engine) {
    int each = 100_000;
    AeadEngines engines = AeadEngines.standard();
    Set<List<Long>> seen = HashSet.newHashSet(2 * each);
    try (Nonces one =
            new Nonces(key, cipher, 32, engines.choice(engine, cipher, null, false).random());
        Nonces other =
            new Nonces(key, cipher, 32, engines.choice(engine, cipher, null, false).random())) {
      for (int i = 0; i < each; i++) {
        one.next(1);
        seen.add(List.of(one.word0, one.word1, one.word2, one.word3));
        other.next(1);
        seen.add(List.of(other.word0, other.word1, other.word2, other.word3));
      }
    }
    assertEquals(2 * each, seen.size());
  }

  @ParameterizedTest
  @MethodSource("counted")
  void shouldNameTheCounterWhenItIsUsedUp(AeadCipher cipher, String engine) {
    AeadEngines engines = AeadEngines.standard();
    try (Nonces nonces =
        new Nonces(key, cipher, 32, engines.choice(engine, cipher, null, false).random())) {
      nonces.next(0);
      nonces.counter = Long.MAX_VALUE;
      nonces.next(0);
      NonceExhaustedException error =
          assertThrows(NonceExhaustedException.class, () -> nonces.next(0));
      assertTrue(error.getMessage().contains("message counter"), error.getMessage());
      assertFalse(error.getMessage().contains("12 octets"), error.getMessage());
    }
  }

  @Test
  void shouldPutTheWholeRandomNonceOfTwelveOctetsIntoThePayload() {
    int[] differing = new int[12];
    try (Aead aead = AeadTesting.aead(key, AeadCipher.AES256GCM, AeadEngines.AUTO)) {
      byte[] first = nonce(aead);
      for (int i = 0; i < 64; i++) {
        byte[] next = nonce(aead);
        for (int j = 0; j < differing.length; j++) {
          differing[j] += next[j] == first[j] ? 0 : 1;
        }
      }
    }
    for (int count : differing) {
      assertTrue(count > 50, () -> Arrays.toString(differing));
    }
  }

  private static byte[] nonce(Aead aead) {
    byte[] payload = new byte[aead.cipher().overhead() + 1];
    aead.seal(new UnsafeBuffer(new byte[1]), 0, 1, new UnsafeBuffer(payload), 0);
    return Arrays.copyOf(payload, aead.cipher().nonceLength());
  }

  private static String prefix(byte[] nonce) {
    return Arrays.toString(Arrays.copyOf(nonce, PREFIX));
  }

  private static long counter(byte[] nonce) {
    return ByteBuffer.wrap(nonce).getLong(nonce.length - Long.BYTES);
  }
}
