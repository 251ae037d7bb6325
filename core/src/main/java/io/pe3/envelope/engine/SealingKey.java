package io.pe3.envelope.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.engine.Engine;
import io.pe3.aead.engine.EngineKey;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.ReplyTo;
import io.pe3.internal.RawWords;
import java.lang.foreign.MemorySegment;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The key of one sender, or of one message, prepared by an engine (wire profile, section 4). The
 * nonce is the counter, so whoever seals takes care that none repeats.
 *
 * <pre>
 *   associated data   header ‖ binding ‖ reply_to, as {@link Binding} has it
 *   nonce             zeros, the counter in the last 8 octets, big-endian
 * </pre>
 *
 * <p>Not thread-safe: callers own it for the time of a call, and close it when none is under way.
 * Sealing and opening allocate nothing with libsodium.
 */
final class SealingKey implements AutoCloseable {
  private static final int SHORT_NONCE = 12;
  private static final int MIDDLE_NONCE = 24;

  private final AeadCipher cipher;
  private final EngineKey engineKey;
  private final UnsafeBuffer associatedData;
  private final int nonceLength;

  /** Where the counter stands in the associated data; once closed, where it does no harm. */
  private byte[] counterArray;

  private long counterAddress;
  private long senderHigh;
  private long senderLow;
  private boolean prepared;

  /** What stands in the associated data already: a store that is left out stalls no load. */
  private int writtenFlags;

  private Binding writtenBinding;

  private SealingKey(AeadCipher cipher, EngineKey engineKey) {
    this.cipher = cipher;
    this.engineKey = engineKey;
    this.associatedData = engineKey.associatedData();
    this.nonceLength = cipher.nonceLength();
    putCountersAt(associatedData, EnvelopeDescriptor.COUNTER_OFFSET);
  }

  private void putCountersAt(DirectBuffer data, int offset) {
    data.boundsCheck(offset, Long.BYTES);
    counterArray = data.byteArray();
    counterAddress = data.addressOffset() + offset;
  }

  /**
   * Prepares a derived key.
   *
   * @param former gives up its key, and its memory is used; null to take new memory
   * @param cipher to seal or open with, that of the former one too
   * @param engine that does the work, that of the former one too
   * @param derived 32 octets off the heap, copied
   * @param high first half of the sender
   * @param low second half of the sender
   * @return the former one if there is one; the caller closes it
   */
  static SealingKey prepare(
      SealingKey former,
      AeadCipher cipher,
      Engine engine,
      MemorySegment derived,
      long high,
      long low) {
    SealingKey key = former;
    if (key == null) {
      key = new SealingKey(cipher, engine.newKey(cipher, derived));
    } else {
      key.prepared = false;
      key.engineKey.replaceKey(derived);
    }
    EnvelopeDescriptor.put(key.associatedData, 0, 0, high, low, 0);
    key.writtenFlags = 0;
    key.senderHigh = high;
    key.senderLow = low;
    key.prepared = true;
    return key;
  }

  /** The cipher. */
  AeadCipher cipher() {
    return cipher;
  }

  /** Whether it is prepared for a sender. */
  boolean isFor(long high, long low) {
    return prepared && senderHigh == high && senderLow == low;
  }

  /**
   * Encrypts a content and writes the whole payload. Callers have checked the ranges; the content
   * may stand where the ciphertext goes.
   *
   * @param flags of the header
   * @param counter of the message, never used before with this key
   * @param binding to what is around the payload
   * @param replyTo perhaps empty
   * @param src holds the content
   * @param srcOffset of its first octet
   * @param length of the content
   * @param dst gets header, ciphertext and tag
   * @param dstOffset of the first octet
   */
  void seal(
      int flags,
      long counter,
      Binding binding,
      ReplyTo replyTo,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    int associatedDataLength = putAssociatedData(flags, counter, binding, replyTo);
    // Between the stores above and the loads of them in native code, which would wait for each
    // other.
    EnvelopeDescriptor.put(dst, dstOffset, flags, senderHigh, senderLow, counter);
    long last = Long.reverseBytes(counter);
    engineKey.seal(
        word0(last),
        word1(last),
        word2(last),
        word3(last),
        associatedDataLength,
        src,
        srcOffset,
        length,
        dst,
        dstOffset + EnvelopeDescriptor.HEADER_LENGTH);
  }

  /**
   * Writes the associated data of a message, well before {@link #open} has native code load it:
   * loads that come too soon after the stores wait for them.
   *
   * @param flags of the header
   * @param counter of the message
   * @param binding to what is around the payload
   * @param replyTo perhaps empty
   * @return its length in octets
   */
  int putAssociatedData(int flags, long counter, Binding binding, ReplyTo replyTo) {
    putAssociatedData(flags, counter, binding);
    return Binding.END + replyTo.putTo(associatedData, Binding.END);
  }

  /**
   * As {@link #putAssociatedData(int, long, Binding, ReplyTo)}, for a message that is tied to no
   * other; it ends at {@link Binding#END}.
   */
  @SuppressWarnings("ReferenceEquality") // the same instance, which is immutable
  void putAssociatedData(int flags, long counter, Binding binding) {
    RawWords.putLong(counterArray, counterAddress, Long.reverseBytes(counter));
    if (flags != writtenFlags) {
      associatedData.putByte(EnvelopeDescriptor.FLAGS_OFFSET, (byte) flags);
      writtenFlags = flags;
    }
    if (binding != writtenBinding) {
      binding.putTo(associatedData, Binding.OFFSET);
      writtenBinding = binding;
    }
  }

  /**
   * Verifies and decrypts a content. Callers have checked the ranges; the content may go where the
   * ciphertext stands.
   *
   * @param associatedDataLength as {@link #putAssociatedData} gave it for this message
   * @param counter of the message
   * @param src holds the payload
   * @param srcOffset of its first octet
   * @param length of the whole payload
   * @param dst gets the content
   * @param dstOffset of its first octet
   * @return false when it is not authentic; the caller zeroes the output range then
   */
  boolean open(
      int associatedDataLength,
      long counter,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    long last = Long.reverseBytes(counter);
    return engineKey.open(
        word0(last),
        word1(last),
        word2(last),
        word3(last),
        associatedDataLength,
        src,
        srcOffset + EnvelopeDescriptor.HEADER_LENGTH,
        length - EnvelopeDescriptor.HEADER_LENGTH,
        dst,
        dstOffset);
  }

  /** Wipes the key and keeps the memory for {@link #prepare}. */
  void wipe() {
    prepared = false;
    engineKey.wipeKey();
  }

  /** Wipes the prepared key and frees its memory. */
  @Override
  public void close() {
    putCountersAt(new UnsafeBuffer(new byte[Long.BYTES]), 0);
    engineKey.close();
  }

  /** Has no key material. */
  @Override
  public String toString() {
    return "SealingKey[cipher=" + cipher + "]";
  }

  /** The words of the nonce, little-endian each; the counter's octets come reversed already. */
  private long word0(long last) {
    return nonceLength == SHORT_NONCE ? last << Integer.SIZE : 0;
  }

  private long word1(long last) {
    return nonceLength == SHORT_NONCE ? last >>> Integer.SIZE : 0;
  }

  private long word2(long last) {
    // Asked for in the same words as above, the length that is usual is looked at once.
    boolean isEmpty = nonceLength == SHORT_NONCE || nonceLength > MIDDLE_NONCE;
    return isEmpty ? 0 : last;
  }

  private long word3(long last) {
    boolean isEmpty = nonceLength == SHORT_NONCE || nonceLength == MIDDLE_NONCE;
    return isEmpty ? 0 : last;
  }
}
