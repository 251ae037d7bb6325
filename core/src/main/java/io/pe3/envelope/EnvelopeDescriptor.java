package io.pe3.envelope;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.pe3.error.MalformedException;
import io.pe3.internal.RawWords;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The layout of a payload of scheme {@code x_pe3} (wire profile, section 4). Integers are
 * big-endian.
 *
 * <pre>
 *   0         1         2          6                        18                  26
 *  +---------+---------+----------+------------------------+-------------------+
 *  | version |  flags  | seconds  |      random (12)       |      counter      |
 *  +---------+---------+----------+------------------------+-------------------+
 *                      |&lt;------------- sender -------------&gt;|
 *   26                                          26 + n               26 + n + tag
 *  +-------------------------------------------+--------------------+
 *  |        ciphertext of the content (n)      |     tag (16, 32)   |
 *  +-------------------------------------------+--------------------+
 *
 *  flags   0 0 0 0 MESSAGE_KEY SIGNED PADDED COMPRESSED
 *
 *  content 0                  32                        96
 *         +------------------+-------------------------+--------+------------+
 *         |   signer (32)    |     signature (64)      |  body  |  padding   |
 *         +------------------+-------------------------+--------+------------+
 *         |&lt;------------- only if SIGNED --------------&gt;|        | if PADDED  |
 * </pre>
 *
 * <p>Nothing read here is authenticated before the payload was opened. Thread-safe; allocates
 * nothing.
 */
public final class EnvelopeDescriptor {
  /** The one version there is. */
  public static final int VERSION = 1;

  /** The body is one zstd frame. */
  public static final int COMPRESSED = 0x01;

  /** The content ends with padding. */
  public static final int PADDED = 0x02;

  /** The content starts with signer and signature. */
  public static final int SIGNED = 0x04;

  /** The message has a key of its own. */
  public static final int MESSAGE_KEY = 0x08;

  /** Flags with one of which the content is not the body alone. */
  public static final int SHAPED = COMPRESSED | PADDED | SIGNED;

  /** Where the version stands. */
  public static final int VERSION_OFFSET = 0;

  /** Where the flags stand. */
  public static final int FLAGS_OFFSET = VERSION_OFFSET + Byte.BYTES;

  /** Where the sender stands. */
  public static final int SENDER_OFFSET = FLAGS_OFFSET + Byte.BYTES;

  /** Octets of a sender. */
  public static final int SENDER_LENGTH = 2 * Long.BYTES;

  /** Where the counter stands. */
  public static final int COUNTER_OFFSET = SENDER_OFFSET + SENDER_LENGTH;

  /** Octets of the header. */
  public static final int HEADER_LENGTH = COUNTER_OFFSET + Long.BYTES;

  /** Octets of the signer's public key, Ed25519. */
  public static final int SIGNER_LENGTH = 32;

  /** Octets of a signature, Ed25519ph. */
  public static final int SIGNATURE_LENGTH = 64;

  /** What a signed content has in front of its body. */
  public static final int SIGNED_LENGTH = SIGNER_LENGTH + SIGNATURE_LENGTH;

  private static final int KNOWN_FLAGS = SHAPED | MESSAGE_KEY;
  private static final int SECONDS_SHIFT = Integer.SIZE;

  private EnvelopeDescriptor() {}

  /**
   * Refuses what is not the header of an envelope.
   *
   * @param buffer holds the payload
   * @param offset of its first octet
   * @param length of the payload
   * @param tagLength octets of the cipher's tag
   * @throws MalformedException when it is shorter than header and tag, of another version, or has a
   *     reserved flag or a counter out of range
   */
  public static void check(DirectBuffer buffer, int offset, int length, int tagLength) {
    requireLength(length, tagLength);
    requireKnown(buffer.getShort(offset + VERSION_OFFSET, BIG_ENDIAN));
    requireCounter(counter(buffer, offset));
  }

  static void requireLength(int length, int tagLength) {
    if (length < HEADER_LENGTH + tagLength) {
      throw new MalformedException(
          "the payload is shorter than its header and tag; was it cut off, or never sealed?",
          "length",
          length,
          "minimum",
          HEADER_LENGTH + tagLength);
    }
  }

  /** The flags of a header that begins with these two octets. */
  static int requireKnown(short versionAndFlags) {
    if ((versionAndFlags & ~KNOWN_FLAGS) != VERSION << Byte.SIZE) {
      throw new MalformedException(
          "the version, or a flag, is not known here; is the sender newer?",
          "version",
          versionAndFlags >> Byte.SIZE & 0xFF,
          "flags",
          versionAndFlags & 0xFF);
    }
    return versionAndFlags & KNOWN_FLAGS;
  }

  static long requireCounter(long counter) {
    if (counter < 1) {
      throw new MalformedException(
          "a counter is 1 to 2^63 - 1", "counter", Long.toUnsignedString(counter));
    }
    return counter;
  }

  /**
   * The flags.
   *
   * @param buffer holds the header
   * @param offset of its first octet
   * @return 0 to 255
   */
  public static int flags(DirectBuffer buffer, int offset) {
    return buffer.getByte(offset + FLAGS_OFFSET) & 0xFF;
  }

  /**
   * The first half of the sender.
   *
   * @param buffer holds the header
   * @param offset of its first octet
   * @return seconds since 1970 in the upper half, random octets in the lower
   */
  public static long senderHigh(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + SENDER_OFFSET, BIG_ENDIAN);
  }

  /**
   * The second half of the sender.
   *
   * @param buffer holds the header
   * @param offset of its first octet
   * @return random octets
   */
  public static long senderLow(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + SENDER_OFFSET + Long.BYTES, BIG_ENDIAN);
  }

  /**
   * When a sender says that it was made.
   *
   * @param senderHigh its first half
   * @return seconds since 1970
   */
  public static long createdSeconds(long senderHigh) {
    return senderHigh >>> SECONDS_SHIFT;
  }

  /**
   * The counter.
   *
   * @param buffer holds the header
   * @param offset of its first octet
   * @return from 1 up in a header that passes {@link #check}
   */
  public static long counter(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + COUNTER_OFFSET, BIG_ENDIAN);
  }

  /**
   * Writes a header.
   *
   * @param buffer to write to
   * @param offset of the first octet
   * @param flags any of the four
   * @param senderHigh first half of the sender
   * @param senderLow second half of the sender
   * @param counter 1 or more
   */
  public static void put(
      MutableDirectBuffer buffer,
      int offset,
      int flags,
      long senderHigh,
      long senderLow,
      long counter) {
    Objects.checkFromIndexSize(offset, HEADER_LENGTH, buffer.capacity());
    byte[] array = buffer.byteArray();
    long at = buffer.addressOffset() + offset;
    RawWords.putByte(array, at + VERSION_OFFSET, VERSION);
    RawWords.putByte(array, at + FLAGS_OFFSET, flags);
    RawWords.putLong(array, at + SENDER_OFFSET, Long.reverseBytes(senderHigh));
    RawWords.putLong(array, at + SENDER_OFFSET + Long.BYTES, Long.reverseBytes(senderLow));
    RawWords.putLong(array, at + COUNTER_OFFSET, Long.reverseBytes(counter));
  }
}
