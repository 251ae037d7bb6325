package io.pe3.wamp.policy;

import io.pe3.PayloadLimits;
import io.pe3.PayloadOpenerBuilder;
import io.pe3.PayloadScheme;
import io.pe3.PayloadSealerBuilder;
import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.compress.DictionaryRegistry;
import io.pe3.compress.ZstdCompressor;
import io.pe3.key.DataKey;
import io.pe3.key.KeyRing;
import io.pe3.key.KeyRotation;
import io.pe3.sign.SessionKey;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Collects what a protection is made of. What only matters to sealers and openers, and not to the
 * transformer, is kept as settings of their builders. Not thread-safe.
 */
public final class ProtectionBuilder {
  /** Of these at most one is not null. */
  final DataKey key;

  final KeyRotation rotation;

  KeyRing openingKeys;
  PayloadScheme scheme = PayloadScheme.X_PE3;
  AeadCipher cipher = AeadCipher.AES256GCM;
  Serializer serializer = Serializer.CBOR;
  int compressionLevel;
  Set<AeadCipher> acceptedCiphers;
  Set<PayloadScheme> acceptedSchemes;
  boolean passesProtected;
  boolean marks;
  boolean opensRetained;
  boolean namesKeyProcedure;
  String keyProcedure;
  Boolean sameKey;

  private int compressionThreshold = ZstdCompressor.DEFAULT_THRESHOLD;
  private DictionaryRegistry dictionaries;
  private UnaryOperator<PayloadSealerBuilder> sealing = UnaryOperator.identity();
  private UnaryOperator<PayloadOpenerBuilder> opening = builder -> builder.requireUri(true);

  ProtectionBuilder(DataKey key, KeyRotation rotation, KeyRing openingKeys) {
    this.key = key;
    this.rotation = rotation;
    this.openingKeys = openingKeys;
  }

  /**
   * Opens under the keys of a ring, which {@code ppt_keyid} picks; under the sealing key alone, or
   * the ring of the rotation, if it is not called.
   *
   * @param ring may change at any time
   * @return this
   */
  public ProtectionBuilder openingKeys(KeyRing ring) {
    openingKeys = Objects.requireNonNull(ring, "ring");
    return this;
  }

  /**
   * Chooses the scheme; {@code x_pe3} if it is not called. Scheme {@code wamp} is for peers that
   * know no other: it protects neither against replay nor against a router that moves a payload to
   * another flow or call.
   *
   * @param value the scheme
   * @return this
   */
  public ProtectionBuilder scheme(PayloadScheme value) {
    scheme = Objects.requireNonNull(value, "scheme");
    return this;
  }

  /**
   * Chooses the cipher; aes256gcm if it is not called.
   *
   * @param value the cipher
   * @return this
   */
  public ProtectionBuilder cipher(AeadCipher value) {
    cipher = Objects.requireNonNull(value, "cipher");
    return this;
  }

  /**
   * Chooses the payload serializer; cbor if it is not called. Arguments of sessions with another
   * serializer are transcoded. With {@code flatbuffers} and {@code native} an application's message
   * has exactly one argument, a byte string, which is the body.
   *
   * @param value the serializer
   * @return this
   */
  public ProtectionBuilder serializer(Serializer value) {
    serializer = Objects.requireNonNull(value, "serializer");
    return this;
  }

  /**
   * Compresses what gets smaller; not if it is not called, see {@link
   * PayloadSealerBuilder#compression(int)} for why.
   *
   * @param zstdLevel from {@link ZstdCompressor#MIN_LEVEL} to {@link ZstdCompressor#MAX_LEVEL}
   * @return this
   */
  public ProtectionBuilder compression(int zstdLevel) {
    return compression(zstdLevel, ZstdCompressor.DEFAULT_THRESHOLD);
  }

  /**
   * Like {@link #compression(int)} with another threshold.
   *
   * @param zstdLevel from {@link ZstdCompressor#MIN_LEVEL} to {@link ZstdCompressor#MAX_LEVEL}
   * @param thresholdLength octets under which compression is not tried
   * @return this
   */
  public ProtectionBuilder compression(int zstdLevel, int thresholdLength) {
    if (zstdLevel < ZstdCompressor.MIN_LEVEL || zstdLevel > ZstdCompressor.MAX_LEVEL) {
      throw new IllegalArgumentException("no such zstd level: " + zstdLevel);
    }
    compressionLevel = zstdLevel;
    compressionThreshold = thresholdLength;
    return this;
  }

  /**
   * Decompresses with the dictionaries of a registry (scheme {@code x_pe3} only), and where {@link
   * #compression(int)} is called too compresses with the current one, which is what makes
   * compression worthwhile for small messages.
   *
   * @param registry shared with others; may be changed while messages flow
   * @return this
   */
  public ProtectionBuilder dictionaries(DictionaryRegistry registry) {
    dictionaries = Objects.requireNonNull(registry, "registry");
    return this;
  }

  /**
   * Accepts these ciphers; only the one that is written if it is not called.
   *
   * @param ciphers at least one
   * @return this
   */
  public ProtectionBuilder acceptCiphers(Set<AeadCipher> ciphers) {
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
  public ProtectionBuilder acceptSchemes(Set<PayloadScheme> schemes) {
    if (schemes.isEmpty()) {
      throw new IllegalArgumentException("no scheme would be accepted");
    }
    acceptedSchemes = Set.copyOf(schemes);
    return this;
  }

  /**
   * Whether a payload of scheme {@code wamp} that names no URI is refused, as it is if this is not
   * called. Other implementations may write none; accepting it lets a router move payloads between
   * URIs of one key.
   *
   * @param required false to accept it
   * @return this
   */
  public ProtectionBuilder requireUri(boolean required) {
    return opening(builder -> builder.requireUri(required));
  }

  /**
   * Whether messages that an application protected itself, with attributes of either carrier, pass
   * as they are; refused if it is not called.
   *
   * @param allowed true to let them pass
   * @return this
   */
  public ProtectionBuilder passProtected(boolean allowed) {
    passesProtected = allowed;
    return this;
  }

  /**
   * Whether the application is told in Details: {@code x_pe3_sealed} true on what was opened, and
   * false on an error in clear that ended a protected call; {@code x_pe3_signer}, the signer's key
   * in hex, on what was signed. Such attributes from a router are stripped in any case.
   *
   * @param wanted true to tell
   * @return this
   */
  public ProtectionBuilder marks(boolean wanted) {
    marks = wanted;
    return this;
  }

  /**
   * Sets other limits than {@link PayloadLimits#DEFAULT}.
   *
   * @param value the limits
   * @return this
   */
  public ProtectionBuilder limits(PayloadLimits value) {
    Objects.requireNonNull(value, "limits");
    return sealing(builder -> builder.limits(value)).opening(builder -> builder.limits(value));
  }

  /**
   * Chooses the engine by name; {@code auto} if it is not called.
   *
   * @param name as in {@link io.pe3.aead.Aead.Builder#engine}
   * @return this
   */
  public ProtectionBuilder engine(String name) {
    Objects.requireNonNull(name, "engine");
    return sealing(builder -> builder.engine(name)).opening(builder -> builder.engine(name));
  }

  /**
   * Says how many endpoints share the key, as in {@link io.pe3.aead.Aead.Builder#endpoints}.
   *
   * @param count 1 or more
   * @return this
   */
  public ProtectionBuilder endpoints(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a key has one endpoint at least: " + count);
    }
    return sealing(builder -> builder.endpoints(count));
  }

  /**
   * Signs every payload (scheme {@code x_pe3} only); deniable if it is not called, see {@link
   * PayloadSealerBuilder#signer}.
   *
   * @param sessionKey of this client; the caller keeps it open
   * @return this
   */
  public ProtectionBuilder signer(SessionKey sessionKey) {
    Objects.requireNonNull(sessionKey, "sessionKey");
    return sealing(builder -> builder.signer(sessionKey));
  }

  /**
   * Whether payloads that are not signed are refused (scheme {@code x_pe3} only); accepted if it is
   * not called.
   *
   * @param required whether to refuse them
   * @return this
   */
  public ProtectionBuilder requireSigned(boolean required) {
    return opening(builder -> builder.requireSigned(required));
  }

  /**
   * Whether payloads are padded, so that their length tells less (scheme {@code x_pe3} only); not
   * if it is not called.
   *
   * @param wanted whether to pad
   * @return this
   */
  public ProtectionBuilder padding(boolean wanted) {
    return sealing(builder -> builder.padding(wanted));
  }

  /**
   * Sets what else sealers can be told, for example {@code builder ->
   * builder.allocationFree(true)}. Scheme, cipher, serializer, compression and dictionaries are
   * chosen here and cannot be changed by it.
   *
   * @param settings changes a sealer's builder; asked once for each sealer, on the worker's thread
   * @return this
   */
  public ProtectionBuilder sealing(UnaryOperator<PayloadSealerBuilder> settings) {
    Objects.requireNonNull(settings, "settings");
    UnaryOperator<PayloadSealerBuilder> before = sealing;
    sealing = builder -> settings.apply(before.apply(builder));
    return this;
  }

  /**
   * Sets what else openers can be told, for example {@code builder ->
   * builder.requireDeniable(true)}. Schemes, ciphers and dictionaries are chosen here and cannot be
   * changed by it; what was opened already is the session's to know, not an opener's.
   *
   * @param settings changes an opener's builder; asked once for each opener, on the worker's thread
   * @return this
   */
  public ProtectionBuilder opening(UnaryOperator<PayloadOpenerBuilder> settings) {
    Objects.requireNonNull(settings, "settings");
    UnaryOperator<PayloadOpenerBuilder> before = opening;
    opening = builder -> settings.apply(before.apply(builder));
    return this;
  }

  /**
   * Names in {@code e2ee_request_key_rpc} the procedure that hands out the key by the trust design,
   * {@code pe3.key.} and the id in lower case, for implementations that read it. Written in the
   * {@code ppt} carrier, for self-certifying keys; not if it is not called.
   *
   * @return this
   */
  public ProtectionBuilder nameKeyProcedure() {
    namesKeyProcedure = true;
    keyProcedure = null;
    return this;
  }

  /**
   * Like {@link #nameKeyProcedure()} with a procedure of the application's own, whatever the key.
   *
   * @param uri of the procedure
   * @return this
   */
  public ProtectionBuilder nameKeyProcedure(String uri) {
    if (uri.isEmpty()) {
      throw new IllegalArgumentException("the procedure that hands out a key has a URI");
    }
    keyProcedure = uri;
    return this;
  }

  /**
   * Writes {@code e2ee_use_same_key} on calls, for implementations that read it: whether results
   * are to use the call's key. Written in the {@code ppt} carrier; not if it is not called. Nothing
   * here follows it: an answer uses its call's key unless the policy names another protection.
   *
   * @param same the value
   * @return this
   */
  public ProtectionBuilder nameSameKey(boolean same) {
    sameKey = same;
    return this;
  }

  /**
   * Whether retained events that were opened before, or are too old for that to be known, are
   * opened all the same and marked {@code x_pe3_replay} true; refused as {@code replayed} if it is
   * not called (scheme {@code x_pe3} only, since {@code wamp} knows no replay).
   *
   * @param wanted whether to open them
   * @return this
   */
  public ProtectionBuilder openRetained(boolean wanted) {
    opensRetained = wanted;
    return this;
  }

  /** What every sealer is told. */
  UnaryOperator<PayloadSealerBuilder> sealerSettings() {
    UnaryOperator<PayloadSealerBuilder> settings = sealing;
    PayloadScheme chosen = scheme;
    AeadCipher with = cipher;
    Serializer format = serializer;
    int level = compressionLevel;
    int threshold = compressionThreshold;
    DictionaryRegistry registry = level > 0 ? dictionaries : null;
    boolean messageKeys = rotation != null && rotation.policy().perMessage();
    return builder -> {
      settings.apply(builder).scheme(chosen).cipher(with).serializer(format);
      if (level > 0) {
        builder.compression(level, threshold);
      }
      if (registry != null) {
        builder.dictionaries(registry);
      }
      return messageKeys ? builder.messageKeys(true) : builder;
    };
  }

  /** What every opener is told. */
  UnaryOperator<PayloadOpenerBuilder> openerSettings() {
    UnaryOperator<PayloadOpenerBuilder> settings = opening;
    DictionaryRegistry registry = dictionaries;
    return builder ->
        registry == null ? settings.apply(builder) : settings.apply(builder).dictionaries(registry);
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
   * @throws IllegalArgumentException when scheme {@code wamp} is asked for what it has not, or no
   *     payload could meet what is required
   */
  public Protection build() {
    Protection protection = new Protection(this);
    // What cannot be sealed or opened is refused where it is configured, not with the first
    // message. Asking a rotation for its key would count as a message.
    if (key != null) {
      protection.newSealer(key).close();
    } else {
      try (DataKey any = DataKey.generate()) {
        protection.newSealer(any).close();
      }
    }
    protection.newOpener().close();
    return protection;
  }
}
