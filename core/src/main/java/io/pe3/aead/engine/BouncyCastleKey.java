package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.XChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** A key of aes256gcm or xchacha20poly1305 in Bouncy Castle's pure Java code. */
final class BouncyCastleKey extends ArrayKey {
  private final byte[] key;
  private boolean hasKey = true;
  private final AEADCipher aead;

  BouncyCastleKey(AeadCipher cipher, MemorySegment key) {
    super(cipher, false);
    this.key = key.toArray(ValueLayout.JAVA_BYTE);
    this.aead =
        cipher == AeadCipher.AES256GCM
            ? GCMBlockCipher.newInstance(AESEngine.newInstance())
            : new XChaCha20Poly1305();
  }

  @Override
  void sealArray(
      byte[] nonce,
      byte[] associatedData,
      int associatedDataLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset) {
    try {
      run(true, nonce, associatedData, associatedDataLength, in, inOffset, length, out, outOffset);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("Bouncy Castle refused to seal", e);
    }
  }

  @Override
  boolean openArray(
      byte[] nonce,
      byte[] associatedData,
      int associatedDataLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset) {
    try {
      run(false, nonce, associatedData, associatedDataLength, in, inOffset, length, out, outOffset);
      return true;
    } catch (InvalidCipherTextException e) {
      return false;
    }
  }

  @Override
  public void replaceKey(MemorySegment octets) {
    MemorySegment.copy(octets, ValueLayout.JAVA_BYTE, 0, key, 0, key.length);
    hasKey = true;
  }

  @Override
  public void wipeKey() {
    hasKey = false;
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public void close() {
    super.close();
    wipeKey();
    aead.reset();
  }

  private void run(
      boolean sealing,
      byte[] nonce,
      byte[] associatedData,
      int associatedDataLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset)
      throws InvalidCipherTextException {
    if (!hasKey) {
      throw new IllegalStateException("the prepared key was wiped");
    }
    aead.init(
        sealing,
        new AEADParameters(
            new KeyParameter(key),
            cipher().tagLength() * Byte.SIZE,
            nonce,
            Arrays.copyOf(associatedData, associatedDataLength)));
    int written = aead.processBytes(in, inOffset, length, out, outOffset);
    aead.doFinal(out, outOffset + written);
  }
}
