package io.pe3.envelope.engine;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.engine.Engine;
import io.pe3.aead.engine.EngineKey;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.ReplyTo;
import io.pe3.key.DataKey;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

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

  private final DataKey dataKey;
  private final AeadCipher cipher;
  private final long senderHigh;
  private final long senderLow;
  private final EngineKey engineKey;
  private final int nonceLength;

  /** What stands in the associated data already: a store that is left out stalls no load. */
  private int writtenFlags;

  private Binding writtenBinding;

  private SealingKey(
      DataKey dataKey, AeadCipher cipher, long senderHigh, long senderLow, EngineKey engineKey) {
    this.dataKey = dataKey;
    this.cipher = cipher;
    this.senderHigh = senderHigh;
    this.senderLow = senderLow;
    this.engineKey = engineKey;
    this.nonceLength = cipher.nonceLength();
    EnvelopeDescriptor.put(engineKey.associatedData(), 0, 0, senderHigh, senderLow, 0);
  }

  /**
   * Derives and prepares the key of a sender.
   *
   * @param dataKey to derive from
   * @param cipher to seal or open with
   * @param engine that does the work
   * @param high first half of the sender
   * @param low second half of the sender
   * @return the key; the caller closes it
   * @throws io.pe3.error.UnknownKeyException when the data key is closed
   */
  static SealingKey ofSender(
      DataKey dataKey, AeadCipher cipher, Engine engine, long high, long low) {
    EngineKey engineKey = KeyDerivation.ofSender(dataKey, cipher, engine, high, low);
    return new SealingKey(dataKey, cipher, high, low, engineKey);
  }

  /**
   * Derives and prepares the key of one message, which serves that counter alone.
   *
   * @param dataKey to derive from
   * @param cipher to seal or open with
   * @param engine that does the work
   * @param high first half of the sender
   * @param low second half of the sender
   * @param counter of the message
   * @return the key; the caller closes it
   * @throws io.pe3.error.UnknownKeyException when the data key is closed
   */
  static SealingKey ofMessage(
      DataKey dataKey, AeadCipher cipher, Engine engine, long high, long low, long counter) {
    EngineKey engineKey = KeyDerivation.ofMessage(dataKey, cipher, engine, high, low, counter);
    return new SealingKey(dataKey, cipher, high, low, engineKey);
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
   * Verifies and decrypts a content. Callers have checked the ranges; the content may go where the
   * ciphertext stands.
   *
   * @param flags of the header
   * @param counter of the message
   * @param binding to what is around the payload
   * @param replyTo perhaps empty
   * @param src holds the payload
   * @param srcOffset of its first octet
   * @param length of the whole payload
   * @param dst gets the content
   * @param dstOffset of its first octet
   * @return false when it is not authentic; the caller zeroes the output range then
   */
  boolean open(
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

  /** Wipes the prepared key. */
  @Override
  public void close() {
    engineKey.close();
  }

  /** Has no key material. */
  @Override
  public String toString() {
    return "SealingKey[cipher=" + cipher + " keyid=" + dataKey.id() + "]";
  }

  @SuppressWarnings("ReferenceEquality") // the same instance, which is immutable
  private int putAssociatedData(int flags, long counter, Binding binding, ReplyTo replyTo) {
    MutableDirectBuffer data = engineKey.associatedData();
    if (flags != writtenFlags) {
      data.putByte(EnvelopeDescriptor.FLAGS_OFFSET, (byte) flags);
      writtenFlags = flags;
    }
    data.putLong(EnvelopeDescriptor.COUNTER_OFFSET, counter, BIG_ENDIAN);
    if (binding != writtenBinding) {
      binding.putTo(data, Binding.OFFSET);
      writtenBinding = binding;
    }
    return Binding.END + replyTo.putTo(data, Binding.END);
  }

  /** The words of the nonce, little-endian each; the counter's octets come reversed already. */
  private long word0(long last) {
    return nonceLength == SHORT_NONCE ? last << Integer.SIZE : 0;
  }

  private long word1(long last) {
    return nonceLength == SHORT_NONCE ? last >>> Integer.SIZE : 0;
  }

  private long word2(long last) {
    return nonceLength == MIDDLE_NONCE ? last : 0;
  }

  private long word3(long last) {
    return nonceLength > MIDDLE_NONCE ? last : 0;
  }
}
