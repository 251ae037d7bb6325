package io.pe3.envelope;

import static java.nio.ByteOrder.BIG_ENDIAN;

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
   */
  public void read(DirectBuffer buffer, int offset, int length, int tagLength) {
    EnvelopeDescriptor.requireLength(length, tagLength);
    flags =
        EnvelopeDescriptor.requireKnown(
            buffer.getShort(offset + EnvelopeDescriptor.VERSION_OFFSET, BIG_ENDIAN));
    senderHigh = EnvelopeDescriptor.senderHigh(buffer, offset);
    senderLow = EnvelopeDescriptor.senderLow(buffer, offset);
    counter = EnvelopeDescriptor.requireCounter(EnvelopeDescriptor.counter(buffer, offset));
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
