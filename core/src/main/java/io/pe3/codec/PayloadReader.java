package io.pe3.codec;

import java.math.BigInteger;
import org.agrona.DirectBuffer;

/**
 * Reads values of one serializer's format in place: a flyweight that wraps a range of a buffer.
 *
 * <p>Values are taken in order. {@code startArray()}, values while {@link #hasNext()}, {@code
 * endArray()}; in a map keys and values alternate. Definite and indefinite lengths look alike.
 * Unknown CBOR tags are skipped. Whatever the input holds, a call gives a value or raises {@link
 * io.pe3.error.MalformedException} (broken, truncated, nested deeper than the limit) or {@link
 * io.pe3.error.UnrepresentableException} (well-formed, but not what the call returns, for example
 * an integer beyond 64 bits in {@link #readLong()}, or text where an array is asked for); octets
 * outside the range are never read, and nothing is allocated from a length field before it is
 * checked against what is there. After an error the reader has to be wrapped again.
 *
 * <p>Not thread-safe. The typed calls allocate nothing, except those that return objects.
 */
public sealed interface PayloadReader permits CborReader, MsgPackReader, JsonReader {

  /**
   * The format read.
   *
   * @return the serializer
   */
  Serializer serializer();

  /**
   * Starts anew on a range of a buffer.
   *
   * @param buffer to read from; direct or heap
   * @param offset of the first octet
   * @param length in octets
   * @return this
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  PayloadReader wrap(DirectBuffer buffer, int offset, int length);

  /**
   * Sets how deep values may be nested from the next {@link #wrap} on; a container at the top is
   * depth 1.
   *
   * @param depth from 1 to {@link PayloadWriter#MAX_DEPTH}, which is the default
   * @return this
   */
  PayloadReader maxDepth(int depth);

  /**
   * Where the next octet is read, as an index of the wrapped buffer. Taken before {@link
   * #skipValue()} it is where the value begins; {@link #end()} after it is where it ends.
   *
   * @return index in the buffer given to {@link #wrap}. JSON: before a value, white space and the
   *     comma or colon before it are passed over first, so that the index is that of the value
   */
  int position();

  /**
   * Index just after the octets of the value that was taken last (a map key counts), as an index of
   * the wrapped buffer. {@link #position()} before and this after {@link #skipValue()} give exactly
   * a value's octets in every format; where nothing parts values it is the position.
   *
   * @return index in the buffer given to {@link #wrap}; its offset when no value was taken yet
   */
  default int end() {
    return position();
  }

  /**
   * How many arrays and maps are open: started and not ended.
   *
   * @return 0 at the top
   */
  int depth();

  /**
   * What comes next, without taking it. CBOR tags are looked through.
   *
   * @return the type, {@link ValueType#END} at the end of the open container or of the input
   */
  ValueType peek();

  /**
   * Whether the open array or map, or at the top the input, has another value.
   *
   * @return false at its end
   */
  boolean hasNext();

  /**
   * Takes null (or CBOR {@code undefined}) if it comes next.
   *
   * @return true if it was taken, false if something else comes next
   */
  boolean readNull();

  /**
   * Takes a boolean.
   *
   * @return the value
   */
  boolean readBoolean();

  /**
   * Takes an integer.
   *
   * @return the value
   * @throws io.pe3.error.UnrepresentableException when it is not an integer of −2^63 to 2^63 − 1
   */
  long readLong();

  /**
   * Takes an integer of any size.
   *
   * @return the value
   * @throws io.pe3.error.LimitExceededException in JSON beyond 4096 digits
   */
  BigInteger readBigInteger();

  /**
   * Takes a floating-point number, or an integer that a double holds exactly.
   *
   * @return the value
   */
  double readDouble();

  /**
   * Takes a text string as an object.
   *
   * @return the text
   */
  String readText();

  /**
   * Takes a text string in place.
   *
   * @param view is wrapped around its UTF-8 octets, which stay valid until the next call on this
   *     reader or a change of the input (they are in the input, or in the reader's scratch when
   *     escapes or chunks had to be resolved)
   */
  void readText(DirectBuffer view);

  /**
   * Takes a text string if it equals a key.
   *
   * @param key to compare with, in place
   * @return true if it was equal and taken; false if another text comes next, which is not taken
   */
  boolean readKey(PayloadKey key);

  /**
   * Takes a text string and finds it among keys, in place.
   *
   * @param keys to look among
   * @param expected index of the key that is tried first
   * @return the index of the equal key, or −1 when the text equals none; it is taken either way
   */
  int readKey(PayloadKey[] keys, int expected);

  /**
   * Takes a byte string as an object.
   *
   * @return the octets
   */
  byte[] readBytes();

  /**
   * Takes a byte string in place.
   *
   * @param view is wrapped around the octets, valid as in {@link #readText(DirectBuffer)}
   */
  void readBytes(DirectBuffer view);

  /**
   * Opens the array that comes next.
   *
   * @return the number of values in it, or −1 when only {@link #hasNext()} tells
   */
  int startArray();

  /**
   * Closes the open array.
   *
   * @throws IllegalStateException when values are left in it, or it is not an array
   */
  void endArray();

  /**
   * Opens the map that comes next.
   *
   * @return the number of entries in it, or −1 when only {@link #hasNext()} tells
   */
  int startMap();

  /**
   * Closes the open map.
   *
   * @throws IllegalStateException when entries are left in it, or it is not a map
   */
  void endMap();

  /** Takes the next value whole, with everything in it, and validates it. */
  void skipValue();

  /**
   * Checks that the input is used up.
   *
   * @throws io.pe3.error.MalformedException when octets trail the value, or a container is open
   */
  void endOfInput();
}
