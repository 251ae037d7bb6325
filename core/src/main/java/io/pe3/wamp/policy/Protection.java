package io.pe3.wamp.policy;

import io.pe3.PayloadLimits;
import io.pe3.PayloadOpener;
import io.pe3.PayloadOpenerBuilder;
import io.pe3.PayloadScheme;
import io.pe3.PayloadSealer;
import io.pe3.PayloadSealerBuilder;
import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.key.DataKey;
import io.pe3.key.KeyRing;
import io.pe3.sign.SessionKey;
import java.util.Set;

/**
 * How protected messages are sealed and which ones are accepted. What is accepted is exactly what
 * is written, unless it says something else, so that nobody can downgrade.
 *
 * <p>Immutable and thread-safe; sessions and workers share it. Keys are neither copied nor owned:
 * closing one ends what is protected with it.
 */
public final class Protection {
  private final DataKey key;
  private final KeyRing openingKeys;
  private final PayloadScheme scheme;
  private final AeadCipher cipher;
  private final Serializer serializer;
  private final int compressionLevel;
  private final Set<AeadCipher> acceptedCiphers;
  private final Set<PayloadScheme> acceptedSchemes;
  private final boolean requiresUri;
  private final boolean passesProtected;
  private final boolean marks;
  private final PayloadLimits limits;
  private final String engine;
  private final int endpoints;
  private final SessionKey signer;
  private final boolean requiresSigned;
  private final boolean pads;
  private final boolean opensRetained;

  Protection(ProtectionBuilder builder) {
    key = builder.key;
    openingKeys = builder.openingKeys;
    scheme = builder.scheme;
    cipher = builder.cipher;
    serializer = builder.serializer;
    compressionLevel = builder.compressionLevel;
    acceptedCiphers =
        builder.acceptedCiphers == null ? Set.of(cipher) : Set.copyOf(builder.acceptedCiphers);
    acceptedSchemes =
        builder.acceptedSchemes == null ? Set.of(scheme) : Set.copyOf(builder.acceptedSchemes);
    requiresUri = builder.requiresUri;
    passesProtected = builder.passesProtected;
    marks = builder.marks;
    limits = builder.limits;
    engine = builder.engine;
    endpoints = builder.endpoints;
    signer = builder.signer;
    requiresSigned = builder.requiresSigned;
    pads = builder.pads;
    opensRetained = builder.opensRetained;
  }

  /**
   * Starts with a key.
   *
   * @param key to seal under, and to open under unless others are named
   * @return a builder
   */
  public static ProtectionBuilder builder(DataKey key) {
    return new ProtectionBuilder(key);
  }

  /**
   * The key that messages are sealed under.
   *
   * @return the key
   */
  public DataKey key() {
    return key;
  }

  /**
   * The scheme that is written.
   *
   * @return {@code x_pe3} unless another was chosen
   */
  public PayloadScheme scheme() {
    return scheme;
  }

  /**
   * The cipher that is written.
   *
   * @return the cipher
   */
  public AeadCipher cipher() {
    return cipher;
  }

  /**
   * The serializer of payloads that are written.
   *
   * @return the serializer
   */
  public Serializer serializer() {
    return serializer;
  }

  /**
   * The level that payloads are compressed with.
   *
   * @return the zstd level, or 0 when they are not
   */
  public int compressionLevel() {
    return compressionLevel;
  }

  /**
   * The ciphers that are accepted.
   *
   * @return an unmodifiable set
   */
  public Set<AeadCipher> acceptedCiphers() {
    return acceptedCiphers;
  }

  /**
   * The schemes that are accepted.
   *
   * @return an unmodifiable set
   */
  public Set<PayloadScheme> acceptedSchemes() {
    return acceptedSchemes;
  }

  /**
   * Whether a payload of scheme {@code wamp} has to name its URI.
   *
   * @return true unless it was switched off
   */
  public boolean requiresUri() {
    return requiresUri;
  }

  /**
   * Whether what an application sends protected already passes as it is.
   *
   * @return false unless it was switched on
   */
  public boolean passesProtected() {
    return passesProtected;
  }

  /**
   * Whether the application gets {@code x_pe3_sealed} and {@code x_pe3_signer} in Details.
   *
   * @return false unless it was switched on
   */
  public boolean marks() {
    return marks;
  }

  /**
   * Whether retained events are opened that were opened before.
   *
   * @return false unless it was switched on
   */
  public boolean opensRetained() {
    return opensRetained;
  }

  /**
   * Makes a sealer.
   *
   * @return the sealer; the caller closes it
   */
  public PayloadSealer newSealer() {
    PayloadSealerBuilder builder =
        PayloadSealer.builder(key)
            .scheme(scheme)
            .cipher(cipher)
            .serializer(serializer)
            .engine(engine)
            .limits(limits)
            .padding(pads);
    if (compressionLevel > 0) {
      builder.compression(compressionLevel);
    }
    if (endpoints > 0) {
      builder.endpoints(endpoints);
    }
    if (signer != null) {
      builder.signer(signer);
    }
    return builder.build();
  }

  /**
   * Makes an opener, which takes what is accepted.
   *
   * @return the opener; the caller closes it
   */
  public PayloadOpener newOpener() {
    PayloadOpenerBuilder builder =
        openingKeys == null ? PayloadOpener.builder(key) : PayloadOpener.builder(openingKeys);
    return builder
        .schemes(acceptedSchemes.toArray(PayloadScheme[]::new))
        .ciphers(acceptedCiphers)
        .requireUri(requiresUri)
        .requireSigned(requiresSigned)
        .engine(engine)
        .limits(limits)
        .build();
  }

  @Override
  public String toString() {
    return "Protection[keyid=" + key.id() + " scheme=" + scheme + " cipher=" + cipher + "]";
  }
}
