package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * NaCl secretbox composed of Bouncy Castle's XSalsa20 and Poly1305: the first 32 octets of the key
 * stream are the authenticator's one-time key, the rest is combined with the plaintext, and the
 * authenticator covers the ciphertext.
 */
final class BouncyCastleSecretboxKey extends ArrayKey {
  private static final int TAG_LENGTH = AeadCipher.XSALSA20POLY1305.tagLength();
  private static final int MAC_KEY_LENGTH = 32;

  private final byte[] key;
  private boolean hasKey = true;
  private final XSalsa20Engine stream = new XSalsa20Engine();
  private final Poly1305 authenticator = new Poly1305();
  private final byte[] macKey = new byte[MAC_KEY_LENGTH];
  private final byte[] tag = new byte[TAG_LENGTH];

  BouncyCastleSecretboxKey(MemorySegment key) {
    super(AeadCipher.XSALSA20POLY1305, false);
    this.key = key.toArray(ValueLayout.JAVA_BYTE);
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
    start(nonce);
    stream.processBytes(in, inOffset, length, out, outOffset + TAG_LENGTH);
    authenticator.update(out, outOffset + TAG_LENGTH, length);
    authenticator.doFinal(out, outOffset);
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
    start(nonce);
    authenticator.update(in, inOffset + TAG_LENGTH, length - TAG_LENGTH);
    authenticator.doFinal(tag, 0);
    int difference = 0;
    for (int i = 0; i < TAG_LENGTH; i++) {
      difference |= tag[i] ^ in[inOffset + i];
    }
    if (difference != 0) {
      return false;
    }
    stream.processBytes(in, inOffset + TAG_LENGTH, length - TAG_LENGTH, out, outOffset);
    return true;
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
    Arrays.fill(macKey, (byte) 0);
    Arrays.fill(tag, (byte) 0);
  }

  private void start(byte[] nonce) {
    if (!hasKey) {
      throw new IllegalStateException("the prepared key was wiped");
    }
    stream.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
    Arrays.fill(macKey, (byte) 0);
    stream.processBytes(macKey, 0, MAC_KEY_LENGTH, macKey, 0);
    authenticator.init(new KeyParameter(macKey));
  }
}
