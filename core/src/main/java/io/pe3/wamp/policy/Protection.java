package io.pe3.wamp.policy;

import io.pe3.PayloadLimits;
import io.pe3.PayloadOpener;
import io.pe3.PayloadOpenerBuilder;
import io.pe3.PayloadScheme;
import io.pe3.PayloadSealer;
import io.pe3.PayloadSealerBuilder;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.codec.Serializer;
import io.pe3.compress.ZstdCompressor;
import io.pe3.key.DataKey;
import io.pe3.key.KeyRing;
import io.pe3.sign.SessionKey;
import java.util.EnumSet;
import java.util.Objects;
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

  private Protection(Builder builder) {
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
  public static Builder builder(DataKey key) {
    return new Builder(key);
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

  /** Collects what a protection is made of. Not thread-safe. */
  public static final class Builder {
    private final DataKey key;
    private KeyRing openingKeys;
    private PayloadScheme scheme = PayloadScheme.X_PE3;
    private AeadCipher cipher = AeadCipher.AES256GCM;
    private Serializer serializer = Serializer.CBOR;
    private int compressionLevel;
    private Set<AeadCipher> acceptedCiphers;
    private Set<PayloadScheme> acceptedSchemes;
    private boolean requiresUri = true;
    private boolean passesProtected;
    private boolean marks;
    private PayloadLimits limits = PayloadLimits.DEFAULT;
    private String engine = AeadEngines.AUTO;
    private int endpoints;
    private SessionKey signer;
    private boolean requiresSigned;
    private boolean pads;
    private boolean opensRetained;

    private Builder(DataKey key) {
      this.key = Objects.requireNonNull(key, "key");
    }

    /**
     * Opens under the keys of a ring, which {@code ppt_keyid} picks; under the sealing key alone if
     * it is not called.
     *
     * @param ring may change at any time
     * @return this
     */
    public Builder openingKeys(KeyRing ring) {
      openingKeys = Objects.requireNonNull(ring, "ring");
      return this;
    }

    /**
     * Chooses the scheme; {@code x_pe3} if it is not called. Scheme {@code wamp} is for peers that
     * know no other: it protects neither against replay nor against a router that moves a payload
     * to another flow or call.
     *
     * @param value the scheme
     * @return this
     */
    public Builder scheme(PayloadScheme value) {
      scheme = Objects.requireNonNull(value, "scheme");
      return this;
    }

    /**
     * Chooses the cipher; aes256gcm if it is not called.
     *
     * @param value the cipher
     * @return this
     */
    public Builder cipher(AeadCipher value) {
      cipher = Objects.requireNonNull(value, "cipher");
      return this;
    }

    /**
     * Chooses the payload serializer; cbor if it is not called. Arguments of sessions with another
     * serializer are transcoded. With {@code flatbuffers} and {@code native} an application's
     * message has exactly one argument, a byte string, which is the body.
     *
     * @param value the serializer
     * @return this
     */
    public Builder serializer(Serializer value) {
      serializer = Objects.requireNonNull(value, "serializer");
      return this;
    }

    /**
     * Compresses what gets smaller; not if it is not called, see {@link
     * io.pe3.PayloadSealerBuilder#compression(int)} for why.
     *
     * @param zstdLevel from {@link ZstdCompressor#MIN_LEVEL} to {@link ZstdCompressor#MAX_LEVEL}
     * @return this
     */
    public Builder compression(int zstdLevel) {
      if (zstdLevel < ZstdCompressor.MIN_LEVEL || zstdLevel > ZstdCompressor.MAX_LEVEL) {
        throw new IllegalArgumentException("no such zstd level: " + zstdLevel);
      }
      compressionLevel = zstdLevel;
      return this;
    }

    /**
     * Accepts these ciphers; only the one that is written if it is not called.
     *
     * @param ciphers at least one
     * @return this
     */
    public Builder acceptCiphers(Set<AeadCipher> ciphers) {
      if (ciphers.isEmpty()) {
        throw new IllegalArgumentException("no cipher would be accepted");
      }
      acceptedCiphers = EnumSet.copyOf(ciphers);
      return this;
    }

    /**
     * Accepts these schemes; only the one that is written if it is not called.
     *
     * @param schemes at least one
     * @return this
     */
    public Builder acceptSchemes(Set<PayloadScheme> schemes) {
      if (schemes.isEmpty()) {
        throw new IllegalArgumentException("no scheme would be accepted");
      }
      acceptedSchemes = Set.copyOf(schemes);
      return this;
    }

    /**
     * Whether a payload of scheme {@code wamp} that names no URI is refused, as it is if this is
     * not called. Other implementations may write none; accepting it lets a router move payloads
     * between URIs of one key.
     *
     * @param required false to accept it
     * @return this
     */
    public Builder requireUri(boolean required) {
      requiresUri = required;
      return this;
    }

    /**
     * Whether messages that an application protected itself, with attributes of either carrier,
     * pass as they are; refused if it is not called.
     *
     * @param allowed true to let them pass
     * @return this
     */
    public Builder passProtected(boolean allowed) {
      passesProtected = allowed;
      return this;
    }

    /**
     * Whether the application is told in Details: {@code x_pe3_sealed} true on what was opened, and
     * false on an error in clear that ended a protected call; {@code x_pe3_signer}, the signer's
     * key in hex, on what was signed. Such attributes from a router are stripped in any case.
     *
     * @param wanted true to tell
     * @return this
     */
    public Builder marks(boolean wanted) {
      marks = wanted;
      return this;
    }

    /**
     * Sets other limits than {@link PayloadLimits#DEFAULT}.
     *
     * @param value the limits
     * @return this
     */
    public Builder limits(PayloadLimits value) {
      limits = Objects.requireNonNull(value, "limits");
      return this;
    }

    /**
     * Chooses the engine by name; {@code auto} if it is not called.
     *
     * @param name as in {@link io.pe3.aead.Aead.Builder#engine}
     * @return this
     */
    public Builder engine(String name) {
      engine = Objects.requireNonNull(name, "engine");
      return this;
    }

    /**
     * Says how many endpoints share the key, as in {@link io.pe3.aead.Aead.Builder#endpoints}.
     *
     * @param count 1 or more
     * @return this
     */
    public Builder endpoints(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("a key has one endpoint at least: " + count);
      }
      endpoints = count;
      return this;
    }

    /**
     * Signs every payload (scheme {@code x_pe3} only); deniable if it is not called, see {@link
     * io.pe3.PayloadSealerBuilder#signer}.
     *
     * @param sessionKey of this client; the caller keeps it open
     * @return this
     */
    public Builder signer(SessionKey sessionKey) {
      signer = Objects.requireNonNull(sessionKey, "sessionKey");
      return this;
    }

    /**
     * Whether payloads that are not signed are refused (scheme {@code x_pe3} only); accepted if it
     * is not called.
     *
     * @param required whether to refuse them
     * @return this
     */
    public Builder requireSigned(boolean required) {
      requiresSigned = required;
      return this;
    }

    /**
     * Whether payloads are padded, so that their length tells less (scheme {@code x_pe3} only); not
     * if it is not called.
     *
     * @param wanted whether to pad
     * @return this
     */
    public Builder padding(boolean wanted) {
      pads = wanted;
      return this;
    }

    /**
     * Whether retained events that were opened before, or are too old for that to be known, are
     * opened all the same and marked {@code x_pe3_replay} true; refused as {@code replayed} if it
     * is not called (scheme {@code x_pe3} only, since {@code wamp} knows no replay).
     *
     * @param wanted whether to open them
     * @return this
     */
    public Builder openRetained(boolean wanted) {
      opensRetained = wanted;
      return this;
    }

    /**
     * Makes the protection.
     *
     * @return the protection
     * @throws io.pe3.error.UnsupportedSerializerException when the scheme does not allow the
     *     serializer
     * @throws io.pe3.error.UnsupportedCompressorException when the scheme does not compress it
     * @throws io.pe3.error.UnsupportedCipherException when the scheme has not the cipher
     * @throws io.pe3.error.UnknownKeyException when the key is closed
     */
    public Protection build() {
      Protection protection = new Protection(this);
      // What cannot be sealed is refused where it is configured, not with the first message.
      protection.newSealer().close();
      return protection;
    }
  }
}
