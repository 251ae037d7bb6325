package io.pe3.bench.pipeline;

import io.pe3.Buffers;
import io.pe3.PayloadContext;
import io.pe3.PayloadScheme;
import io.pe3.PayloadSealer;
import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.engine.RandomOctets;
import io.pe3.bench.corpus.ShapeCodec;
import io.pe3.bench.raw.RawMessage;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import io.pe3.internal.EngineAccess;
import io.pe3.internal.SoleUse;
import io.pe3.key.DataKey;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sealing a payload from its arguments in steps, each of which does what the one before did and one
 * thing more, so that the differences add up to the whole. Scheme {@code wamp}, direct buffers.
 */
public final class SealParts implements AutoCloseable {
  private final ShapeCodec codec;
  private final DataKey key = BenchKey.dataKey();
  private final Aead aead;
  private final PayloadSealer sealer;
  private final PayloadContext context;
  private final RandomOctets random;
  private final SoleUse use = new SoleUse();
  private final RawMessage raw;
  private final PayloadWriter writer = Serializer.CBOR.newWriter();
  private final UnsafeBuffer sealed;
  private final int sealedLength;
  private final UnsafeBuffer inPlace;
  private final int nonceLength;
  private final int bodyLength;
  private int fieldsOffset;

  /**
   * Makes what the steps need.
   *
   * @param codec writes the payload
   * @param cipher whose nonces have 12 octets
   */
  public SealParts(ShapeCodec codec, AeadCipher cipher) {
    this.codec = codec;
    nonceLength = cipher.nonceLength();
    byte[] plain = PlainBody.octets(codec);
    bodyLength = plain.length;
    aead = Aead.builder(key).cipher(cipher).endpoints(BenchKey.ENDPOINTS).build();
    sealer =
        PayloadSealer.builder(key)
            .scheme(PayloadScheme.WAMP)
            .cipher(cipher)
            .serializer(Serializer.CBOR)
            .endpoints(BenchKey.ENDPOINTS)
            .build();
    context = PayloadContext.of(codec.plain().uri());
    random = EngineAccess.engine(AeadEngines.standard(), Pe3Engines.AUTO, cipher).newRandomOctets();
    raw = new RawMessage(cipher, BenchKey.octets(), bodyLength);
    sealedLength = bodyLength + cipher.overhead();
    sealed = Buffers.direct(sealedLength + Pe3Pipeline.SPARE);
    inPlace = new UnsafeBuffer(sealed, nonceLength, bodyLength);
    // The keyword arguments are the last of the body.
    fieldsOffset = bodyLength - fields();
    inPlace.putBytes(0, plain);
  }

  /**
   * The bare call on as many octets as the whole body, under a nonce that counts.
   *
   * @return 0
   */
  public int call() {
    return raw.seal();
  }

  /**
   * The same under a random nonce.
   *
   * @return 0
   */
  public int callAndNonce() {
    long nonce = random.next12();
    return raw.seal(nonce, random.high());
  }

  /**
   * The same, one thread at a time.
   *
   * @return 0
   */
  public int callNonceAndExclusion() {
    int entered = use.enter();
    if (entered == SoleUse.REFUSED) {
      throw new IllegalStateException("used by two threads at a time");
    }
    try {
      return callAndNonce();
    } finally {
      use.exit(entered);
    }
  }

  /**
   * {@code Aead}: the same with the checks of ranges and overlap, and the key's message count.
   *
   * @return octets sealed
   */
  public int aead() {
    return aead.seal(sealed, nonceLength, bodyLength, sealed, 0);
  }

  /**
   * Writing the keyword arguments where they stand in the body.
   *
   * @return octets written
   */
  public int fields() {
    writer.wrap(inPlace, fieldsOffset, bodyLength - fieldsOffset);
    codec.writeKwargs(writer);
    return writer.length();
  }

  /**
   * Writing the keyword arguments, and sealing the body where it stands.
   *
   * @return octets sealed
   */
  public int fieldsAndAead() {
    fields();
    return aead();
  }

  /**
   * {@code PayloadSealer}, from arguments to the sealed payload.
   *
   * @return octets of the payload
   */
  public int whole() {
    codec.writeArgs(sealer.begin(context, sealed, 0));
    codec.writeKwargs(sealer.kwargs());
    return sealer.finish();
  }

  /**
   * Puts the whole body where it is sealed.
   *
   * @param octets of the body
   */
  public void load(byte[] octets) {
    inPlace.putBytes(0, octets);
  }

  /**
   * What {@link #aead}, {@link #fieldsAndAead} or {@link #whole} sealed last.
   *
   * @return a copy
   */
  public byte[] sealedOctets() {
    byte[] copy = new byte[sealedLength];
    sealed.getBytes(0, copy);
    return copy;
  }

  /**
   * What the bare call sealed last.
   *
   * @return a copy
   */
  public byte[] rawOctets() {
    return raw.sealedOctets();
  }

  /**
   * What the bare call seals.
   *
   * @return a copy
   */
  public byte[] rawMessage() {
    return raw.plainOctets();
  }

  @Override
  public void close() {
    aead.close();
    sealer.close();
    random.close();
    key.close();
  }
}
