package io.pe3;

import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.error.UnsupportedCipherException;
import io.pe3.error.UnsupportedCompressorException;
import io.pe3.error.UnsupportedSchemeException;
import io.pe3.error.UnsupportedSerializerException;
import java.util.EnumSet;
import java.util.Set;

/** The schemes of {@code ppt_scheme} (wire profile, sections 3 and 4). */
public enum PayloadScheme {
  /**
   * The hardened scheme. Beyond confidentiality and integrity it binds a payload to realm, flow,
   * URI and call, and lets none be opened twice.
   */
  X_PE3(PayloadAttributes.SCHEME_X_PE3),
  /**
   * The scheme that other implementations have too. It binds the URI alone, and knows neither
   * replay nor direction.
   */
  WAMP(PayloadAttributes.SCHEME_WAMP);

  private final String text;

  PayloadScheme(String text) {
    this.text = text;
  }

  /**
   * Finds a scheme by its name on the wire.
   *
   * @param text the exact name
   * @return the scheme
   * @throws UnsupportedSchemeException when there is none of that name
   */
  public static PayloadScheme of(String text) {
    if (text.equals(X_PE3.text)) {
      return X_PE3;
    }
    if (text.equals(WAMP.text)) {
      return WAMP;
    }
    throw new UnsupportedSchemeException(
        "this scheme is not known; use x_pe3 or wamp", "scheme", text);
  }

  /**
   * The name on the wire.
   *
   * @return lower case, for example {@code x_pe3}
   */
  public String text() {
    return text;
  }

  /**
   * The ciphers that the scheme has.
   *
   * @return a new set
   */
  public Set<AeadCipher> ciphers() {
    Set<AeadCipher> ciphers = EnumSet.allOf(AeadCipher.class);
    if (this == X_PE3) {
      // secretbox takes no associated data.
      ciphers.remove(AeadCipher.XSALSA20POLY1305);
    }
    return ciphers;
  }

  /** Refuses a cipher that the scheme has not. */
  void requireCipher(AeadCipher cipher) {
    if (this == X_PE3 && cipher == AeadCipher.XSALSA20POLY1305) {
      throw new UnsupportedCipherException(
          "scheme x_pe3 has aes256gcm, xchacha20poly1305 and aegis256 only, since secretbox takes"
              + " no associated data",
          "cipher",
          cipher.text());
    }
  }

  /** Refuses a serializer that the scheme does not allow. */
  void requireSerializer(Serializer serializer) {
    if (this == WAMP && serializer != Serializer.CBOR && serializer != Serializer.FLATBUFFERS) {
      throw new UnsupportedSerializerException(
          "scheme wamp allows cbor and flatbuffers only", "serializer", serializer.text());
    }
  }

  /** Refuses to compress what the scheme sends as it is. */
  void requireCompressible(Serializer serializer) {
    if (this == WAMP && serializer != Serializer.CBOR) {
      throw new UnsupportedCompressorException(
          "scheme wamp compresses cbor only, since other octets could look compressed by chance",
          "serializer",
          serializer.text());
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
