package io.pe3;

import io.pe3.aead.Aead;
import io.pe3.aead.RestartDetector;
import io.pe3.codec.Serializer;
import io.pe3.envelope.ReplyTo;
import io.pe3.key.DataKey;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Seals bodies in scheme {@code wamp} (wire profile, section 3): {@code nonce ‖ sealed}. */
final class WampSealer implements BodySealer {
  private final DataKey key;
  private final Aead aead;
  private final int bodyOffset;
  private final int overhead;
  private final PayloadAttributes plainAttributes;
  private final PayloadAttributes compressedAttributes;

  WampSealer(DataKey key, Aead aead, Serializer serializer) {
    this.key = key;
    this.aead = aead;
    this.bodyOffset = aead.cipher().ciphertextOffset();
    this.overhead = aead.cipher().overhead();
    this.plainAttributes = attributes(serializer, null);
    this.compressedAttributes = attributes(serializer, PayloadAttributes.COMPRESSOR_ZSTD);
  }

  @Override
  public void checkUse(PayloadContext context, ReplyTo replyTo) {
    if (!replyTo.isEmpty()) {
      throw new IllegalArgumentException("scheme wamp has no reply_to; use scheme x_pe3");
    }
    context.requireUsable(
        key, PayloadAttributes.SCHEME_WAMP, aead.cipher(), RestartDetector.coarseSeconds());
  }

  @Override
  public boolean namesUri() {
    return true;
  }

  @Override
  public int bodyOffset() {
    return bodyOffset;
  }

  @Override
  public long maxOverhead(int bodyLength) {
    return overhead;
  }

  @Override
  public int overhead() {
    return overhead;
  }

  @Override
  public int seal(
      PayloadContext context,
      ReplyTo replyTo,
      boolean compressed,
      DirectBuffer dictionary,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    return aead.seal(src, srcOffset, length, dst, dstOffset);
  }

  @Override
  public PayloadAttributes attributes(boolean compressed) {
    return compressed ? compressedAttributes : plainAttributes;
  }

  @Override
  public void lastMessage(ReplyTo target) {
    throw new IllegalStateException("messages of scheme wamp have no sender and counter");
  }

  @Override
  public long remainingMessages() {
    return aead.remainingMessages();
  }

  @Override
  public String engine() {
    return aead.engine();
  }

  @Override
  public void close() {
    aead.close();
  }

  private PayloadAttributes attributes(Serializer serializer, String compressor) {
    return new PayloadAttributes(
        PayloadAttributes.SCHEME_WAMP,
        serializer.text(),
        aead.cipher().text(),
        key.id(),
        compressor);
  }
}
