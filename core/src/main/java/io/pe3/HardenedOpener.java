package io.pe3;

import io.pe3.aead.AeadCipher;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.EnvelopeHeader;
import io.pe3.envelope.Padding;
import io.pe3.envelope.ReplyTo;
import io.pe3.envelope.engine.Binding;
import io.pe3.envelope.engine.EnvelopeOpener;
import io.pe3.error.MalformedException;
import io.pe3.error.PolicyRefusedException;
import io.pe3.error.SignatureRequiredException;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.replay.ReplayGuard;
import io.pe3.sign.PayloadSignatures;
import io.pe3.sign.SignerKey;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Opens bodies of scheme {@code x_pe3} (wire profile, section 4). Each step stands where it does
 * because of what it believes: the header is looked at first, replay state is asked before work is
 * spent on decryption, and nothing is remembered of a payload before everything that makes it
 * authentic has passed.
 */
final class HardenedOpener implements BodyOpener {
  /** What {@link #openNext} says of a payload that {@link #open} has to open. */
  static final int NOT_NEXT = -1;

  /** A message that is tied to no call. */
  private static final ReplyTo NONE = new ReplyTo();

  private final PayloadLimits limits;
  private final BodyDecompressor decompressor;
  private final EnvelopeOpener envelope;
  private final PayloadOpenerBuilder source;

  /** What is required stays as it was asked for, whatever the builder is used for next. */
  private final boolean requireSigned;

  private final boolean requireDeniable;

  /** Made for the first signed payload. */
  private PayloadSignatures signatures;

  /** Header, binding and reply_to, which a signature covers too. */
  private final UnsafeBuffer covered = new UnsafeBuffer(new byte[Binding.MAX_ASSOCIATED_DATA]);

  /** Null where replays are accepted. */
  private ReplayGuard guard;

  /** Octets of header and tag of the payload that others may follow. */
  private int overhead;

  /** Names the guard's look at it. */
  private long turn;

  private final EnvelopeHeader header = new EnvelopeHeader();

  private boolean replay;
  private SignerKey signer;
  private int bodyOffset;
  private int bodyLength;

  HardenedOpener(PayloadOpenerBuilder builder) {
    this.limits = builder.limits;
    this.decompressor = new BodyDecompressor(limits.decompression(), builder.dictionaries);
    this.source = builder;
    this.requireSigned = builder.requireSigned;
    this.requireDeniable = builder.requireDeniable;
    this.envelope = new EnvelopeOpener(builder::choice);
    this.guard = builder.newGuard();
  }

  /** Turns to another endpoint's replay state. */
  @SuppressWarnings("ReferenceEquality") // one endpoint's own
  void guard(ReplayGuard other) {
    if (guard != other) {
      guard = other;
      turn = 0;
    }
  }

  /** Refuses a payload whose form shows, without a key, that it cannot be opened. */
  void check(AcceptedAttributes attributes, DirectBuffer src, int offset, int length) {
    if (signer != null) {
      signer = null;
    }
    header.read(src, offset, length, attributes.cipher().tagLength());
  }

  /**
   * Decrypts a payload and makes sure of everything but the body's inside.
   *
   * @return octets written from {@code dstOffset} on, among which the body stands; they are zeroed
   *     when this fails
   */
  int open(
      DataKey key,
      AeadCipher cipher,
      Binding binding,
      PayloadContext context,
      CallState call,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset,
      long now) {
    look(context, call, key, now);
    ReplyTo replyTo = call == null ? NONE : call.replyTo();
    int content =
        envelope.open(
            key, cipher, header, binding, replyTo, src, srcOffset, length, dst, dstOffset);
    boolean opened = false;
    try {
      if (isPlain()) {
        takeAll(dstOffset, content);
      } else {
        findBody(dst, dstOffset, content);
        checkSignature(binding, replyTo, dst, dstOffset);
      }
      if (guard != null && !replay) {
        guard.commit();
      }
      envelope.keep();
      opened = true;
      return content;
    } finally {
      if (!opened) {
        envelope.drop();
        dst.setMemory(dstOffset, content, (byte) 0);
      }
    }
  }

  /**
   * Decrypts a payload that differs in its counter alone from the one before, which was opened with
   * success, belongs to no call and was bound to the same place; as {@link #open} but for what need
   * not be found or checked anew.
   *
   * @return octets written from {@code dstOffset} on, all of them the body, or {@link #NOT_NEXT}
   *     when it is not such a payload; nothing was written or remembered then
   */
  int openNext(
      Binding binding,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset,
      long now) {
    int content = length - overhead;
    if (Integer.compareUnsigned(content, limits.maxBody()) > 0) {
      return NOT_NEXT;
    }
    long counter = header.readNext(src, srcOffset, length);
    if (counter < 1
        || !guard.isNext(turn, counter, now)
        || !envelope.openNext(counter, binding, src, srcOffset, length, dst, dstOffset, content)) {
      return NOT_NEXT;
    }
    boolean accepted = false;
    try {
      guard.commitNext(counter);
      accepted = true;
    } finally {
      if (!accepted) {
        dst.setMemory(dstOffset, content, (byte) 0);
      }
    }
    return content;
  }

  /**
   * Remembers, of the payload opened last, what others that follow it have in common with it.
   *
   * @return whether {@link #openNext} may be asked to open them
   */
  boolean prepareNext(AeadCipher cipher, PayloadContext context) {
    if (guard == null || context.opensReplays() || header.flags() != 0) {
      return false;
    }
    overhead = EnvelopeDescriptor.HEADER_LENGTH + cipher.tagLength();
    turn = guard.turn();
    return true;
  }

  /** Replay state as it is; that a counter is free now is made sure of at the end. */
  private void look(PayloadContext context, CallState call, DataKey key, long now) {
    replay = false;
    if (guard == null) {
      return;
    }
    long high = header.senderHigh();
    long low = header.senderLow();
    long counter = header.counter();
    if (call != null) {
      guard.look(key, call.accepted(), high, low, counter, now);
    } else if (context.opensReplays()) {
      replay = !guard.isFresh(key, context.pattern(), high, low, counter, now);
    } else {
      guard.look(key, context.pattern(), high, low, counter, now);
    }
  }

  /** The body is all that was decrypted. */
  private void takeAll(int offset, int length) {
    bodyOffset = offset;
    bodyLength = length;
    limits.requireBody(length);
    if (requireSigned) {
      throw notSigned();
    }
  }

  private static SignatureRequiredException notSigned() {
    return new SignatureRequiredException(
        "the payload is not signed, and a signature is required here");
  }

  /** Padding, what stands before the body, and the header of a frame. */
  private void findBody(MutableDirectBuffer content, int offset, int length) {
    int unpadded =
        header.has(EnvelopeDescriptor.PADDED)
            ? Padding.contentLength(content, offset, length)
            : length;
    int signed = header.has(EnvelopeDescriptor.SIGNED) ? EnvelopeDescriptor.SIGNED_LENGTH : 0;
    if (unpadded < signed) {
      throw new MalformedException(
          "the content is shorter than signer and signature",
          "length",
          unpadded,
          "minimum",
          signed);
    }
    bodyOffset = offset + signed;
    bodyLength = unpadded - signed;
    limits.requireBody(bodyLength);
    if (isCompressed()) {
      // Before it is committed: a payload opens once, so there is no second attempt after that.
      decompressor.check(content, bodyOffset, bodyLength, content.capacity() - offset);
    }
  }

  private void checkSignature(Binding binding, ReplyTo replyTo, DirectBuffer content, int offset) {
    if (!header.has(EnvelopeDescriptor.SIGNED)) {
      if (requireSigned) {
        throw notSigned();
      }
      return;
    }
    if (requireDeniable) {
      throw new PolicyRefusedException(
          "the payload is signed, and only what its sender can deny is accepted here");
    }
    if (signatures == null) {
      signatures = Signing.create(source.engines(), source.engine());
    }
    int coveredLength =
        binding.putAssociatedData(
            covered,
            header.flags(),
            header.senderHigh(),
            header.senderLow(),
            header.counter(),
            replyTo);
    int signedLength = EnvelopeDescriptor.SIGNED_LENGTH + bodyLength;
    DirectBuffer dictionary = isCompressed() ? decompressor.dictionaryDigest() : null;
    signer =
        signatures.verify(covered, 0, coveredLength, dictionary, content, offset, signedLength);
  }

  /** Refuses a context that does not say what the scheme binds. */
  static void requireBindable(PayloadContext context, CallState call) {
    context.requireBindable();
    Flow flow = context.flow();
    if (flow == Flow.EVENT) {
      if (call == null) {
        return;
      }
      throw new IllegalArgumentException("an event belongs to no call");
    }
    boolean first = flow == Flow.CALL || flow == Flow.CALL_PROGRESS;
    if (!first && call == null) {
      // A router could otherwise hand over the result of any call that was not sealed.
      throw new IllegalArgumentException(
          "results and errors are opened for a call; pass its state: flow=" + flow);
    }
  }

  /** Who signed the payload opened last; null when nobody did. */
  SignerKey signer() {
    return signer;
  }

  boolean isReplay() {
    return replay;
  }

  /** Names the message opened last. */
  void lastMessage(ReplyTo target) {
    target.set(header.senderHigh(), header.senderLow(), header.counter());
  }

  @Override
  public boolean isPlain() {
    return (header.flags() & EnvelopeDescriptor.SHAPED) == 0;
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
    return header.has(EnvelopeDescriptor.COMPRESSED);
  }

  @Override
  public BodyDecompressor decompressor() {
    return decompressor;
  }

  @Override
  public void close() {
    envelope.close();
    decompressor.close();
    if (signatures != null) {
      signatures.close();
      signatures = null;
    }
  }
}
