package io.pe3.codec;

import java.math.BigInteger;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes values in one serializer's format straight into a caller's buffer: a flyweight without an
 * intermediate tree.
 *
 * <p>Containers are announced with their size and closed: {@code startArray(2)}, two values, {@code
 * endArray()}; a map of n entries holds n keys and n values in turn. The writer keeps count, so
 * what it has written when {@link #isComplete()} is well-formed. Integers and floats take their
 * shortest lossless form (CBOR: RFC 8949 section 4.2.1, map keys in the order written).
 *
 * <p>Nothing is ever written outside the range given to {@link #wrap}. A value that does not fit
 * raises {@link io.pe3.error.BufferTooSmallException}; the writer then has to be wrapped again.
 *
 * <p>Not thread-safe. The typed calls allocate nothing, except {@link #writeBigInteger}.
 */
public sealed interface PayloadWriter permits CborWriter, MsgPackWriter, JsonWriter {

  /** The deepest nesting that writers make and readers accept, and their default limit. */
  int MAX_DEPTH = 64;

  /**
   * The format written.
   *
   * @return the serializer
   */
  Serializer serializer();

  /**
   * Starts anew on a range of a buffer.
   *
   * @param buffer to write to; direct or heap; its capacity is taken as it is now
   * @param offset index of the first octet written
   * @param length octets that may be written at most
   * @return this
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  PayloadWriter wrap(MutableDirectBuffer buffer, int offset, int length);

  /**
   * Sets how deep values may be nested from the next {@link #wrap} on; a container at the top is
   * depth 1.
   *
   * @param depth from 1 to {@link #MAX_DEPTH}, which is the default
   * @return this
   */
  PayloadWriter maxDepth(int depth);

  /**
   * How much has been written since {@link #wrap}.
   *
   * @return octets, from 0 to the length of the range
   */
  int length();

  /**
   * Whether exactly one whole value has been written since {@link #wrap} and every container is
   * closed.
   *
   * @return true when the octets written are one well-formed value
   */
  boolean isComplete();

  /**
   * Writes null.
   *
   * @return this
   */
  PayloadWriter writeNull();

  /**
   * Writes a boolean.
   *
   * @param value to write
   * @return this
   */
  PayloadWriter writeBoolean(boolean value);

  /**
   * Writes a signed integer.
   *
   * @param value to write
   * @return this
   */
  PayloadWriter writeLong(long value);

  /**
   * Writes an unsigned integer.
   *
   * @param value its 64 bits, read as unsigned: 0 to 2^64 − 1
   * @return this
   */
  PayloadWriter writeUnsignedLong(long value);

  /**
   * Writes an integer of any size. CBOR: a plain integer when it fits in 64 bits and sign, else a
   * bignum (RFC 8949 section 3.4.3).
   *
   * @param value to write
   * @return this
   * @throws io.pe3.error.UnrepresentableException in MessagePack below −2^63 or above 2^64 − 1
   * @throws io.pe3.error.LimitExceededException in JSON beyond 4096 digits
   */
  PayloadWriter writeBigInteger(BigInteger value);

  /**
   * Writes a floating-point number, as a float also when it is integral.
   *
   * @param value to write
   * @return this
   * @throws io.pe3.error.UnrepresentableException in JSON for NaN and infinities
   */
  PayloadWriter writeDouble(double value);

  /**
   * Writes a text string.
   *
   * @param value to write; strict UTF-8
   * @return this
   * @throws io.pe3.error.UnrepresentableException for a lone surrogate, and in JSON for a text that
   *     begins with U+0000
   */
  PayloadWriter writeText(String value);

  /**
   * Writes a text string from its UTF-8 octets.
   *
   * @param utf8 buffer that holds them; validated
   * @param offset of the first octet
   * @param length in octets
   * @return this
   * @throws io.pe3.error.MalformedException when the octets are not valid UTF-8
   * @throws io.pe3.error.UnrepresentableException in JSON for a text that begins with U+0000
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  PayloadWriter writeText(DirectBuffer utf8, int offset, int length);

  /**
   * Writes a text that was encoded once beforehand; the fastest way to write a map key.
   *
   * @param key to write
   * @return this
   */
  PayloadWriter writeKey(PayloadKey key);

  /**
   * Writes a key and its value, faster than each by itself.
   *
   * @param key to write
   * @param value any
   * @return this
   */
  default PayloadWriter writeBoolean(PayloadKey key, boolean value) {
    return writeKey(key).writeBoolean(value);
  }

  /**
   * Writes a key and its value, faster than each by itself.
   *
   * @param key to write
   * @param value any
   * @return this
   */
  default PayloadWriter writeLong(PayloadKey key, long value) {
    return writeKey(key).writeLong(value);
  }

  /**
   * Writes a key and its value, faster than each by itself.
   *
   * @param key to write
   * @param value as for {@link #writeDouble(double)}
   * @return this
   * @throws io.pe3.error.UnrepresentableException as {@link #writeDouble(double)} does
   */
  default PayloadWriter writeDouble(PayloadKey key, double value) {
    return writeKey(key).writeDouble(value);
  }

  /**
   * Writes a key and its value, faster than each by itself.
   *
   * @param key to write
   * @param value as for {@link #writeText(String)}
   * @return this
   * @throws io.pe3.error.UnrepresentableException as {@link #writeText(String)} does
   */
  default PayloadWriter writeText(PayloadKey key, String value) {
    return writeKey(key).writeText(value);
  }

  /**
   * Writes a byte string (JSON: a string of U+0000 followed by the base64 of the octets).
   *
   * @param source buffer that holds the octets
   * @param offset of the first octet
   * @param length in octets
   * @return this
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  PayloadWriter writeBytes(DirectBuffer source, int offset, int length);

  /**
   * Writes a byte string.
   *
   * @param value the octets
   * @return this
   */
  PayloadWriter writeBytes(byte[] value);

  /**
   * Opens an array.
   *
   * @param count of values that follow, 0 or more
   * @return this
   * @throws io.pe3.error.LimitExceededException when nested deeper than {@link #maxDepth} allows
   */
  PayloadWriter startArray(int count);

  /**
   * Closes the array opened last.
   *
   * @return this
   * @throws IllegalStateException when it is not an array or values are missing
   */
  PayloadWriter endArray();

  /**
   * Opens a map. In JSON its keys must be text; anything else there raises {@link
   * io.pe3.error.UnrepresentableException}.
   *
   * @param count of entries (key and value) that follow, 0 or more
   * @return this
   * @throws io.pe3.error.LimitExceededException when nested deeper than {@link #maxDepth} allows
   */
  PayloadWriter startMap(int count);

  /**
   * Closes the map opened last.
   *
   * @return this
   * @throws IllegalStateException when it is not a map or entries are missing
   */
  PayloadWriter endMap();

  /**
   * Splices in one value that is already serialized in this format. The octets are walked once,
   * validated by the rules of a reader (at the writer's present depth), and copied verbatim.
   *
   * @param source buffer that holds the value
   * @param offset of its first octet
   * @param length in octets, exactly one value
   * @return this
   * @throws io.pe3.error.MalformedException when the range is not exactly one well-formed value
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  PayloadWriter writeRaw(DirectBuffer source, int offset, int length);
}
