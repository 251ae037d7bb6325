package io.pe3.sign;

import static io.pe3.sign.SignTesting.heap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadEngines;
import io.pe3.error.SignatureInvalidException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadSignaturesTest {
  private static final int BODY = 40;

  private final byte[] associatedData = new byte[82];
  private final byte[] dictionary = new byte[32];
  private final byte[] content = new byte[PayloadSignatures.OCTETS + BODY];
  private final SessionKey key = SessionKey.generate();

  PayloadSignaturesTest() {
    Random random = new Random(42);
    random.nextBytes(associatedData);
    random.nextBytes(dictionary);
    random.nextBytes(content);
  }

  static List<String> engines() {
    return SignTesting.engines();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void shouldSayWhoSigned(String engine) {
    try (PayloadSignatures signatures = PayloadSignatures.create(AeadEngines.standard(), engine)) {
      for (int adLength : new int[] {58, 82}) {
        sign(signatures, adLength, dictionary);
        SignerKey signer = verify(signatures, adLength, dictionary);
        assertEquals(key.signer(), signer);
        assertSame(signer, verify(signatures, adLength, dictionary));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void shouldRefuseAnyChangedBit(String engine) {
    try (PayloadSignatures signatures = PayloadSignatures.create(AeadEngines.standard(), engine)) {
      sign(signatures, 82, dictionary);
      int refused = 0;
      for (byte[] part : List.of(associatedData, dictionary, content)) {
        for (int i = 0; i < part.length; i++) {
          part[i] ^= (byte) (1 << (i % 8));
          assertThrows(SignatureInvalidException.class, () -> verify(signatures, 82, dictionary));
          part[i] ^= (byte) (1 << (i % 8));
          refused++;
        }
      }
      assertEquals(82 + 32 + 136, refused);
      assertEquals(key.signer(), verify(signatures, 82, dictionary));
    }
  }

  @Test
  void shouldTellNoDictionaryAndNoReplyToFromZeros() {
    try (PayloadSignatures signatures = PayloadSignatures.create()) {
      Arrays.fill(associatedData, 58, 82, (byte) 0);
      sign(signatures, 58, dictionary);
      assertThrows(SignatureInvalidException.class, () -> verify(signatures, 82, dictionary));
      assertThrows(SignatureInvalidException.class, () -> verify(signatures, 58, null));
      // Zeros are what the profile puts in the place of a dictionary that is not there.
      sign(signatures, 58, null);
      assertEquals(key.signer(), verify(signatures, 58, new byte[32]));
    }
  }

  @Test
  void shouldRefuseAContentThatHasNoRoomForASignature() {
    try (PayloadSignatures signatures = PayloadSignatures.create()) {
      UnsafeBuffer ad = heap(associatedData);
      assertThrows(
          SignatureInvalidException.class,
          () -> signatures.verify(ad, 0, 58, null, heap(content), 0, 95));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {57, 59, 81, 83})
  void shouldRefuseAssociatedDataOfAnotherForm(int length) {
    try (PayloadSignatures signatures = PayloadSignatures.create()) {
      UnsafeBuffer ad = heap(new byte[90]);
      assertThrows(
          IllegalArgumentException.class,
          () -> signatures.verify(ad, 0, length, null, heap(content), 0, content.length));
    }
  }

  @Test
  void shouldNameTheClaimedSignerInTheError() {
    try (PayloadSignatures signatures = PayloadSignatures.create()) {
      SignatureInvalidException refused =
          assertThrows(SignatureInvalidException.class, () -> verify(signatures, 58, dictionary));
      assertEquals(
          SignerKey.of(Arrays.copyOf(content, SignerKey.OCTETS)), refused.facts().get("claimed"));
    }
  }

  /**
   * The router asks a client to log in and chooses the challenge so that the answer would be a
   * signature of a payload that the router wrote. The client signs whatever it is sent, with plain
   * Ed25519, as WAMP-Cryptosign has it and the JDK makes it.
   */
  @ParameterizedTest
  @MethodSource("engines")
  void shouldNotTakeALoginSignatureForOneOfAPayload(String engine) throws GeneralSecurityException {
    byte[] covered = covered(58);
    byte[] hash = MessageDigest.getInstance("SHA-512").digest(covered);
    byte[] dom2 = "SigEd25519 no Ed25519 collisions".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream prefixed = new ByteArrayOutputStream();
    prefixed.writeBytes(dom2);
    prefixed.writeBytes(new byte[] {1, 0});
    prefixed.writeBytes(hash);
    List<byte[]> challenges =
        List.of(covered, hash, Arrays.copyOf(hash, 32), prefixed.toByteArray());
    try (PayloadSignatures signatures = PayloadSignatures.create(AeadEngines.standard(), engine)) {
      for (byte[] challenge : challenges) {
        byte[] answer = login(challenge);
        System.arraycopy(key.signer().octets(), 0, content, 0, 32);
        System.arraycopy(answer, 0, content, 32, 64);
        assertThrows(SignatureInvalidException.class, () -> verify(signatures, 58, null));
      }
      // What the client signs as a payload is no login either.
      sign(signatures, 58, null);
      byte[] signature = Arrays.copyOfRange(content, 32, 96);
      assertFalse(acceptsLogin(covered, signature));
      assertFalse(acceptsLogin(hash, signature));
      assertTrue(acceptsLogin(hash, login(hash)), "a login works");
    }
  }

  private byte[] login(byte[] challenge) throws GeneralSecurityException {
    PrivateKey seed =
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, key.seed()));
    Signature plain = Signature.getInstance("Ed25519");
    plain.initSign(seed);
    plain.update(challenge);
    return plain.sign();
  }

  private boolean acceptsLogin(byte[] challenge, byte[] signature) {
    return org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
        signature, 0, key.signer().octets(), 0, challenge, 0, challenge.length);
  }

  private byte[] covered(int adLength) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("PE3 v1 signature\0".getBytes(StandardCharsets.US_ASCII));
    out.write(associatedData, 0, 58);
    out.write(0);
    out.write(adLength - 58);
    out.write(associatedData, 58, adLength - 58);
    out.writeBytes(new byte[32]);
    out.write(content, PayloadSignatures.OCTETS, BODY);
    return out.toByteArray();
  }

  /** What is covered is exactly what the profile lists. */
  @Test
  void shouldCoverWhatTheProfileLists() {
    byte[] signature = new byte[64];
    try (PayloadSignatures signatures = PayloadSignatures.create();
        Ed25519ph ed25519ph = Ed25519ph.create()) {
      for (int adLength : new int[] {58, 82}) {
        sign(signatures, adLength, null);
        byte[] covered = covered(adLength);
        ed25519ph.beginUnlabelled().update(heap(covered), 0, covered.length);
        ed25519ph.sign(key, heap(signature), 0);
        assertEquals(-1, Arrays.mismatch(signature, Arrays.copyOfRange(content, 32, 96)));
      }
    }
  }

  private void sign(PayloadSignatures signatures, int adLength, byte[] dictionarySha256) {
    signatures.sign(
        key,
        heap(associatedData),
        0,
        adLength,
        dictionarySha256 == null ? null : heap(dictionarySha256),
        heap(content),
        PayloadSignatures.OCTETS,
        BODY,
        heap(content),
        0);
  }

  private SignerKey verify(PayloadSignatures signatures, int adLength, byte[] dictionarySha256) {
    return signatures.verify(
        heap(associatedData),
        0,
        adLength,
        dictionarySha256 == null ? null : heap(dictionarySha256),
        heap(content),
        0,
        content.length);
  }
}
