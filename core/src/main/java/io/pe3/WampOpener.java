package io.pe3;

import io.pe3.aead.Aead;
import io.pe3.codec.Serializer;
import io.pe3.compress.DictionaryRegistry;
import io.pe3.compress.ZstdDecompressor;
import io.pe3.error.MalformedException;
import io.pe3.key.DataKey;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Opens bodies of scheme {@code wamp} (wire profile, sections 1 and 3). */
final class WampOpener implements BodyOpener {
  private final PayloadLimits limits;
  private final PreparedAeads aeads;

  /** Without dictionaries, which the scheme has not. */
  private final BodyDecompressor decompressor;

  private int bodyOffset;
  private int bodyLength;
  private boolean compressed;

  WampOpener(PayloadOpenerBuilder builder) {
    this.limits = builder.limits;
    this.aeads = new PreparedAeads(builder);
    this.decompressor = new BodyDecompressor(limits.decompression(), new DictionaryRegistry());
  }

  /** Refuses a payload that is too long to have been sealed. */
  void check(AcceptedAttributes attributes, int length) {
    limits.requireBody(length - attributes.cipher().overhead());
  }

  /**
   * Decrypts a payload.
   *
   * @return octets written from {@code dstOffset} on, the body; they are zeroed when this fails
   */
  int open(
      AcceptedAttributes attributes,
      DataKey key,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    Aead aead = aeads.find(key, attributes.cipher());
    bodyLength = aead.open(src, srcOffset, length, dst, dstOffset);
    bodyOffset = dstOffset;
    // Routers lose the attribute, so the content tells: no CBOR map begins like a zstd frame.
    compressed =
        attributes.serializer() == Serializer.CBOR
            && ZstdDecompressor.startsWithMagic(dst, dstOffset, bodyLength);
    if (attributes.compressor() != null && !compressed) {
      dst.setMemory(dstOffset, bodyLength, (byte) 0);
      throw new MalformedException(
          "ppt_compressor names zstd, but the body is no zstd frame",
          "compressor",
          attributes.compressor());
    }
    return bodyLength;
  }

  @Override
  public boolean isPlain() {
    return !compressed;
  }

  @Override
  public int bodyOffset() {
    return bodyOffset;
  }

  @Override
  public int bodyLength() {
    return bodyLength;
  }

  @Override
  public boolean isCompressed() {
    return compressed;
  }

  @Override
  public BodyDecompressor decompressor() {
    return decompressor;
  }

  @Override
  public void close() {
    aeads.close();
    decompressor.close();
  }
}
