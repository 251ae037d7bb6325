package io.pe3;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.EngineTable;
import io.pe3.codec.Serializer;
import io.pe3.compress.DictionaryRegistry;
import io.pe3.compress.ZstdCompressor;
import io.pe3.error.UnsupportedCompressorException;
import io.pe3.error.UnsupportedSerializerException;
import io.pe3.internal.EngineAccess;
import io.pe3.key.DataKey;
import io.pe3.sign.PayloadSignatures;
import io.pe3.sign.SessionKey;
import java.util.Objects;

/** Collects what a {@link PayloadSealer} is made of. Not thread-safe. */
public final class PayloadSealerBuilder {
  final DataKey key;
  Serializer serializer = Serializer.CBOR;
  PayloadLimits limits = PayloadLimits.DEFAULT;
  boolean compress;
  int level;
  int threshold;
  DictionaryRegistry dictionaries = new DictionaryRegistry();
  boolean messageKeys;
  boolean pad;
  SessionKey signer;

  private boolean usesDictionaries;
  private PayloadScheme scheme = PayloadScheme.X_PE3;
  private AeadCipher cipher = AeadCipher.AES256GCM;
  private AeadEngines engines;
  private String engine = AeadEngines.AUTO;
  private EngineTable engineTable;
  private boolean allocationFree;
  private int endpoints = Aead.Builder.DEFAULT_ENDPOINTS;

  PayloadSealerBuilder(DataKey key) {
    this.key = Objects.requireNonNull(key, "key");
  }

  /**
   * Chooses the scheme; x_pe3 if it is not called.
   *
   * @param value the scheme
   * @return this
   */
  public PayloadSealerBuilder scheme(PayloadScheme value) {
    scheme = Objects.requireNonNull(value, "scheme");
    return this;
  }

  /**
   * Chooses the cipher; aes256gcm if it is not called.
   *
   * @param value the cipher; {@code xsalsa20poly1305} in scheme {@code wamp} only
   * @return this
   */
  public PayloadSealerBuilder cipher(AeadCipher value) {
    cipher = Objects.requireNonNull(value, "cipher");
    return this;
  }

  /**
   * Compresses with the current dictionary of a registry (scheme {@code x_pe3} only): what makes
   * compression worthwhile for small messages. Together with {@link #compression(int)}.
   *
   * @param registry shared with others; may be changed while messages flow
   * @return this
   */
  public PayloadSealerBuilder dictionaries(DictionaryRegistry registry) {
    dictionaries = Objects.requireNonNull(registry, "registry");
    usesDictionaries = true;
    return this;
  }

  /**
   * Signs every payload inside the encryption, so that those who open it know who wrote it and can
   * prove it to others (SIGNED, scheme {@code x_pe3} only). Deniable if it is not called: every
   * holder of the data key could have written the payload.
   *
   * @param sessionKey of this client; the caller keeps it open
   * @return this
   */
  public PayloadSealerBuilder signer(SessionKey sessionKey) {
    signer = Objects.requireNonNull(sessionKey, "sessionKey");
    return this;
  }

  /**
   * Pads what is encrypted by Padmé, so that its length tells its size only to within an eighth and
   * nothing below 64 octets (PADDED, scheme {@code x_pe3} only). Off if it is not called.
   *
   * @param wanted whether to
   * @return this
   */
  public PayloadSealerBuilder padding(boolean wanted) {
    pad = wanted;
    return this;
  }

  /**
   * Gives every message a key of its own (MESSAGE_KEY, scheme {@code x_pe3} only): whoever learns
   * one opens that message and no other. Costs a key derivation and garbage for each message.
   *
   * @param wanted whether to
   * @return this
   */
  public PayloadSealerBuilder messageKeys(boolean wanted) {
    messageKeys = wanted;
    return this;
  }

  /**
   * Chooses the payload serializer; cbor if it is not called. Scheme {@code wamp} allows only cbor
   * and flatbuffers, {@code x_pe3} all.
   *
   * @param value the serializer
   * @return this
   */
  public PayloadSealerBuilder serializer(Serializer value) {
    serializer = Objects.requireNonNull(value, "serializer");
    return this;
  }

  /**
   * Compresses bodies of {@link ZstdCompressor#DEFAULT_THRESHOLD} octets and more with zstd when
   * that makes them smaller. Off if it is not called: where an attacker can have text of their own
   * sealed in one payload with a secret, the compressed length tells of the secret.
   *
   * @param zstdLevel from {@link ZstdCompressor#MIN_LEVEL} to {@link ZstdCompressor#MAX_LEVEL}
   * @return this
   */
  public PayloadSealerBuilder compression(int zstdLevel) {
    return compression(zstdLevel, ZstdCompressor.DEFAULT_THRESHOLD);
  }

  /**
   * Like {@link #compression(int)} with another threshold.
   *
   * @param zstdLevel from {@link ZstdCompressor#MIN_LEVEL} to {@link ZstdCompressor#MAX_LEVEL}
   * @param thresholdLength octets under which compression is not tried
   * @return this
   */
  public PayloadSealerBuilder compression(int zstdLevel, int thresholdLength) {
    compress = true;
    level = zstdLevel;
    threshold = thresholdLength;
    return this;
  }

  /**
   * Chooses among other engines than {@link AeadEngines#standard()}.
   *
   * @param value where to look
   * @return this
   */
  public PayloadSealerBuilder engines(AeadEngines value) {
    engines = Objects.requireNonNull(value, "engines");
    return this;
  }

  /**
   * Chooses the engine by name; {@code auto} if it is not called.
   *
   * @param name as in {@link Aead.Builder#engine}
   * @return this
   */
  public PayloadSealerBuilder engine(String name) {
    engine = Objects.requireNonNull(name, "engine");
    return this;
  }

  /**
   * Has {@code auto} choose by a table, see {@link Aead.Builder#engineTable}.
   *
   * @param value which engine from which length on; null for the engines' own table
   * @return this
   */
  public PayloadSealerBuilder engineTable(EngineTable value) {
    engineTable = value;
    return this;
  }

  /**
   * Leaves out the engines that allocate for each message, see {@link Aead.Builder#allocationFree}.
   *
   * @param value whether to; false if it is not called
   * @return this
   */
  public PayloadSealerBuilder allocationFree(boolean value) {
    allocationFree = value;
    return this;
  }

  /**
   * Says how many endpoints share the key, as in {@link Aead.Builder#endpoints}; counts in scheme
   * {@code wamp} only.
   *
   * @param count 1 or more
   * @return this
   */
  public PayloadSealerBuilder endpoints(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("at least one endpoint has the key: endpoints=" + count);
    }
    endpoints = count;
    return this;
  }

  /**
   * Sets other limits than {@link PayloadLimits#DEFAULT}.
   *
   * @param value the limits
   * @return this
   */
  public PayloadSealerBuilder limits(PayloadLimits value) {
    limits = Objects.requireNonNull(value, "limits");
    return this;
  }

  /**
   * Prepares the key.
   *
   * @return the sealer; the caller closes it
   * @throws UnsupportedSerializerException when the scheme does not allow the serializer
   * @throws UnsupportedCompressorException when the scheme does not compress the serializer
   * @throws io.pe3.error.UnsupportedCipherException when the scheme has not the cipher
   * @throws io.pe3.error.EngineUnavailableException when the engine is not there or lacks the
   *     cipher, or a launch flag is missing
   * @throws io.pe3.error.UnknownKeyException when the key is closed
   * @throws IllegalArgumentException when scheme {@code wamp} is asked for what it has not
   */
  public PayloadSealer build() {
    LaunchFlags.require();
    scheme.requireCipher(cipher);
    scheme.requireSerializer(serializer);
    if (usesDictionaries && !compress) {
      throw new IllegalArgumentException("dictionaries are for compression; call compression too");
    }
    if (compress) {
      scheme.requireCompressible(serializer);
    }
    return new PayloadSealer(this, cipher, bodySealer());
  }

  /** What signs, or null when nothing does. */
  PayloadSignatures newSignatures() {
    return signer == null ? null : Signing.create(engines, engine);
  }

  private BodySealer bodySealer() {
    AeadEngines from = engines == null ? AeadEngines.standard() : engines;
    if (scheme == PayloadScheme.X_PE3) {
      return new HardenedSealer(
          this, cipher, EngineAccess.choice(from, engine, cipher, engineTable, allocationFree));
    }
    if (messageKeys || pad || usesDictionaries || signer != null) {
      throw new IllegalArgumentException(
          "scheme wamp has no message keys, padding, dictionaries or signatures; use x_pe3");
    }
    Aead aead =
        Aead.builder(key)
            .cipher(cipher)
            .engines(from)
            .engine(engine)
            .engineTable(engineTable)
            .allocationFree(allocationFree)
            .endpoints(endpoints)
            .build();
    return new WampSealer(key, aead, serializer);
  }
}
