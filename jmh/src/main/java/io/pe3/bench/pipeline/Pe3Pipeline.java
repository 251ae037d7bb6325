package io.pe3.bench.pipeline;

import io.pe3.Buffers;
import io.pe3.PayloadAttributes;
import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.PayloadScheme;
import io.pe3.PayloadSealer;
import io.pe3.aead.AeadCipher;
import io.pe3.bench.corpus.ShapeCodec;
import io.pe3.codec.Serializer;
import io.pe3.key.DataKey;
import org.agrona.concurrent.UnsafeBuffer;

/** PE3: arguments are written straight into the payload, encrypted in place, and read in place. */
public final class Pe3Pipeline implements AutoCloseable {
  /** Buffers that are reused are larger than the payload at hand, on every side. */
  static final int SPARE = 4096;

  private final ShapeCodec codec;
  private final DataKey key = BenchKey.dataKey();
  private final PayloadSealer sealer;
  private final PayloadOpener opener;
  private final PayloadContext context;
  private final UnsafeBuffer sealed;
  private final UnsafeBuffer opened;
  private final PayloadAttributes attributes;
  private int sealedLength;

  /**
   * Makes one that has sealed once.
   *
   * @param codec writes and reads the payload
   * @param cipher to seal with
   */
  public Pe3Pipeline(ShapeCodec codec, AeadCipher cipher) {
    this.codec = codec;
    sealer =
        PayloadSealer.builder(key)
            .scheme(PayloadScheme.WAMP)
            .cipher(cipher)
            .serializer(Serializer.CBOR)
            .endpoints(BenchKey.ENDPOINTS)
            .build();
    opener = PayloadOpener.builder(key).schemes(PayloadScheme.WAMP).requireUri(true).build();
    context = PayloadContext.of(codec.plain().uri());
    int bodyLength = PlainBody.length(codec) + SPARE;
    sealed = Buffers.direct(sealer.maxSealedLength(bodyLength));
    opened = Buffers.direct(sealer.maxSealedLength(bodyLength));
    seal();
    attributes = sealer.attributes();
  }

  /**
   * Seals the payload from its arguments.
   *
   * @return octets of the sealed payload
   */
  public int seal() {
    codec.writeArgs(sealer.begin(context, sealed, 0));
    codec.writeKwargs(sealer.kwargs());
    sealedLength = sealer.finish();
    return sealedLength;
  }

  /**
   * Opens what was sealed last and reads every field.
   *
   * @return the object that took the fields
   */
  public Object open() {
    codec.readArgs(opener.begin(attributes, context, sealed, 0, sealedLength, opened, 0));
    Object fields = codec.readKwargs(opener.kwargs());
    opener.finish();
    return fields;
  }

  /**
   * What was sealed last.
   *
   * @return a copy
   */
  public byte[] sealedOctets() {
    byte[] copy = new byte[sealedLength];
    sealed.getBytes(0, copy);
    return copy;
  }

  /**
   * What goes beside each sealed payload.
   *
   * @return scheme, serializer, cipher and key id
   */
  public PayloadAttributes attributes() {
    return attributes;
  }

  @Override
  public void close() {
    sealer.close();
    opener.close();
    key.close();
  }
}
