package io.pe3.bench.peer;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.XChaCha20Poly1305;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Tink. It takes whole arrays, makes new ones, and draws its own nonces. */
final class TinkPeer implements PeerAead {
  private static final byte[] NO_ASSOCIATED_DATA = {};

  private final Aead aead;
  private byte[] output = NO_ASSOCIATED_DATA;

  private TinkPeer(Aead aead) {
    this.aead = aead;
  }

  static PeerAead aes256gcm(byte[] key) throws GeneralSecurityException {
    return new TinkPeer(new AesGcmJce(key));
  }

  static PeerAead xchacha20poly1305(byte[] key) throws GeneralSecurityException {
    return new TinkPeer(new XChaCha20Poly1305(key));
  }

  @Override
  public int seal(byte[] source, int length) throws GeneralSecurityException {
    output = aead.encrypt(whole(source, length), NO_ASSOCIATED_DATA);
    return output.length;
  }

  @Override
  public int open(byte[] source, int length) throws GeneralSecurityException {
    output = aead.decrypt(whole(source, length), NO_ASSOCIATED_DATA);
    return output.length;
  }

  private static byte[] whole(byte[] source, int length) {
    return source.length == length ? source : Arrays.copyOf(source, length);
  }

  @Override
  public byte[] output() {
    return output;
  }
}
