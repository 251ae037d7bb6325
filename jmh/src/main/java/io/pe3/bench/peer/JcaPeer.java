package io.pe3.bench.peer;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM of a JCA provider: one Cipher per direction, initialised for each message. */
final class JcaPeer implements PeerAead {
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_LENGTH = 16;
  private static final int TAG_BITS = TAG_LENGTH * 8;

  private final SecretKey key;
  private final Cipher sealer;
  private final Cipher opener;
  private final int updateLength;
  private final NonceCounter nonces = new NonceCounter(NONCE_LENGTH);
  private final byte[] output;

  /** Two in turn: SunJCE compares a nonce with the one before, and keeps the array it was in. */
  private final ReusedSpec[] sealSpecs = {new ReusedSpec(), new ReusedSpec()};

  private final ReusedSpec openSpec = new ReusedSpec();
  private int turn;

  /**
   * Makes one.
   *
   * @param provider of {@code AES/GCM/NoPadding}
   * @param key 32 octets
   * @param capacity of the longest message
   * @param updateLength longest part that is sealed in one call: SunJCE's time for a single call
   *     rises out of proportion with the length
   */
  JcaPeer(Provider provider, byte[] key, int capacity, int updateLength)
      throws GeneralSecurityException {
    this.key = new SecretKeySpec(key, "AES");
    this.sealer = Cipher.getInstance("AES/GCM/NoPadding", provider);
    this.opener = Cipher.getInstance("AES/GCM/NoPadding", provider);
    this.updateLength = updateLength;
    this.output = new byte[NONCE_LENGTH + capacity + TAG_LENGTH];
  }

  @Override
  public int seal(byte[] source, int length) throws GeneralSecurityException {
    nonces.next(output);
    turn ^= 1;
    sealer.init(Cipher.ENCRYPT_MODE, key, sealSpecs[turn].take(output));
    int in = 0;
    int out = NONCE_LENGTH;
    while (length - in > updateLength) {
      out += sealer.update(source, in, updateLength, output, out);
      in += updateLength;
    }
    return out + sealer.doFinal(source, in, length - in, output, out);
  }

  @Override
  public int open(byte[] source, int length) throws GeneralSecurityException {
    opener.init(Cipher.DECRYPT_MODE, key, openSpec.take(source));
    return opener.doFinal(source, NONCE_LENGTH, length - NONCE_LENGTH, output, 0);
  }

  @Override
  public byte[] output() {
    return output;
  }

  /** Saves the two copies of the nonce that the JDK's class makes for each message. */
  private static final class ReusedSpec extends GCMParameterSpec {
    private final byte[] nonce = new byte[NONCE_LENGTH];

    ReusedSpec() {
      super(TAG_BITS, new byte[NONCE_LENGTH]);
    }

    ReusedSpec take(byte[] nonceHolder) {
      System.arraycopy(nonceHolder, 0, nonce, 0, NONCE_LENGTH);
      return this;
    }

    @Override
    public byte[] getIV() {
      return nonce;
    }
  }
}
