package io.pe3;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.RestartDetector;
import io.pe3.aead.engine.EngineChoice;
import io.pe3.codec.Serializer;
import io.pe3.envelope.ReplyTo;
import io.pe3.envelope.engine.Binding;
import io.pe3.envelope.engine.EnvelopeSealer;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Seals bodies in scheme {@code x_pe3} (wire profile, section 4). */
final class HardenedSealer implements BodySealer {
  private final DataKey key;
  private final AeadCipher cipher;
  private final String engine;
  private final Serializer serializer;

  /** A test uses up its counter. */
  final EnvelopeSealer envelope;

  private final PayloadAttributes attributes;

  /** Where the last payload was sealed for, and what binds payloads to it. */
  private PayloadContext boundContext;

  private Binding binding;

  HardenedSealer(PayloadSealerBuilder builder, AeadCipher cipher, EngineChoice choice) {
    this.key = builder.key;
    this.cipher = cipher;
    this.engine = choice.engine(0).name();
    this.serializer = builder.serializer;
    this.envelope =
        new EnvelopeSealer(
            key,
            cipher,
            choice,
            builder.messageKeys,
            builder.pad,
            builder.signer,
            builder.newSignatures());
    this.attributes =
        new PayloadAttributes(
            PayloadAttributes.SCHEME_X_PE3, serializer.text(), cipher.text(), key.id(), null);
  }

  /** What binds payloads to a place; made, or looked up, where it is another one than the last. */
  @SuppressWarnings("ReferenceEquality") // the same instance, which is immutable
  private Binding bind(PayloadContext context) {
    if (context != boundContext) {
      context.requireBindable();
      binding = context.binding(serializer, cipher, key.id());
      boundContext = context;
    }
    return binding;
  }

  @Override
  public void checkUse(PayloadContext context, ReplyTo replyTo) {
    bind(context);
    if (context.flow() == Flow.EVENT && !replyTo.isEmpty()) {
      throw new IllegalArgumentException("an event replies to no call; leave reply_to empty");
    }
    context.requireUsable(
        key, PayloadAttributes.SCHEME_X_PE3, cipher, RestartDetector.coarseSeconds());
  }

  @Override
  public boolean namesUri() {
    return false;
  }

  @Override
  public int bodyOffset() {
    return envelope.bodyOffset();
  }

  @Override
  public long maxOverhead(int bodyLength) {
    return envelope.sealedLength(bodyLength) - bodyLength;
  }

  @Override
  public int overhead() {
    return envelope.bodyOffset() + cipher.tagLength();
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
    return envelope.seal(
        compressed, dictionary, bind(context), replyTo, src, srcOffset, length, dst, dstOffset);
  }

  @Override
  public PayloadAttributes attributes(boolean compressed) {
    return attributes;
  }

  @Override
  public void lastMessage(ReplyTo target) {
    envelope.lastMessage(target);
  }

  @Override
  public long remainingMessages() {
    return Long.MAX_VALUE;
  }

  @Override
  public String engine() {
    return engine;
  }

  @Override
  public void close() {
    envelope.close();
  }
}
