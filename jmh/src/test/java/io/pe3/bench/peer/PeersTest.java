package io.pe3.bench.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.BufferKind;
import io.pe3.bench.pipeline.AeadSubject;
import io.pe3.bench.pipeline.Checks;
import io.pe3.bench.pipeline.Pe3Engines;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PeersTest {
  private static final int[] LENGTHS = {0, 1, 64, 115, 65_536, 65_537, 200_000};

  static Stream<Arguments> pairs() {
    return Peers.ENGINES.stream()
        .flatMap(
            engine ->
                Arrays.stream(AeadCipher.values())
                    .filter(cipher -> Peers.refusal(engine, cipher).isEmpty())
                    .map(cipher -> Arguments.of(engine, cipher)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldSealWhatPe3Opens(String engine, AeadCipher cipher) throws GeneralSecurityException {
    for (int length : LENGTHS) {
      byte[] message = message(length);
      assertArrayEquals(message, across(engine, Pe3Engines.AUTO, cipher, message));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldOpenWhatPe3Sealed(String engine, AeadCipher cipher) throws GeneralSecurityException {
    for (int length : LENGTHS) {
      byte[] message = message(length);
      assertArrayEquals(message, across(Pe3Engines.AUTO, engine, cipher, message));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldSealAndOpenOnDirectBuffers(String engine, AeadCipher cipher)
      throws GeneralSecurityException {
    for (int length : LENGTHS) {
      byte[] message = message(length);
      try (AeadSubject subject = AeadSubject.of(engine, cipher, message, BufferKind.DIRECT)) {
        Checks.subject(subject, engine, cipher, message);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(BufferKind.class)
  void shouldSealAndOpenWithPe3OnBothKindsOfBuffers(BufferKind kind)
      throws GeneralSecurityException {
    for (int length : LENGTHS) {
      byte[] message = message(length);
      try (AeadSubject subject =
          AeadSubject.of(Pe3Engines.AUTO, AeadCipher.AES256GCM, message, kind)) {
        Checks.subject(subject, Pe3Engines.AUTO, AeadCipher.AES256GCM, message);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldTakeAnotherNonceForEachMessage(String engine, AeadCipher cipher)
      throws GeneralSecurityException {
    try (AeadSubject subject = AeadSubject.of(engine, cipher, message(32))) {
      subject.seal();
      byte[] first = subject.sealedOctets();
      subject.load(first);
      subject.open();
      subject.seal();
      byte[] second = subject.sealedOctets();
      assertFalse(Arrays.equals(first, 0, cipher.nonceLength(), second, 0, cipher.nonceLength()));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldRefuseChangedOctets(String engine, AeadCipher cipher) throws GeneralSecurityException {
    try (AeadSubject subject = AeadSubject.of(engine, cipher, message(32))) {
      subject.seal();
      byte[] sealed = subject.sealedOctets();
      sealed[sealed.length - 1] ^= 1;
      subject.load(sealed);
      assertThrows(GeneralSecurityException.class, subject::open);
    }
  }

  @Test
  void shouldSayThatAPairDoesNotExist() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> AeadSubject.of(Peers.SUN_JCE, AeadCipher.XSALSA20POLY1305, message(1)));
    assertEquals(
        "pair does not exist: jca:SunJCE with xsalsa20poly1305: it has no xsalsa20poly1305",
        error.getMessage());
  }

  @Test
  void shouldHaveSeveralPeersForAesGcm() {
    assertTrue(pairs().filter(pair -> pair.get()[1] == AeadCipher.AES256GCM).count() >= 4);
  }

  private static byte[] across(String from, String to, AeadCipher cipher, byte[] message)
      throws GeneralSecurityException {
    try (AeadSubject sealing = AeadSubject.of(from, cipher, message);
        AeadSubject opening = AeadSubject.of(to, cipher, message)) {
      sealing.seal();
      sealing.seal();
      opening.load(sealing.sealedOctets());
      opening.open();
      return opening.openedOctets();
    }
  }

  private static byte[] message(int length) {
    byte[] message = new byte[length];
    new SplittableRandom(length).nextBytes(message);
    return message;
  }
}
