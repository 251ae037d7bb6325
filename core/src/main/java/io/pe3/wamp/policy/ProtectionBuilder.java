package io.pe3.wamp.policy;

import io.pe3.PayloadLimits;
import io.pe3.PayloadScheme;
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

/** Collects what a protection is made of. Not thread-safe. */
public final class ProtectionBuilder {
  final DataKey key;
  KeyRing openingKeys;
  PayloadScheme scheme = PayloadScheme.X_PE3;
  AeadCipher cipher = AeadCipher.AES256GCM;
  Serializer serializer = Serializer.CBOR;
  int compressionLevel;
  Set<AeadCipher> acceptedCiphers;
  Set<PayloadScheme> acceptedSchemes;
  boolean requiresUri = true;
  boolean passesProtected;
  boolean marks;
  PayloadLimits limits = PayloadLimits.DEFAULT;
  String engine = AeadEngines.AUTO;
  int endpoints;
  SessionKey signer;
  boolean requiresSigned;
  boolean pads;
  boolean opensRetained;

  ProtectionBuilder(DataKey key) {
    this.key = Objects.requireNonNull(key, "key");
  }

  /**
   * Opens under the keys of a ring, which {@code ppt_keyid} picks; under the sealing key alone if
   * it is not called.
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
   * io.pe3.PayloadSealerBuilder#compression(int)} for why.
   *
   * @param zstdLevel from {@link ZstdCompressor#MIN_LEVEL} to {@link ZstdCompressor#MAX_LEVEL}
   * @return this
   */
  public ProtectionBuilder compression(int zstdLevel) {
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
    requiresUri = required;
    return this;
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
    limits = Objects.requireNonNull(value, "limits");
    return this;
  }

  /**
   * Chooses the engine by name; {@code auto} if it is not called.
   *
   * @param name as in {@link io.pe3.aead.Aead.Builder#engine}
   * @return this
   */
  public ProtectionBuilder engine(String name) {
    engine = Objects.requireNonNull(name, "engine");
    return this;
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
  public ProtectionBuilder signer(SessionKey sessionKey) {
    signer = Objects.requireNonNull(sessionKey, "sessionKey");
    return this;
  }

  /**
   * Whether payloads that are not signed are refused (scheme {@code x_pe3} only); accepted if it is
   * not called.
   *
   * @param required whether to refuse them
   * @return this
   */
  public ProtectionBuilder requireSigned(boolean required) {
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
  public ProtectionBuilder padding(boolean wanted) {
    pads = wanted;
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
