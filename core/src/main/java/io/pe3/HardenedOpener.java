package io.pe3;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.RestartDetector;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.Padding;
import io.pe3.envelope.ReplyTo;
import io.pe3.envelope.engine.Binding;
import io.pe3.envelope.engine.EnvelopeOpener;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.replay.ReplayGuard;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Opens bodies of scheme {@code x_pe3} (wire profile, section 4). Each step stands where it does
 * because of what it believes: the header is looked at first, replay state is asked before work is
 * spent on decryption, and nothing is remembered of a payload before everything that makes it
 * authentic has passed.
 */
final class HardenedOpener implements BodyOpener {
  /** A message that is tied to no call. */
  private static final ReplyTo NONE = new ReplyTo();

  private final PayloadLimits limits;
  private final BodyDecompressor decompressor;
  private final EnvelopeOpener envelope;

  /** Null where replays are accepted. */
  private final ReplayGuard guard;

  private int flags;
  private long senderHigh;
  private long senderLow;
  private long counter;
  private boolean replay;
  private int bodyOffset;
  private int bodyLength;

  HardenedOpener(PayloadOpenerBuilder builder, BodyDecompressor decompressor) {
    this.limits = builder.limits;
    this.decompressor = decompressor;
    this.envelope = new EnvelopeOpener(builder.engines(), builder.engine());
    this.guard = builder.newGuard();
  }

  @Override
  public void check(AcceptedAttributes attributes, DirectBuffer src, int offset, int length) {
    counter = 0;
    EnvelopeDescriptor.check(src, offset, length, attributes.cipher().tagLength());
    flags = EnvelopeDescriptor.flags(src, offset);
    senderHigh = EnvelopeDescriptor.senderHigh(src, offset);
    senderLow = EnvelopeDescriptor.senderLow(src, offset);
  }

  @Override
  public int open(
      AcceptedAttributes attributes,
      PayloadContext context,
      CallState call,
      DataKey key,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    AeadCipher cipher = attributes.cipher();
    long count = EnvelopeDescriptor.counter(src, srcOffset);
    look(context, call, key, count);
    Binding binding = context.binding(attributes.serializer(), cipher, attributes.keyId());
    ReplyTo replyTo = call == null ? NONE : call.replyTo();
    int content =
        envelope.open(key, cipher, binding, replyTo, src, srcOffset, length, dst, dstOffset);
    boolean authentic = false;
    try {
      readContent(dst, dstOffset, content);
      if (guard != null && !replay) {
        guard.commit();
      }
      envelope.keep();
      counter = count;
      authentic = true;
      return content;
    } finally {
      if (!authentic) {
        envelope.drop();
        dst.setMemory(dstOffset, content, (byte) 0);
      }
    }
  }

  /** Replay state as it is; that a counter is free now is made sure of at the end. */
  private void look(PayloadContext context, CallState call, DataKey key, long count) {
    replay = false;
    if (guard == null) {
      return;
    }
    long now = RestartDetector.coarseSeconds();
    if (call != null) {
      guard.look(key, call.accepted(), senderHigh, senderLow, count, now);
    } else if (context.opensReplays()) {
      replay = !guard.isFresh(key, context.pattern(), senderHigh, senderLow, count, now);
    } else {
      guard.look(key, context.pattern(), senderHigh, senderLow, count, now);
    }
  }

  /** Padding, frame header, signature. */
  private void readContent(MutableDirectBuffer content, int offset, int length) {
    bodyOffset = offset;
    bodyLength =
        (flags & EnvelopeDescriptor.PADDED) == 0
            ? length
            : Padding.contentLength(content, offset, length);
    limits.requireBody(bodyLength);
    if (isCompressed()) {
      // Before it is committed: a payload opens once, so there is no second attempt after that.
      decompressor.check(content, bodyOffset, bodyLength, content.capacity() - offset);
    }
  }

  /** Refuses a context that does not say what the scheme binds. */
  static void requireBindable(PayloadContext context, CallState call) {
    context.requireBindable();
    Flow flow = context.flow();
    if (flow == Flow.EVENT && call != null) {
      throw new IllegalArgumentException("an event belongs to no call");
    }
    boolean first = flow == Flow.EVENT || flow == Flow.CALL || flow == Flow.CALL_PROGRESS;
    if (!first && call == null) {
      // A router could otherwise hand over the result of any call that was not sealed.
      throw new IllegalArgumentException(
          "results and errors are opened for a call; pass its state: flow=" + flow);
    }
  }

  boolean isReplay() {
    return replay;
  }

  /** Names the message opened last; empties the target when there is none. */
  void lastMessage(ReplyTo target) {
    if (counter == 0) {
      target.clear();
    } else {
      target.set(senderHigh, senderLow, counter);
    }
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
    return (flags & EnvelopeDescriptor.COMPRESSED) != 0;
  }

  @Override
  public void close() {
    envelope.close();
  }
}
