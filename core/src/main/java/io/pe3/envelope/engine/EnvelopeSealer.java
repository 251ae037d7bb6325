package io.pe3.envelope.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.engine.EngineChoice;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.Padding;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.UnknownKeyException;
import io.pe3.internal.KeyAccess;
import io.pe3.internal.Overlap;
import io.pe3.internal.SoleUse;
import io.pe3.key.DataKey;
import io.pe3.sign.PayloadSignatures;
import io.pe3.sign.SessionKey;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes payloads of scheme {@code x_pe3} of bodies (wire profile, section 4): sign, pad, encrypt.
 *
 * <p>The body may stand where it is encrypted, {@link #bodyOffset()} octets after the start of the
 * payload, or start where the payload does; any other overlap is refused.
 *
 * <p>One instance per thread: a call while another runs is refused, since both would take one
 * counter. Closing, by this or the data key, may come from any thread and waits for a call that is
 * under way. With libsodium, and without message keys, nothing is allocated.
 */
public final class EnvelopeSealer implements AutoCloseable {
  private final DataKey dataKey;
  private final AeadCipher cipher;
  private final SealingSender sender;
  private final boolean padded;

  /** Both null in deniable mode. */
  private final SessionKey signer;

  private final PayloadSignatures signatures;

  private final int flags;
  private final int bodyOffset;
  private final int tagLength;

  /** Octets that a payload has more than its body, if it is not padded. */
  private final int overhead;

  /** Whether the content is not the body alone. */
  private final boolean isShaped;

  private final SoleUse use = new SoleUse();

  /** Header, binding and reply_to of a message that is signed. */
  private final UnsafeBuffer covered = new UnsafeBuffer(new byte[Binding.MAX_ASSOCIATED_DATA]);

  /**
   * Prepares for sealing.
   *
   * @param dataKey to derive keys from; its closing closes this
   * @param cipher to seal with
   * @param choice of engines that do the work
   * @param messageKeys whether every message gets a key of its own
   * @param padded whether contents are padded
   * @param signer signs every message, or null for deniable ones
   * @param signatures does the work, and is closed with this; null without a signer
   * @throws UnknownKeyException when the data key is closed
   */
  public EnvelopeSealer(
      DataKey dataKey,
      AeadCipher cipher,
      EngineChoice choice,
      boolean messageKeys,
      boolean padded,
      SessionKey signer,
      PayloadSignatures signatures) {
    this.dataKey = dataKey;
    this.cipher = cipher;
    this.padded = padded;
    this.signer = signer;
    this.signatures = signatures;
    this.flags =
        (messageKeys ? EnvelopeDescriptor.MESSAGE_KEY : 0)
            | (padded ? EnvelopeDescriptor.PADDED : 0)
            | (signer != null ? EnvelopeDescriptor.SIGNED : 0);
    this.bodyOffset =
        EnvelopeDescriptor.HEADER_LENGTH + (signer == null ? 0 : EnvelopeDescriptor.SIGNED_LENGTH);
    this.tagLength = cipher.tagLength();
    this.overhead = bodyOffset + tagLength;
    this.isShaped = padded || signer != null;
    this.sender = new SealingSender(dataKey, cipher, choice, messageKeys);
    KeyAccess.onClose(dataKey, this);
  }

  /** The sender; a test begins one of its own. */
  SealingSender sender() {
    return sender;
  }

  /**
   * Where a body stands that is encrypted in place.
   *
   * @return octets from the start of the payload
   */
  public int bodyOffset() {
    return bodyOffset;
  }

  /**
   * How long the payload of a body is.
   *
   * @param bodyLength octets of the body
   * @return octets; beyond the range of an int for a body that no array could hold
   * @throws io.pe3.error.LimitExceededException when the body is too long to be padded
   */
  public long sealedLength(int bodyLength) {
    return padded
        ? EnvelopeDescriptor.HEADER_LENGTH + paddedLength(bodyLength) + tagLength
        : (long) bodyLength + overhead;
  }

  /**
   * Seals a body.
   *
   * @param compressed whether it is a zstd frame
   * @param dictionary holds the digest of the dictionary that the frame names, or null
   * @param binding to what is around the payload
   * @param replyTo perhaps empty
   * @param src holds the body
   * @param srcOffset of its first octet
   * @param length of the body
   * @param dst gets the payload
   * @param dstOffset of its first octet
   * @return octets written
   * @throws BufferTooSmallException when the output range is too small; nothing is written
   * @throws UnknownKeyException when the data key was closed
   */
  public int seal(
      boolean compressed,
      DirectBuffer dictionary,
      Binding binding,
      ReplyTo replyTo,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    Objects.checkFromIndexSize(srcOffset, length, src.capacity());
    int sealedLength = requireRoom(length, dst, dstOffset);
    int contentLength = sealedLength - EnvelopeDescriptor.HEADER_LENGTH - tagLength;
    int from =
        Overlap.sealingFrom(src, srcOffset, length, dst, dstOffset, bodyOffset(), sealedLength);
    int entered = use.enter();
    if (entered == SoleUse.REFUSED) {
      throw refused();
    }
    boolean sealed = false;
    try {
      sender.next(contentLength);
      int all = compressed ? flags | EnvelopeDescriptor.COMPRESSED : flags;
      DirectBuffer content = src;
      int contentOffset = srcOffset;
      if (from == Overlap.SHIFT || isShaped) {
        content = dst;
        contentOffset = dstOffset + EnvelopeDescriptor.HEADER_LENGTH;
        dst.putBytes(dstOffset + bodyOffset, src, srcOffset, length);
        shape(all, dictionary, binding, replyTo, dst, contentOffset, length);
      }
      SealingKey key = sender.key(content, dst, contentLength);
      try {
        key.seal(
            all,
            sender.counter(),
            binding,
            replyTo,
            content,
            contentOffset,
            contentLength,
            dst,
            dstOffset);
      } finally {
        sender.endMessage(key);
      }
      sealed = true;
    } finally {
      try {
        if (!sealed) {
          dst.setMemory(dstOffset, sealedLength, (byte) 0);
        }
      } finally {
        use.exit(entered);
      }
    }
    return sealedLength;
  }

  /**
   * Names the message sealed last.
   *
   * @param target gets sender and counter
   * @throws IllegalStateException before the first message
   */
  public void lastMessage(ReplyTo target) {
    if (sender.counter() == 0) {
      throw new IllegalStateException("no message was sealed yet");
    }
    target.set(sender.high(), sender.low(), sender.counter());
  }

  /** Wipes the prepared key; waits for a call that is under way. A second call does nothing. */
  @Override
  public void close() {
    if (use.close()) {
      sender.close();
      if (signatures != null) {
        signatures.close();
      }
    }
  }

  /** Makes the content of a body that stands in its place already. */
  private void shape(
      int all,
      DirectBuffer dictionary,
      Binding binding,
      ReplyTo replyTo,
      MutableDirectBuffer content,
      int offset,
      int bodyLength) {
    if (signer != null) {
      sign(all, dictionary, binding, replyTo, content, offset, bodyLength);
    }
    if (padded) {
      int body = bodyOffset - EnvelopeDescriptor.HEADER_LENGTH;
      Padding.pad(content, offset, body + bodyLength);
    }
  }

  private void sign(
      int all,
      DirectBuffer dictionary,
      Binding binding,
      ReplyTo replyTo,
      MutableDirectBuffer content,
      int offset,
      int bodyLength) {
    int coveredLength =
        binding.putAssociatedData(
            covered, all, sender.high(), sender.low(), sender.counter(), replyTo);
    int body = offset + EnvelopeDescriptor.SIGNED_LENGTH;
    signatures.sign(
        signer, covered, 0, coveredLength, dictionary, content, body, bodyLength, content, offset);
  }

  private long paddedLength(int bodyLength) {
    int signed = bodyOffset - EnvelopeDescriptor.HEADER_LENGTH;
    return Padding.paddedLength(Math.addExact(signed, bodyLength));
  }

  private int requireRoom(int bodyLength, DirectBuffer dst, int dstOffset) {
    if (dstOffset < 0) {
      throw new IndexOutOfBoundsException("the output offset is negative: offset=" + dstOffset);
    }
    long needed = sealedLength(bodyLength);
    if (dst.capacity() - (long) dstOffset < needed) {
      throw new BufferTooSmallException(
          "the output range is too small; give a larger buffer",
          "needed",
          needed,
          "available",
          Math.max(0, dst.capacity() - (long) dstOffset));
    }
    return (int) needed;
  }

  private RuntimeException refused() {
    if (!use.isClosed()) {
      return new IllegalStateException("used by two threads at a time; make one for each thread");
    }
    if (dataKey.isClosed()) {
      return new UnknownKeyException("the key was closed", "keyid", dataKey.id());
    }
    return new IllegalStateException("closed");
  }

  @Override
  public String toString() {
    return "EnvelopeSealer[cipher=" + cipher + " keyid=" + dataKey.id() + "]";
  }
}
