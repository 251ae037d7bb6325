package io.pe3.envelope;

import io.pe3.internal.RawWords;
import java.util.Objects;
import org.agrona.DirectBuffer;

/**
 * The header of a payload of scheme {@code x_pe3} (wire profile, section 4), read once: what was
 * checked is what is used, also where somebody else writes to the input meanwhile.
 *
 * <p>Nothing in it is authenticated before the payload was opened. Mutable, so that one instance
 * serves a stream of payloads. Not thread-safe. Allocates nothing.
 */
public final class EnvelopeHeader {
  private int flags;
  private long senderHigh;
  private long senderLow;
  private long counter;

  /** Makes one that nothing was read into yet. */
  public EnvelopeHeader() {}

  /**
   * Reads and checks a header.
   *
   * @param buffer holds the payload
   * @param offset of its first octet
   * @param length of the payload
   * @param tagLength octets of the cipher's tag
   * @throws io.pe3.error.MalformedException when it is shorter than header and tag, of another
   *     version, or has a reserved flag or a counter out of range
   * @throws IndexOutOfBoundsException when the payload is not inside the buffer
   */
  public void read(DirectBuffer buffer, int offset, int length, int tagLength) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    EnvelopeDescriptor.requireLength(length, tagLength);
    byte[] array = buffer.byteArray();
    long at = buffer.addressOffset() + offset;
    int first = RawWords.getInt(array, at + EnvelopeDescriptor.VERSION_OFFSET);
    flags = EnvelopeDescriptor.requireKnown(Short.reverseBytes((short) first));
    long sender = at + EnvelopeDescriptor.SENDER_OFFSET;
    senderHigh = Long.reverseBytes(RawWords.getLong(array, sender));
    senderLow = Long.reverseBytes(RawWords.getLong(array, sender + Long.BYTES));
    long last = RawWords.getLong(array, at + EnvelopeDescriptor.COUNTER_OFFSET);
    counter = EnvelopeDescriptor.requireCounter(Long.reverseBytes(last));
  }

  /**
   * The flags.
   *
   * @return any of the four of {@link EnvelopeDescriptor}
   */
  public int flags() {
    return flags;
  }

  /**
   * Whether a flag is set.
   *
   * @param flag one of the four of {@link EnvelopeDescriptor}
   * @return true when it is
   */
  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /**
   * The first half of the sender.
   *
   * @return seconds since 1970 in the upper half, random octets in the lower
   */
  public long senderHigh() {
    return senderHigh;
  }

  /**
   * The second half of the sender.
   *
   * @return random octets
   */
  public long senderLow() {
    return senderLow;
  }

  /**
   * The counter.
   *
   * @return from 1 up
   */
  public long counter() {
    return counter;
  }
}
