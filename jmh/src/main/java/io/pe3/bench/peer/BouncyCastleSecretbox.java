package io.pe3.bench.peer;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** NaCl secretbox put together from Bouncy Castle's XSalsa20 and Poly1305, as it has none whole. */
final class BouncyCastleSecretbox implements PeerAead {
  private static final int NONCE_LENGTH = 24;
  private static final int TAG_LENGTH = 16;
  private static final int BODY_OFFSET = NONCE_LENGTH + TAG_LENGTH;
  private static final int MAC_KEY_LENGTH = 32;

  private final XSalsa20Engine stream = new XSalsa20Engine();
  private final Poly1305 mac = new Poly1305();
  private final NonceCounter nonces = new NonceCounter(NONCE_LENGTH);
  private final KeyParameter key;
  private final byte[] nonce = new byte[NONCE_LENGTH];
  private final byte[] zeros = new byte[MAC_KEY_LENGTH];
  private final byte[] macKey = new byte[MAC_KEY_LENGTH];
  private final byte[] tag = new byte[TAG_LENGTH];
  private final byte[] receivedTag = new byte[TAG_LENGTH];
  private final byte[] output;

  BouncyCastleSecretbox(byte[] key, int capacity) {
    this.key = new KeyParameter(key);
    this.output = new byte[BODY_OFFSET + capacity];
  }

  @Override
  public int seal(byte[] source, int length) {
    nonces.next(output);
    start(output);
    stream.processBytes(source, 0, length, output, BODY_OFFSET);
    mac.update(output, BODY_OFFSET, length);
    mac.doFinal(output, NONCE_LENGTH);
    return BODY_OFFSET + length;
  }

  @Override
  public int open(byte[] source, int length) throws GeneralSecurityException {
    start(source);
    int bodyLength = length - BODY_OFFSET;
    mac.update(source, BODY_OFFSET, bodyLength);
    mac.doFinal(tag, 0);
    System.arraycopy(source, NONCE_LENGTH, receivedTag, 0, TAG_LENGTH);
    if (!MessageDigest.isEqual(tag, receivedTag)) {
      throw new AEADBadTagException("secretbox does not open");
    }
    stream.processBytes(source, BODY_OFFSET, bodyLength, output, 0);
    return bodyLength;
  }

  /** The first 32 octets of key stream are the key of the authenticator. */
  private void start(byte[] nonceHolder) {
    System.arraycopy(nonceHolder, 0, nonce, 0, NONCE_LENGTH);
    stream.init(true, new ParametersWithIV(key, nonce));
    stream.processBytes(zeros, 0, MAC_KEY_LENGTH, macKey, 0);
    mac.init(new KeyParameter(macKey));
  }

  @Override
  public byte[] output() {
    return output;
  }
}
