package io.pe3.bench.peer;

import java.security.GeneralSecurityException;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.XChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** Bouncy Castle's lightweight ciphers, without a provider around them. */
final class BouncyCastlePeer implements PeerAead {
  private static final int TAG_LENGTH = 16;

  private final AEADCipher cipher;
  private final int nonceLength;
  private final NonceCounter nonces;
  private final KeyParameter key;
  private final byte[] nonce;
  private final byte[] output;

  private BouncyCastlePeer(AEADCipher cipher, int nonceLength, byte[] key, int capacity) {
    this.cipher = cipher;
    this.nonceLength = nonceLength;
    this.nonces = new NonceCounter(nonceLength);
    this.key = new KeyParameter(key);
    this.nonce = new byte[nonceLength];
    this.output = new byte[nonceLength + capacity + TAG_LENGTH];
  }

  static PeerAead aes256gcm(byte[] key, int capacity) {
    return new BouncyCastlePeer(
        GCMBlockCipher.newInstance(AESEngine.newInstance()), 12, key, capacity);
  }

  static PeerAead xchacha20poly1305(byte[] key, int capacity) {
    return new BouncyCastlePeer(new XChaCha20Poly1305(), 24, key, capacity);
  }

  @Override
  public int seal(byte[] source, int length) throws GeneralSecurityException {
    nonces.next(output);
    System.arraycopy(output, 0, nonce, 0, nonceLength);
    return nonceLength + run(true, source, 0, length, nonceLength);
  }

  @Override
  public int open(byte[] source, int length) throws GeneralSecurityException {
    System.arraycopy(source, 0, nonce, 0, nonceLength);
    return run(false, source, nonceLength, length - nonceLength, 0);
  }

  private int run(boolean seal, byte[] source, int offset, int length, int outputOffset)
      throws GeneralSecurityException {
    try {
      cipher.init(seal, parameters());
      int out = cipher.processBytes(source, offset, length, output, outputOffset);
      return out + cipher.doFinal(output, outputOffset + out);
    } catch (InvalidCipherTextException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private CipherParameters parameters() {
    return nonceLength == 12
        ? new AEADParameters(key, TAG_LENGTH * 8, nonce)
        : new ParametersWithIV(key, nonce);
  }

  @Override
  public byte[] output() {
    return output;
  }
}
