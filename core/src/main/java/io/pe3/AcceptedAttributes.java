package io.pe3;

import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.error.MalformedException;
import io.pe3.error.UnsupportedCipherException;
import io.pe3.error.UnsupportedCompressorException;
import io.pe3.error.UnsupportedSchemeException;
import io.pe3.error.UnsupportedSerializerException;
import java.util.Set;

/**
 * Attributes of a message that an opener accepts, as what they name. Callers who keep the
 * attributes of a stream of messages pay for the checks once.
 *
 * <p>Not thread-safe. Allocates nothing unless it refuses.
 */
final class AcceptedAttributes {
  private final Set<PayloadScheme> schemes;
  private final Set<AeadCipher> ciphers;

  private PayloadAttributes last;
  private PayloadScheme scheme;
  private Serializer serializer;
  private AeadCipher cipher;

  AcceptedAttributes(Set<PayloadScheme> schemes, Set<AeadCipher> ciphers) {
    this.schemes = schemes;
    this.ciphers = ciphers;
  }

  /** Takes the attributes of a message, or refuses them. */
  @SuppressWarnings("ReferenceEquality") // the same instance, which is immutable
  void accept(PayloadAttributes attributes) {
    if (attributes == last) {
      return;
    }
    last = null;
    scheme = PayloadScheme.of(attributes.scheme());
    if (!schemes.contains(scheme)) {
      // Otherwise whoever edits the attribute could have it opened by weaker rules.
      throw new UnsupportedSchemeException(
          "this scheme is not accepted here", "scheme", scheme.text(), "accepted", schemes);
    }
    serializer = Serializer.of(attributes.serializer());
    scheme.requireSerializer(serializer);
    if (scheme == PayloadScheme.X_PE3) {
      requireKeyId(attributes);
    } else if (attributes.compressor() != null) {
      requireCompressor(attributes);
    }
    cipher = AeadCipher.of(attributes.cipher());
    scheme.requireCipher(cipher);
    if (!ciphers.contains(cipher)) {
      // Otherwise whoever edits the attribute could choose a weaker cipher.
      throw new UnsupportedCipherException(
          "this cipher is not accepted here", "cipher", cipher.text(), "accepted", ciphers);
    }
    last = attributes;
  }

  /** Refuses a body that is not looked into, before anything of its payload is used up. */
  static void requireParsed(PayloadAttributes attributes) {
    if (!Serializer.of(attributes.serializer()).isParsed()) {
      throw new UnsupportedSerializerException(
          "the body is the application's own octets; open it into a buffer",
          "serializer",
          attributes.serializer());
    }
  }

  PayloadScheme scheme() {
    return scheme;
  }

  Serializer serializer() {
    return serializer;
  }

  AeadCipher cipher() {
    return cipher;
  }

  /** The compressor that the attributes name, or null; scheme x_pe3 ignores it. */
  String compressor() {
    return last.compressor();
  }

  private static void requireKeyId(PayloadAttributes attributes) {
    if (attributes.keyId() == null || attributes.keyId().isEmpty()) {
      throw new MalformedException("scheme x_pe3 needs ppt_keyid", "missing", "ppt_keyid");
    }
  }

  private void requireCompressor(PayloadAttributes attributes) {
    if (!attributes.compressor().equals(PayloadAttributes.COMPRESSOR_ZSTD)) {
      throw new UnsupportedCompressorException(
          "only zstd is known", "compressor", attributes.compressor());
    }
    scheme.requireCompressible(serializer);
  }
}
