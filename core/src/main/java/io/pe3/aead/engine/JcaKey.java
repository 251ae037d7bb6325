package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** A key of aes256gcm in a JCA provider, with one Cipher for each direction. */
final class JcaKey extends ArrayKey {
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";

  /** SunJCE seals one large array many times slower in a single call than in parts. */
  private static final int MAX_UPDATE = 64 * 1024;

  private final WipeableKey key;
  private final Cipher sealing;
  private final Cipher opening;

  JcaKey(Provider provider, MemorySegment key) throws GeneralSecurityException {
    super(AeadCipher.AES256GCM);
    this.key = new WipeableKey(key.toArray(ValueLayout.JAVA_BYTE));
    sealing = Cipher.getInstance(TRANSFORMATION, provider);
    opening = Cipher.getInstance(TRANSFORMATION, provider);
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
      init(sealing, Cipher.ENCRYPT_MODE, nonce, associatedData, associatedDataLength);
      int from = inOffset;
      int to = outOffset;
      int left = length;
      while (left > MAX_UPDATE) {
        to += sealing.update(in, from, MAX_UPDATE, out, to);
        from += MAX_UPDATE;
        left -= MAX_UPDATE;
      }
      to += sealing.doFinal(in, from, left, out, to);
      if (to - outOffset != length + cipher().tagLength()) {
        throw new IllegalStateException("the JCA provider wrote another length than AES-GCM has");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JCA provider refused to seal", e);
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
      init(opening, Cipher.DECRYPT_MODE, nonce, associatedData, associatedDataLength);
      opening.doFinal(in, inOffset, length, out, outOffset);
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JCA provider refused to open", e);
    }
  }

  @Override
  public void close() {
    super.close();
    key.destroy();
  }

  private void init(
      Cipher cipher, int mode, byte[] nonce, byte[] associatedData, int associatedDataLength)
      throws GeneralSecurityException {
    cipher.init(mode, key, new GCMParameterSpec(cipher().tagLength() * Byte.SIZE, nonce));
    if (associatedDataLength > 0) {
      cipher.updateAAD(associatedData, 0, associatedDataLength);
    }
  }
}
