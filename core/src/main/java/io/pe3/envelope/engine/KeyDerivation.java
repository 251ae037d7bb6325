package io.pe3.envelope.engine;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.engine.WipeableKey;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.error.EngineUnavailableException;
import io.pe3.internal.KeyAccess;
import io.pe3.internal.SecretMemory;
import io.pe3.key.DataKey;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Derives the key of one sender, or of one message, from a data key (wire profile, section 4):
 *
 * <pre>
 *   HKDF-SHA-256(ikm = data key, L = 32,
 *     salt = sender,            info = "PE3 v1 sealing key" ‖ 0x00 ‖ cipher name)
 *     salt = sender ‖ counter,  info = "PE3 v1 message key" ‖ 0x00 ‖ cipher name)
 * </pre>
 *
 * <p>HKDF is that of the JDK (RFC 5869), which zeroes its own copy of the data key. The derived key
 * stands in memory off the heap, which is taken once and serves one derivation after the other,
 * until {@link #wipe()}. The pseudorandom key between extract and expand, from which one sender's
 * key follows and not the data key, stays on the heap until it is collected.
 *
 * <p>Not thread-safe; a derivation leaves garbage on the heap and nothing else.
 */
final class KeyDerivation implements AutoCloseable {
  private static final String HKDF = "HKDF-SHA256";
  private static final String SENDER_LABEL = "PE3 v1 sealing key\0";
  private static final String MESSAGE_LABEL = "PE3 v1 message key\0";

  private final SecretMemory derived = SecretMemory.allocate(AeadCipher.KEY_LENGTH, Long.BYTES);

  /** Made for the first derivation. */
  private KDF hkdf;

  /**
   * Derives the key of a sender.
   *
   * @return 32 octets off the heap, for the caller to copy before {@link #wipe()}
   * @throws io.pe3.error.UnknownKeyException when the data key is closed
   */
  MemorySegment ofSender(DataKey key, AeadCipher cipher, long high, long low) {
    byte[] salt = new byte[EnvelopeDescriptor.SENDER_LENGTH];
    putSender(salt, high, low);
    return derive(key, salt, SENDER_LABEL + cipher.text());
  }

  /**
   * Derives the key of a message.
   *
   * @return 32 octets off the heap, for the caller to copy before {@link #wipe()}
   * @throws io.pe3.error.UnknownKeyException when the data key is closed
   */
  MemorySegment ofMessage(DataKey key, AeadCipher cipher, long high, long low, long counter) {
    byte[] salt = new byte[EnvelopeDescriptor.SENDER_LENGTH + Long.BYTES];
    putSender(salt, high, low);
    new UnsafeBuffer(salt).putLong(EnvelopeDescriptor.SENDER_LENGTH, counter, BIG_ENDIAN);
    return derive(key, salt, MESSAGE_LABEL + cipher.text());
  }

  /** Zeroes the key derived last. */
  void wipe() {
    derived.segment().fill((byte) 0);
  }

  @Override
  public void close() {
    derived.close();
  }

  private static void putSender(byte[] salt, long high, long low) {
    UnsafeBuffer buffer = new UnsafeBuffer(salt);
    buffer.putLong(0, high, BIG_ENDIAN);
    buffer.putLong(Long.BYTES, low, BIG_ENDIAN);
  }

  private MemorySegment derive(DataKey key, byte[] salt, String info) {
    byte[] octets = new byte[DataKey.OCTETS];
    WipeableKey input = new WipeableKey(octets, "Generic");
    byte[] output = null;
    try {
      KeyAccess.copySecret(key, MemorySegment.ofArray(octets));
      if (hkdf == null) {
        hkdf = KDF.getInstance(HKDF);
      }
      output =
          hkdf.deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(input)
                  .addSalt(salt)
                  .thenExpand(info.getBytes(US_ASCII), AeadCipher.KEY_LENGTH));
      MemorySegment.copy(
          output, 0, derived.segment(), ValueLayout.JAVA_BYTE, 0, AeadCipher.KEY_LENGTH);
      return derived.segment();
    } catch (GeneralSecurityException e) {
      throw new EngineUnavailableException(
              "no security provider of this Java derives keys by HKDF; use a full JDK",
              "algorithm",
              HKDF)
          .causedBy(e);
    } finally {
      input.destroy();
      if (output != null) {
        Arrays.fill(output, (byte) 0);
      }
    }
  }
}
