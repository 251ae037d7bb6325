package io.pe3.aead;

import io.pe3.error.UnsupportedCipherException;

/** The ciphers of {@code ppt_cipher} (wire profile, section 2). All keys are 32 octets. */
public enum AeadCipher {
  /**
   * NaCl secretbox (XSalsa20-Poly1305): confidentiality and integrity under a random or counted
   * 24-octet nonce, no associated data; the tag stands in front of the ciphertext.
   */
  XSALSA20POLY1305("xsalsa20poly1305", 24, 16, true),
  /** AES-256-GCM, NIST SP 800-38D, with nonces of 12 octets. */
  AES256GCM("aes256gcm", 12, 16, false),
  /** XChaCha20-Poly1305, draft-irtf-cfrg-xchacha-03, as libsodium implements it. */
  XCHACHA20POLY1305("xchacha20poly1305", 24, 16, false),
  /** AEGIS-256, draft-irtf-cfrg-aegis-aead, with tags of 32 octets, as libsodium implements it. */
  AEGIS256("aegis256", 32, 32, false);

  /** Length of every cipher's key, in octets. */
  public static final int KEY_LENGTH = 32;

  /** Asking an enum for its values copies them each time. */
  private static final AeadCipher[] VALUES = values();

  private final String text;
  private final int nonceLength;
  private final int tagLength;
  private final boolean tagFirst;

  AeadCipher(String text, int nonceLength, int tagLength, boolean tagFirst) {
    this.text = text;
    this.nonceLength = nonceLength;
    this.tagLength = tagLength;
    this.tagFirst = tagFirst;
  }

  /**
   * Finds a cipher by its name on the wire.
   *
   * @param text the exact name
   * @return the cipher
   * @throws UnsupportedCipherException when there is none of that name
   */
  public static AeadCipher of(String text) {
    for (AeadCipher cipher : VALUES) {
      if (cipher.text.equals(text)) {
        return cipher;
      }
    }
    throw new UnsupportedCipherException(
        "this cipher is not known; use aes256gcm, xsalsa20poly1305, xchacha20poly1305 or aegis256",
        "cipher",
        text);
  }

  /**
   * The name on the wire.
   *
   * @return lower case, for example {@code aes256gcm}
   */
  public String text() {
    return text;
  }

  /**
   * Length of the nonce.
   *
   * @return octets
   */
  public int nonceLength() {
    return nonceLength;
  }

  /**
   * Length of the authentication tag.
   *
   * @return octets
   */
  public int tagLength() {
    return tagLength;
  }

  /**
   * What a sealed payload of scheme {@code wamp} has more than its plaintext.
   *
   * @return octets of nonce and tag
   */
  public int overhead() {
    return nonceLength + tagLength;
  }

  /**
   * Whether the tag stands in front of the ciphertext.
   *
   * @return true for {@link #XSALSA20POLY1305} only
   */
  public boolean tagFirst() {
    return tagFirst;
  }

  /**
   * Where the ciphertext starts in a sealed payload of scheme {@code wamp}; a plaintext that
   * already stands there is encrypted in place.
   *
   * @return octets from the start of the payload
   */
  public int ciphertextOffset() {
    return nonceLength + (tagFirst ? tagLength : 0);
  }

  @Override
  public String toString() {
    return text;
  }
}
