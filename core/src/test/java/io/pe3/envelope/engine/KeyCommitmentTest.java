package io.pe3.envelope.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.PayloadAttributes;
import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.AuthenticationFailedException;
import io.pe3.error.InvalidKeyException;
import io.pe3.error.UnknownKeyException;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * AES-GCM does not commit to its key: who chooses two keys can make one payload that is authentic
 * under both and opens to something else for each. What stops that is that a self-certifying id
 * means one key.
 */
class KeyCommitmentTest {
  private static final int BLOCK = 16;
  private static final PayloadContext TOPIC =
      PayloadContext.of("realm1", Flow.EVENT, "com.example.topic");

  private final DataKey one = DataKey.generate();
  private final DataKey other = DataKey.generate();
  private final byte[] oneOctets = one.octets();
  private final byte[] otherOctets = other.octets();

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void shouldOpenToTwoPlaintextsUnderAnOpaqueId() throws GeneralSecurityException {
    byte[] payload = payloadOfTwoKeys("topic-key");
    byte[] first = open(DataKey.of("topic-key", oneOctets), payload);
    byte[] second = open(DataKey.of("topic-key", otherOctets), payload);
    assertEquals(2 * BLOCK, first.length);
    assertEquals(2 * BLOCK, second.length);
    assertFalse(Arrays.equals(first, second), "the attack works where an id commits to no key");
  }

  @Test
  void shouldOpenToOnePlaintextUnderACanonicalSelfCertifyingId() throws GeneralSecurityException {
    byte[] payload = payloadOfTwoKeys(one.id());
    assertEquals(2 * BLOCK, open(DataKey.of(oneOctets), payload).length);
    // The other key can't be loaded under the id, in any way that x_pe3 takes.
    assertThrows(InvalidKeyException.class, () -> DataKey.of(one.id(), otherOctets));
    assertThrows(
        InvalidKeyException.class, () -> open(DataKey.foreign(one.id(), otherOctets), payload));
    PayloadAttributes named = new PayloadAttributes("x_pe3", "native", "aes256gcm", one.id(), null);
    assertThrows(UnknownKeyException.class, () -> open(DataKey.of(otherOctets), named, payload));
  }

  /** Under its own id the other key binds another id, and then the payload is not authentic. */
  @Test
  void shouldNotOpenUnderTheOtherKeysOwnId() throws GeneralSecurityException {
    byte[] payload = payloadOfTwoKeys(one.id());
    PayloadAttributes edited =
        new PayloadAttributes("x_pe3", "native", "aes256gcm", other.id(), null);
    assertThrows(
        AuthenticationFailedException.class, () -> open(DataKey.of(otherOctets), edited, payload));
  }

  /** What the attack makes is a payload like any other. */
  @Test
  void shouldComputeTagsAsTheCipherDoes() throws GeneralSecurityException {
    byte[] payload = payloadOfTwoKeys(one.id());
    byte[] opened = open(DataKey.of(oneOctets), payload);
    byte[] again = new byte[payload.length];
    try (SealingKey key = sealingKey()) {
      key.seal(
          0,
          1,
          binding(one.id()),
          new ReplyTo(),
          new UnsafeBuffer(opened),
          0,
          opened.length,
          new UnsafeBuffer(again),
          0);
    }
    assertArrayEquals(payload, again);
  }

  private SealingKey sealingKey() {
    return EnvelopeTesting.key(one, 0, EnvelopeTesting.SENDER_HIGH, EnvelopeTesting.SENDER_LOW, 1);
  }

  private static byte[] open(DataKey key, byte[] payload) {
    return open(
        key, new PayloadAttributes("x_pe3", "native", "aes256gcm", key.id(), null), payload);
  }

  private static byte[] open(DataKey key, PayloadAttributes attributes, byte[] payload) {
    UnsafeBuffer body = new UnsafeBuffer(new byte[payload.length]);
    try (key;
        PayloadOpener opener = PayloadOpener.builder(key).build()) {
      int length =
          opener.open(attributes, TOPIC, new UnsafeBuffer(payload), 0, payload.length, body, 0);
      return Arrays.copyOf(body.byteArray(), length);
    }
  }

  /**
   * Two blocks of ciphertext: the first is any, the second solves GHASH_1 + E_1(J0) = GHASH_2 +
   * E_2(J0) in GF(2^128), where it stands before the factor H^2.
   */
  private byte[] payloadOfTwoKeys(String id) throws GeneralSecurityException {
    byte[] associatedData = new byte[Binding.MAX_ASSOCIATED_DATA];
    int length =
        binding(id)
            .putAssociatedData(
                new UnsafeBuffer(associatedData),
                0,
                EnvelopeTesting.SENDER_HIGH,
                EnvelopeTesting.SENDER_LOW,
                1,
                new ReplyTo());
    associatedData = Arrays.copyOf(associatedData, length);
    byte[] ciphertext = new byte[2 * BLOCK];
    Arrays.fill(ciphertext, 0, BLOCK, (byte) 0x5A);
    Gcm first = new Gcm(sealingOctets(oneOctets));
    Gcm second = new Gcm(sealingOctets(otherOctets));
    BigInteger difference =
        first.tag(associatedData, ciphertext).xor(second.tag(associatedData, ciphertext));
    BigInteger factor =
        Gcm.multiply(first.hashKey, first.hashKey)
            .xor(Gcm.multiply(second.hashKey, second.hashKey));
    byte[] solution = Gcm.octets(Gcm.multiply(difference, Gcm.invert(factor)));
    System.arraycopy(solution, 0, ciphertext, BLOCK, BLOCK);
    BigInteger tag = first.tag(associatedData, ciphertext);
    assertEquals(tag, second.tag(associatedData, ciphertext));
    byte[] payload = new byte[EnvelopeDescriptor.HEADER_LENGTH + ciphertext.length + BLOCK];
    System.arraycopy(associatedData, 0, payload, 0, EnvelopeDescriptor.HEADER_LENGTH);
    System.arraycopy(ciphertext, 0, payload, EnvelopeDescriptor.HEADER_LENGTH, ciphertext.length);
    System.arraycopy(Gcm.octets(tag), 0, payload, payload.length - BLOCK, BLOCK);
    return payload;
  }

  private static Binding binding(String id) {
    return Binding.of(
        Serializer.NATIVE,
        AeadCipher.AES256GCM,
        id,
        TOPIC.flow(),
        TOPIC.realm(),
        TOPIC.uri(),
        null);
  }

  private static byte[] sealingOctets(byte[] dataKey) throws GeneralSecurityException {
    byte[] sender = new byte[16];
    UnsafeBuffer view = new UnsafeBuffer(sender);
    view.putLong(0, EnvelopeTesting.SENDER_HIGH, ByteOrder.BIG_ENDIAN);
    view.putLong(8, EnvelopeTesting.SENDER_LOW, ByteOrder.BIG_ENDIAN);
    byte[] info = "PE3 v1 sealing key\0aes256gcm".getBytes(StandardCharsets.US_ASCII);
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addIKM(dataKey).addSalt(sender).thenExpand(info, 32));
  }

  /** GHASH and the tag of SP 800-38D, for a nonce of zeros and counter 1, slowly. */
  private static final class Gcm {
    private static final BigInteger REDUCTION = BigInteger.valueOf(0xE1).shiftLeft(120);

    private final BigInteger hashKey;
    private final BigInteger mask;

    Gcm(byte[] key) throws GeneralSecurityException {
      Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      hashKey = new BigInteger(1, aes.doFinal(new byte[BLOCK]));
      byte[] first = new byte[BLOCK];
      first[11] = 1;
      first[15] = 1;
      mask = new BigInteger(1, aes.doFinal(first));
    }

    BigInteger tag(byte[] associatedData, byte[] ciphertext) {
      BigInteger hash = update(update(BigInteger.ZERO, associatedData), ciphertext);
      byte[] lengths = new byte[BLOCK];
      UnsafeBuffer view = new UnsafeBuffer(lengths);
      view.putLong(0, 8L * associatedData.length, ByteOrder.BIG_ENDIAN);
      view.putLong(8, 8L * ciphertext.length, ByteOrder.BIG_ENDIAN);
      return update(hash, lengths).xor(mask);
    }

    private BigInteger update(BigInteger hash, byte[] octets) {
      BigInteger result = hash;
      for (int i = 0; i < octets.length; i += BLOCK) {
        byte[] block = Arrays.copyOf(Arrays.copyOfRange(octets, i, i + BLOCK), BLOCK);
        result = multiply(result.xor(new BigInteger(1, block)), hashKey);
      }
      return result;
    }

    /** The first bit of a block is the lowest power. */
    static BigInteger multiply(BigInteger x, BigInteger y) {
      BigInteger product = BigInteger.ZERO;
      BigInteger shifted = y;
      for (int bit = 127; bit >= 0; bit--) {
        if (x.testBit(bit)) {
          product = product.xor(shifted);
        }
        boolean carry = shifted.testBit(0);
        shifted = shifted.shiftRight(1);
        if (carry) {
          shifted = shifted.xor(REDUCTION);
        }
      }
      return product;
    }

    /** x to the power of 2^128 - 2. */
    static BigInteger invert(BigInteger x) {
      BigInteger power = x;
      BigInteger inverse = BigInteger.ONE.shiftLeft(127);
      for (int i = 1; i < 128; i++) {
        power = multiply(power, power);
        inverse = multiply(inverse, power);
      }
      return inverse;
    }

    static byte[] octets(BigInteger value) {
      byte[] octets = new byte[BLOCK];
      byte[] signed = value.toByteArray();
      int length = Math.min(BLOCK, signed.length);
      System.arraycopy(signed, signed.length - length, octets, BLOCK - length, length);
      return octets;
    }
  }
}
