package io.pe3.bench.alternative;

import io.pe3.aead.AeadCipher;
import io.pe3.bench.peer.PeerAead;
import io.pe3.bench.peer.Peers;
import io.pe3.bench.pipeline.BenchKey;
import io.pe3.bench.pipeline.Checks;
import io.pe3.bench.pipeline.Pe3Engines;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** SunJCE sealing 64 octets: with a Cipher and arrays that are kept, or with new ones each time. */
final class JcaCipher implements Alternative {
  private static final long SEED = 4711;
  private static final int LENGTH = 64;
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_BITS = 128;

  private final byte[] message = new byte[LENGTH];
  private final byte[] key = BenchKey.octets();
  private final PeerAead kept;
  private byte[] sealed = {};
  private int counter;

  JcaCipher(boolean keeps) throws GeneralSecurityException {
    new SplittableRandom(SEED).nextBytes(message);
    kept = keeps ? Peers.open(Peers.SUN_JCE, AeadCipher.AES256GCM, key, LENGTH) : null;
  }

  @Override
  public long run() throws GeneralSecurityException {
    if (kept != null) {
      kept.seal(message, LENGTH);
      sealed = kept.output();
    } else {
      sealed = sealAnew();
    }
    return sealed.length;
  }

  /** As the JDK's documentation and most programs have it. */
  private byte[] sealAnew() throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE_LENGTH];
    nonce[0] = (byte) ++counter;
    nonce[1] = (byte) (counter >>> 8);
    nonce[2] = (byte) (counter >>> 16);
    nonce[3] = (byte) (counter >>> 24);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    byte[] ciphertext = cipher.doFinal(message);
    byte[] whole = Arrays.copyOf(nonce, NONCE_LENGTH + ciphertext.length);
    System.arraycopy(ciphertext, 0, whole, NONCE_LENGTH, ciphertext.length);
    return whole;
  }

  @Override
  public void check() throws GeneralSecurityException {
    Checks.require(
        Arrays.equals(message, Checks.openBy(Pe3Engines.AUTO, AeadCipher.AES256GCM, sealed)),
        "PE3 opens what SunJCE sealed");
  }
}
