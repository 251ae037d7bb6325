package io.pe3.envelope;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.pe3.error.MalformedException;
import java.util.HexFormat;
import org.agrona.MutableDirectBuffer;

/**
 * The {@code reply_to} of scheme {@code x_pe3} (wire profile, section 4): sender and counter of the
 * first sealed CALL of a request, to which its results, errors and later CALLs are tied, so that a
 * router cannot hand one call's result to another. Empty where there is none.
 *
 * <p>Mutable, so that one instance serves a stream of messages: set it, pass it, set it again. Not
 * thread-safe. Allocates nothing but in {@link #parse} and {@link #toString}. Holds nothing secret.
 */
public final class ReplyTo {
  /** Octets of a {@code reply_to} that is not empty. */
  public static final int LENGTH = EnvelopeDescriptor.SENDER_LENGTH + Long.BYTES;

  private static final int DIGITS = 2 * LENGTH;
  private static final int WORD_DIGITS = 2 * Long.BYTES;

  private long senderHigh;
  private long senderLow;
  private long counter;

  /** Makes an empty one. */
  public ReplyTo() {}

  /**
   * Reads the text form.
   *
   * @param hex 48 hexadecimal digits: sender, then counter
   * @return what they name
   * @throws MalformedException when they are not 48 digits, or the counter is out of range
   */
  public static ReplyTo parse(String hex) {
    if (hex.length() != DIGITS || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      throw new MalformedException(
          "a reply_to is 48 hexadecimal digits: the sender and then the counter of the call",
          "length",
          hex.length());
    }
    return new ReplyTo()
        .set(
            HexFormat.fromHexDigitsToLong(hex, 0, WORD_DIGITS),
            HexFormat.fromHexDigitsToLong(hex, WORD_DIGITS, 2 * WORD_DIGITS),
            HexFormat.fromHexDigitsToLong(hex, 2 * WORD_DIGITS, DIGITS));
  }

  /**
   * Names a message.
   *
   * @param high first half of its sender
   * @param low second half of its sender
   * @param count its counter
   * @return this
   * @throws MalformedException when the counter is out of range
   */
  public ReplyTo set(long high, long low, long count) {
    if (count < 1) {
      throw new MalformedException(
          "a counter is 1 to 2^63 - 1", "counter", Long.toUnsignedString(count));
    }
    senderHigh = high;
    senderLow = low;
    counter = count;
    return this;
  }

  /**
   * Names what another names.
   *
   * @param other may be empty
   * @return this
   */
  public ReplyTo set(ReplyTo other) {
    senderHigh = other.senderHigh;
    senderLow = other.senderLow;
    counter = other.counter;
    return this;
  }

  /**
   * Makes it empty.
   *
   * @return this
   */
  public ReplyTo clear() {
    senderHigh = 0;
    senderLow = 0;
    counter = 0;
    return this;
  }

  /**
   * Whether it names no message.
   *
   * @return true until {@code set} is called
   */
  public boolean isEmpty() {
    return counter == 0;
  }

  /**
   * The first half of the sender.
   *
   * @return seconds since 1970 in the upper half; 0 when empty
   */
  public long senderHigh() {
    return senderHigh;
  }

  /**
   * The second half of the sender.
   *
   * @return random octets; 0 when empty
   */
  public long senderLow() {
    return senderLow;
  }

  /**
   * The counter.
   *
   * @return from 1 up; 0 when empty
   */
  public long counter() {
    return counter;
  }

  /**
   * How many octets it has.
   *
   * @return 0 when empty, else {@link #LENGTH}
   */
  public int length() {
    return isEmpty() ? 0 : LENGTH;
  }

  /**
   * Writes its octets.
   *
   * @param buffer to write to
   * @param offset of the first octet
   * @return octets written, {@link #length()}
   */
  public int putTo(MutableDirectBuffer buffer, int offset) {
    if (isEmpty()) {
      return 0;
    }
    buffer.putLong(offset, senderHigh, BIG_ENDIAN);
    buffer.putLong(offset + Long.BYTES, senderLow, BIG_ENDIAN);
    buffer.putLong(offset + 2 * Long.BYTES, counter, BIG_ENDIAN);
    return LENGTH;
  }

  /**
   * The sender as text.
   *
   * @return 32 hexadecimal digits, lower case
   */
  public String senderHex() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(senderHigh) + hex.toHexDigits(senderLow);
  }

  /**
   * The counter as text.
   *
   * @return 16 hexadecimal digits, lower case
   */
  public String counterHex() {
    return HexFormat.of().toHexDigits(counter);
  }

  /**
   * The text form.
   *
   * @return 48 hexadecimal digits, or nothing when empty
   */
  @Override
  public String toString() {
    return isEmpty() ? "" : senderHex() + counterHex();
  }
}
