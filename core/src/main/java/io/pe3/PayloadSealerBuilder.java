package io.pe3;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.codec.Serializer;
import io.pe3.compress.ZstdCompressor;
import io.pe3.error.UnsupportedCompressorException;
import io.pe3.error.UnsupportedSerializerException;
import io.pe3.key.DataKey;
import java.util.Objects;

/** Collects what a {@link PayloadSealer} is made of. Not thread-safe. */
public final class PayloadSealerBuilder {
  final DataKey key;
  Serializer serializer = Serializer.CBOR;
  PayloadLimits limits = PayloadLimits.DEFAULT;
  boolean compress;
  int level;
  int threshold;

  private final Aead.Builder aead;

  PayloadSealerBuilder(DataKey key) {
    this.key = Objects.requireNonNull(key, "key");
    this.aead = Aead.builder(key);
  }

  /**
   * Chooses the cipher; aes256gcm if it is not called.
   *
   * @param cipher to seal with
   * @return this
   */
  public PayloadSealerBuilder cipher(AeadCipher cipher) {
    aead.cipher(cipher);
    return this;
  }

  /**
   * Chooses the payload serializer; cbor if it is not called. Scheme {@code wamp} allows only cbor
   * and flatbuffers.
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
   * @param engines where to look
   * @return this
   */
  public PayloadSealerBuilder engines(AeadEngines engines) {
    aead.engines(engines);
    return this;
  }

  /**
   * Chooses the engine by name; {@code auto} if it is not called.
   *
   * @param name as in {@link Aead.Builder#engine}
   * @return this
   */
  public PayloadSealerBuilder engine(String name) {
    aead.engine(name);
    return this;
  }

  /**
   * Says how many endpoints share the key, as in {@link Aead.Builder#endpoints}.
   *
   * @param count 1 or more
   * @return this
   */
  public PayloadSealerBuilder endpoints(int count) {
    aead.endpoints(count);
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
   * @throws UnsupportedSerializerException when scheme {@code wamp} does not allow the serializer
   * @throws UnsupportedCompressorException when flatbuffers are to be compressed
   * @throws io.pe3.error.EngineUnavailableException when the engine is not there or lacks the
   *     cipher, or a launch flag is missing
   * @throws io.pe3.error.UnknownKeyException when the key is closed
   */
  public PayloadSealer build() {
    LaunchFlags.require();
    WampScheme.requireSerializer(serializer);
    if (compress) {
      WampScheme.requireCompressible(serializer);
    }
    return new PayloadSealer(this, aead.build());
  }
}
