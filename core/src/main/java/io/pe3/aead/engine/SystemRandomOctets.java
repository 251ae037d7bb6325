package io.pe3.aead.engine;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;

/**
 * Random octets without libsodium: seeds of the JDK's {@link SecureRandom}, expanded by AES-256 in
 * counter mode from a counter of zero; each seed is the key of one expansion.
 */
final class SystemRandomOctets extends RandomOctets {
  private static final String TRANSFORMATION = "AES/CTR/NoPadding";
  private static final IvParameterSpec ZERO_COUNTER = new IvParameterSpec(new byte[16]);
  private static final byte[] ZEROS = new byte[BUFFER_LENGTH];

  private final SecureRandom random = new SecureRandom();
  private final byte[] octets = new byte[BUFFER_LENGTH];
  private final Cipher cipher;

  SystemRandomOctets() {
    try {
      cipher = Cipher.getInstance(TRANSFORMATION);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no " + TRANSFORMATION, e);
    }
    reseed();
  }

  @Override
  void seed() {
    // Not SecureRandom.reseed, which few providers have. What the generator itself buffers may be
    // the same in a copy of the process; what the system gives from here on is not.
    byte[] fresh = random.generateSeed(SEED_LENGTH);
    random.setSeed(fresh);
    random.nextBytes(fresh);
    buffer.putBytes(0, fresh);
    Arrays.fill(fresh, (byte) 0);
  }

  @Override
  void expandSeedCopy() {
    byte[] seed = new byte[SEED_LENGTH];
    buffer.getBytes(SEED_COPY_OFFSET, seed);
    WipeableKey key = new WipeableKey(seed);
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, ZERO_COUNTER);
      cipher.doFinal(ZEROS, 0, BUFFER_LENGTH, octets, 0);
      buffer.putBytes(0, octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK refused to expand a seed", e);
    } finally {
      key.destroy();
      Arrays.fill(octets, (byte) 0);
    }
  }
}
