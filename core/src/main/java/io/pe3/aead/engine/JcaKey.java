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

  private WipeableKey key;
  private final Cipher sealing;
  private final Cipher opening;

  /** Longest input of a single call when sealing. */
  private final int maxUpdate;

  /** Two in turn: SunJCE compares a nonce with the one before, and keeps the array it was in. */
  private final NonceSpec[] sealingNonces = {new NonceSpec(), new NonceSpec()};

  private final NonceSpec openingNonce = new NonceSpec();
  private int turn;

  JcaKey(Provider provider, MemorySegment key, int maxUpdate, boolean opensInPlace)
      throws GeneralSecurityException {
    super(AeadCipher.AES256GCM, opensInPlace);
    this.key = new WipeableKey(key.toArray(ValueLayout.JAVA_BYTE));
    this.maxUpdate = maxUpdate;
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
      turn ^= 1;
      init(
          sealing,
          Cipher.ENCRYPT_MODE,
          sealingNonces[turn].take(nonce),
          associatedData,
          associatedDataLength);
      int from = inOffset;
      int to = outOffset;
      int left = length;
      while (left > maxUpdate) {
        to += sealing.update(in, from, maxUpdate, out, to);
        from += maxUpdate;
        left -= maxUpdate;
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
      init(
          opening,
          Cipher.DECRYPT_MODE,
          openingNonce.take(nonce),
          associatedData,
          associatedDataLength);
      opening.doFinal(in, inOffset, length, out, outOffset);
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JCA provider refused to open", e);
    }
  }

  @Override
  public void replaceKey(MemorySegment octets) {
    key.destroy();
    key = new WipeableKey(octets.toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public void wipeKey() {
    key.destroy();
  }

  @Override
  public void close() {
    super.close();
    key.destroy();
  }

  private void init(
      Cipher cipher, int mode, NonceSpec nonce, byte[] associatedData, int associatedDataLength)
      throws GeneralSecurityException {
    cipher.init(mode, key, nonce);
    if (associatedDataLength > 0) {
      cipher.updateAAD(associatedData, 0, associatedDataLength);
    }
  }

  /** Saves the two copies of the nonce that the JDK's class makes for each message. */
  private static final class NonceSpec extends GCMParameterSpec {
    private final byte[] nonce = new byte[AeadCipher.AES256GCM.nonceLength()];

    NonceSpec() {
      super(AeadCipher.AES256GCM.tagLength() * Byte.SIZE, new byte[0]);
    }

    NonceSpec take(byte[] octets) {
      System.arraycopy(octets, 0, nonce, 0, nonce.length);
      return this;
    }

    @Override
    public byte[] getIV() {
      return nonce;
    }
  }
}
