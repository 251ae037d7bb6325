package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.ReplyTo;
import io.pe3.envelope.engine.EnvelopeTesting;
import io.pe3.error.PolicyRefusedException;
import io.pe3.error.SignatureInvalidException;
import io.pe3.error.SignatureRequiredException;
import io.pe3.error.UnknownKeyException;
import io.pe3.key.DataKey;
import io.pe3.sign.SessionKey;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed mode: who wrote a payload can be told and proved; deniable mode: neither. */
class HardenedSignatureTest {
  private final DataKey key = DataKey.generate();
  private final SessionKey alice = SessionKey.generate();

  @AfterEach
  void close() {
    alice.close();
    key.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "sodium", "bouncycastle", "jca"})
  void shouldHandOverTheVerifiedSigner(String engine) {
    for (boolean pad : new boolean[] {false, true}) {
      for (boolean compress : new boolean[] {false, true}) {
        PayloadSealerBuilder builder =
            PayloadSealer.builder(key).engine(engine).signer(alice).padding(pad);
        try (PayloadSealer sealer = (compress ? builder.compression(3, 0) : builder).build();
            PayloadOpener opener =
                PayloadOpener.builder(key).engine(engine).requireSigned(true).build()) {
          for (int length : new int[] {0, 10, 1000, 50_000}) {
            List<Object> args = List.of("ab".repeat(length / 2));
            SealedPayload sealed = sealer.seal(PayloadTesting.EVENT, args, Map.of());
            OpenedPayload opened =
                opener.open(sealed.attributes(), PayloadTesting.EVENT, sealed.payload());
            assertEquals(args, opened.args());
            assertEquals(alice.signer(), opener.signer());
          }
        }
      }
    }
  }

  @Test
  void shouldNameNoSignerOfWhatIsNotSigned() {
    try (PayloadSealer signing = PayloadSealer.builder(key).signer(alice).build();
        PayloadSealer plain = PayloadSealer.builder(key).build();
        PayloadOpener opener = PayloadOpener.builder(key).build()) {
      SealedPayload signed = signing.seal(PayloadTesting.EVENT, List.of(), Map.of());
      SealedPayload unsigned = plain.seal(PayloadTesting.EVENT, List.of(), Map.of());
      opener.open(signed.attributes(), PayloadTesting.EVENT, signed.payload());
      opener.open(unsigned.attributes(), PayloadTesting.EVENT, unsigned.payload());
      assertNull(opener.signer());
    }
  }

  @Test
  void shouldRequireEitherMode() {
    try (PayloadSealer signing = PayloadSealer.builder(key).signer(alice).build();
        PayloadSealer plain = PayloadSealer.builder(key).build();
        PayloadOpener signedOnly = PayloadOpener.builder(key).requireSigned(true).build();
        PayloadOpener deniableOnly = PayloadOpener.builder(key).requireDeniable(true).build()) {
      SealedPayload signed = signing.seal(PayloadTesting.EVENT, List.of(), Map.of());
      SealedPayload unsigned = plain.seal(PayloadTesting.EVENT, List.of(), Map.of());
      assertThrows(
          SignatureRequiredException.class,
          () -> signedOnly.open(unsigned.attributes(), PayloadTesting.EVENT, unsigned.payload()));
      assertThrows(
          PolicyRefusedException.class,
          () -> deniableOnly.open(signed.attributes(), PayloadTesting.EVENT, signed.payload()));
      signedOnly.open(signed.attributes(), PayloadTesting.EVENT, signed.payload());
      deniableOnly.open(unsigned.attributes(), PayloadTesting.EVENT, unsigned.payload());
    }
  }

  @Test
  void shouldRefuseAnotherHoldersForgeryUnderTheSignersName() {
    try (PayloadSealer sealer = PayloadSealer.builder(key).signer(alice).build();
        PayloadOpener opener = PayloadOpener.builder(key).build()) {
      byte[] sealed = sealer.seal(PayloadTesting.EVENT, List.of(1L), Map.of()).payload();
      byte[] content = EnvelopeTesting.content(key, PayloadTesting.EVENT, sealed);
      // Mallory holds the data key: opens the content, changes the body, and seals it again.
      content[content.length - 1] ^= 1;
      byte[] forged =
          EnvelopeTesting.seal(key, PayloadTesting.EVENT, EnvelopeDescriptor.SIGNED, content);
      assertThrows(
          SignatureInvalidException.class,
          () -> opener.open(sealer.attributes(), PayloadTesting.EVENT, forged));
    }
  }

  @Test
  void shouldRefuseASignatureThatWasMadeForAnotherMessage() {
    try (PayloadSealer sealer = PayloadSealer.builder(key).signer(alice).build();
        PayloadOpener opener = PayloadOpener.builder(key).build()) {
      byte[] sealed = sealer.seal(PayloadTesting.EVENT, List.of(1L), Map.of()).payload();
      byte[] content = EnvelopeTesting.content(key, PayloadTesting.EVENT, sealed);
      // Unchanged, but under a sender and counter of Mallory's.
      byte[] moved =
          EnvelopeTesting.seal(key, PayloadTesting.EVENT, EnvelopeDescriptor.SIGNED, content);
      assertThrows(
          SignatureInvalidException.class,
          () -> opener.open(sealer.attributes(), PayloadTesting.EVENT, moved));
    }
  }

  /**
   * The router wants a payload signed and may choose what a client signs at login: it sends, as
   * challenge, what a payload's signature covers, label included, and also its hash.
   */
  @Test
  void shouldNotTakeALoginSignatureForOneOfAPayload() throws Exception {
    byte[] body = PayloadTesting.cbor(Map.of("args", List.of("transfer all")));
    byte[] covered = EnvelopeTesting.covered(key, PayloadTesting.EVENT, body);
    byte[] hash = java.security.MessageDigest.getInstance("SHA-512").digest(covered);
    try (PayloadOpener opener = PayloadOpener.builder(key).build()) {
      for (byte[] challenge : List.of(covered, hash)) {
        byte[] content = PayloadTesting.join(alice.signer().octets(), login(challenge), body);
        byte[] payload =
            EnvelopeTesting.seal(key, PayloadTesting.EVENT, EnvelopeDescriptor.SIGNED, content);
        assertThrows(
            SignatureInvalidException.class,
            () -> opener.open(attributes(), PayloadTesting.EVENT, payload));
      }
    }
  }

  /** In deniable mode the receiver can write what the sender could have written. */
  @Test
  void shouldLetTheReceiverForgeWhatNobodyCanTellFromTheSenders() {
    byte[] body = PayloadTesting.cbor(Map.of("args", List.of(1L)));
    ReplyTo of = new ReplyTo();
    try (PayloadSealer sealer = PayloadSealer.builder(key).build()) {
      UnsafeBuffer out = new UnsafeBuffer(new byte[256]);
      int length =
          sealer.seal(PayloadTesting.EVENT, new UnsafeBuffer(body), 0, body.length, out, 0);
      sealer.lastMessage(of);
      byte[] genuine = Arrays.copyOf(out.byteArray(), length);
      // The receiver has the data key and has seen sender and counter: the same octets come out.
      byte[] forged =
          EnvelopeTesting.seal(
              key, PayloadTesting.EVENT, 0, of.senderHigh(), of.senderLow(), of.counter(), body);
      assertEquals(PayloadTesting.hexOf(genuine), PayloadTesting.hexOf(forged));
      // And any other body, as the sender's next message.
      byte[] other = PayloadTesting.cbor(Map.of("args", List.of("never said")));
      byte[] next =
          EnvelopeTesting.seal(
              key,
              PayloadTesting.EVENT,
              0,
              of.senderHigh(),
              of.senderLow(),
              of.counter() + 1,
              other);
      try (PayloadOpener judge = PayloadOpener.builder(key).requireDeniable(true).build()) {
        assertEquals(
            List.of("never said"),
            judge.open(sealer.attributes(), PayloadTesting.EVENT, next).args());
      }
    }
  }

  @Test
  void shouldWipeTheOutputWhenTheSessionKeyIsClosed() {
    try (PayloadSealer sealer = PayloadSealer.builder(key).signer(alice).build()) {
      UnsafeBuffer out = PayloadTesting.output(512);
      sealer.begin(PayloadTesting.EVENT, out, 0).startArray(1).writeText("canary").endArray();
      alice.close();
      assertThrows(UnknownKeyException.class, sealer::finish);
      assertTrue(PayloadTesting.isClean(out));
    }
  }

  @Test
  void shouldRequireNothingThatSchemeWampHasNot() {
    assertThrows(
        IllegalArgumentException.class,
        () -> PayloadSealer.builder(key).scheme(PayloadScheme.WAMP).signer(alice).build());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            PayloadOpener.builder(key)
                .schemes(PayloadScheme.WAMP, PayloadScheme.X_PE3)
                .requireSigned(true)
                .build());
    assertThrows(
        IllegalArgumentException.class,
        () -> PayloadOpener.builder(key).requireSigned(true).requireDeniable(true).build());
    assertTrue(AeadEngines.standard().supports("auto", AeadCipher.AES256GCM));
  }

  private PayloadAttributes attributes() {
    return new PayloadAttributes("x_pe3", "cbor", "aes256gcm", key.id(), null);
  }

  /** Plain Ed25519 with the session key, as WAMP-Cryptosign signs a challenge. */
  private byte[] login(byte[] challenge) throws Exception {
    byte[] seed = alice.seed();
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initSign(
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
    ed25519.update(challenge);
    return ed25519.sign();
  }
}
