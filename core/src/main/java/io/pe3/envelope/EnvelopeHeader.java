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
  /** Version and flags, and the sender's halves, as they stand in the payload, little-endian. */
  private short start;

  private long high;
  private long low;
  private int flags;
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
    start = (short) RawWords.getInt(array, at + EnvelopeDescriptor.VERSION_OFFSET);
    flags = EnvelopeDescriptor.requireKnown(Short.reverseBytes(start));
    high = RawWords.getLong(array, at + EnvelopeDescriptor.SENDER_OFFSET);
    low = RawWords.getLong(array, at + EnvelopeDescriptor.SENDER_OFFSET + Long.BYTES);
    long last = RawWords.getLong(array, at + EnvelopeDescriptor.COUNTER_OFFSET);
    counter = EnvelopeDescriptor.requireCounter(Long.reverseBytes(last));
  }

  /**
   * Reads a header that differs from the one read before in its counter alone, so that all else in
   * it was checked.
   *
   * @param buffer holds the payload
   * @param offset of its first octet
   * @param length of the payload, at least a header's
   * @return the counter; less than 1 when {@link #read} has to read and check the header
   * @throws IndexOutOfBoundsException when the payload is not inside the buffer
   */
  public long readNext(DirectBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    byte[] array = buffer.byteArray();
    long at = buffer.addressOffset() + offset;
    short first = (short) RawWords.getInt(array, at + EnvelopeDescriptor.VERSION_OFFSET);
    long sender = at + EnvelopeDescriptor.SENDER_OFFSET;
    long last = Long.reverseBytes(RawWords.getLong(array, at + EnvelopeDescriptor.COUNTER_OFFSET));
    if (RawWords.getLong(array, sender + Long.BYTES) != low
        || RawWords.getLong(array, sender) != high
        || first != start) {
      return 0;
    }
    counter = last;
    return last;
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
    return Long.reverseBytes(high);
  }

  /**
   * The second half of the sender.
   *
   * @return random octets
   */
  public long senderLow() {
    return Long.reverseBytes(low);
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
