package io.pe3.envelope.engine;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.engine.Engine;
import io.pe3.aead.engine.EngineKey;
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
 * <p>HKDF is that of the JDK (RFC 5869), which zeroes its own copy of the data key. What is copied
 * here is zeroed before the methods return. The pseudorandom key between extract and expand, from
 * which one sender's key follows and not the data key, stays on the heap until it is collected.
 *
 * <p>Thread-safe; allocates.
 */
final class KeyDerivation {
  private static final String HKDF = "HKDF-SHA256";
  private static final String SENDER_LABEL = "PE3 v1 sealing key\0";
  private static final String MESSAGE_LABEL = "PE3 v1 message key\0";

  private KeyDerivation() {}

  /** The key of a sender. */
  static EngineKey ofSender(DataKey key, AeadCipher cipher, Engine engine, long high, long low) {
    byte[] salt = new byte[EnvelopeDescriptor.SENDER_LENGTH];
    putSender(salt, high, low);
    return derive(key, cipher, engine, salt, SENDER_LABEL);
  }

  /** The key of a message. */
  static EngineKey ofMessage(
      DataKey key, AeadCipher cipher, Engine engine, long high, long low, long counter) {
    byte[] salt = new byte[EnvelopeDescriptor.SENDER_LENGTH + Long.BYTES];
    putSender(salt, high, low);
    new UnsafeBuffer(salt).putLong(EnvelopeDescriptor.SENDER_LENGTH, counter, BIG_ENDIAN);
    return derive(key, cipher, engine, salt, MESSAGE_LABEL);
  }

  private static void putSender(byte[] salt, long high, long low) {
    UnsafeBuffer buffer = new UnsafeBuffer(salt);
    buffer.putLong(0, high, BIG_ENDIAN);
    buffer.putLong(Long.BYTES, low, BIG_ENDIAN);
  }

  private static EngineKey derive(
      DataKey key, AeadCipher cipher, Engine engine, byte[] salt, String label) {
    byte[] info = (label + cipher.text()).getBytes(US_ASCII);
    byte[] derived = derive(key, salt, info);
    try (SecretMemory secret = SecretMemory.allocate(AeadCipher.KEY_LENGTH, Long.BYTES)) {
      MemorySegment.copy(
          derived, 0, secret.segment(), ValueLayout.JAVA_BYTE, 0, AeadCipher.KEY_LENGTH);
      return engine.newKey(cipher, secret.segment());
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }

  private static byte[] derive(DataKey key, byte[] salt, byte[] info) {
    byte[] octets = new byte[DataKey.OCTETS];
    WipeableKey input = new WipeableKey(octets, "Generic");
    try {
      KeyAccess.copySecret(key, MemorySegment.ofArray(octets));
      return KDF.getInstance(HKDF)
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(input)
                  .addSalt(salt)
                  .thenExpand(info, AeadCipher.KEY_LENGTH));
    } catch (GeneralSecurityException e) {
      throw new EngineUnavailableException(
              "no security provider of this Java derives keys by HKDF; use a full JDK",
              "algorithm",
              HKDF)
          .causedBy(e);
    } finally {
      input.destroy();
    }
  }
}
