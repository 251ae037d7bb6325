package io.pe3.key;

import io.pe3.error.EngineUnavailableException;
import io.pe3.error.InvalidKeyException;
import io.pe3.error.MalformedException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * Key ids (wire profile, section 5). A self-certifying id is the EIP-55 checksummed {@code 0x} + 40
 * hex of the last 20 octets of SHA-256 over the X25519 (RFC 7748) public key of the data key: who
 * has the key can tell whether the id is its own. Every other id is an opaque name.
 *
 * <p>Thread-safe; holds no state.
 */
public final class KeyId {
  /** Octets of UTF-8 that an id may have at most; ids are bound with a 2-octet length. */
  public static final int MAX_OCTETS = 65_535;

  private static final String PREFIX = "0x";
  private static final int ADDRESS_OCTETS = 20;
  private static final int ADDRESS_DIGITS = 2 * ADDRESS_OCTETS;
  private static final int SELF_CERTIFYING_LENGTH = PREFIX.length() + ADDRESS_DIGITS;
  private static final int KECCAK_BITS = 256;
  private static final BigInteger BASE_POINT_U = BigInteger.valueOf(9);

  private KeyId() {}

  /**
   * Derives the self-certifying id of a data key.
   *
   * @param key 32 octets; not kept, not changed. The JDK's X25519 makes copies of them on the heap
   *     that cannot be wiped and last until they are collected
   * @return the id
   * @throws InvalidKeyException when the key is not 32 octets, or the JDK has no X25519
   * @throws EngineUnavailableException when Bouncy Castle is not there
   */
  public static String derive(byte[] key) {
    if (key.length != DataKey.OCTETS) {
      throw new InvalidKeyException(
          "a data key is 32 octets; check what was passed", "length", key.length);
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey(key));
      return checksummed(HexFormat.of().formatHex(hash, hash.length - ADDRESS_OCTETS, hash.length));
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyException(
              "the key id cannot be derived: this Java has no X25519 or SHA-256; use a full JDK")
          .causedBy(e);
    }
  }

  /**
   * Checks the form of an id that came from outside.
   *
   * @param id to check
   * @throws MalformedException when it is empty, longer than {@link #MAX_OCTETS}, has a lone
   *     surrogate, or is {@code 0x} + 40 hex digits and not exact EIP-55
   * @throws EngineUnavailableException when Bouncy Castle is not there and EIP-55 is to be checked
   */
  public static void check(String id) {
    if (!StrictUtf8.isWithin(id, MAX_OCTETS)) {
      throw new MalformedException(
          "a key id is 1 to 65535 octets of UTF-8 without lone surrogates",
          "keyid",
          id,
          "characters",
          id.length());
    }
    // One key must not be known under several spellings: a spelling would be an id of its own in
    // rings and bindings.
    if (isSelfCertifying(id) && !checksummed(id.substring(PREFIX.length())).equals(id)) {
      throw new MalformedException(
          "the id's letters are not in the case that EIP-55 gives them; copy it exactly",
          "keyid",
          id);
    }
  }

  /**
   * Whether an id has the self-certifying form: {@code 0x} and 40 hex digits, in whatever case.
   *
   * @param id to look at
   * @return false for an opaque id
   */
  public static boolean isSelfCertifying(String id) {
    if (id.length() != SELF_CERTIFYING_LENGTH || !id.startsWith(PREFIX)) {
      return false;
    }
    for (int i = PREFIX.length(); i < SELF_CERTIFYING_LENGTH; i++) {
      if (!HexFormat.isHexDigit(id.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The key clamped as scalar times the base point, RFC 7748 section 5; the JDK clamps. */
  private static byte[] publicKey(byte[] key) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("X25519");
    PrivateKey scalar =
        factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, key));
    PublicKey base =
        factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT_U));
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(scalar);
    agreement.doPhase(base, true);
    return agreement.generateSecret();
  }

  /**
   * EIP-55: a letter is upper case where the hash of the lower-case digits has a nibble of 8 up.
   */
  private static String checksummed(String digits) {
    byte[] ascii = new byte[ADDRESS_DIGITS];
    for (int i = 0; i < ADDRESS_DIGITS; i++) {
      ascii[i] = (byte) Character.forDigit(HexFormat.fromHexDigit(digits.charAt(i)), 16);
    }
    byte[] hash = keccak256(ascii);
    for (int i = 0; i < ADDRESS_DIGITS; i++) {
      int nibble = (hash[i >> 1] >> ((i & 1) == 0 ? 4 : 0)) & 0xF;
      if (nibble >= 8) {
        ascii[i] = (byte) Character.toUpperCase((char) ascii[i]);
      }
    }
    return PREFIX + new String(ascii, StandardCharsets.US_ASCII);
  }

  private static byte[] keccak256(byte[] octets) {
    try {
      KeccakDigest keccak = new KeccakDigest(KECCAK_BITS);
      byte[] hash = new byte[keccak.getDigestSize()];
      keccak.update(octets, 0, octets.length);
      keccak.doFinal(hash, 0);
      return hash;
    } catch (NoClassDefFoundError e) {
      throw new EngineUnavailableException(
              "key ids need Keccak-256, which the JDK has not; put Bouncy Castle on the class or"
                  + " module path",
              "library",
              "org.bouncycastle:bcprov-jdk18on")
          .causedBy(e);
    }
  }
}
