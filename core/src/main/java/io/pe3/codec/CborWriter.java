package io.pe3.codec;

import io.pe3.error.BufferTooSmallException;
import io.pe3.error.MalformedException;
import io.pe3.internal.RawWords;
import java.math.BigInteger;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes CBOR (RFC 8949) by section 4.2.1: definite lengths, shortest integers, shortest floats
 * that lose nothing (NaN is {@code f97e00}). Map keys stay in the order written.
 *
 * <p>Octets of the range after {@link #length()} may hold anything.
 */
public final class CborWriter implements PayloadWriter {
  private static final int UNSIGNED = CborHead.UNSIGNED << 5;
  private static final int NEGATIVE = CborHead.NEGATIVE << 5;
  private static final int BYTES = CborHead.BYTES << 5;
  private static final int TEXT = CborHead.TEXT << 5;
  private static final int ARRAY = CborHead.ARRAY << 5;
  private static final int MAP = CborHead.MAP << 5;
  private static final int SIMPLE = CborHead.SIMPLE << 5;
  private static final int TAG = 6 << 5;

  /** A short text and its head. */
  private static final int SHORT_TEXT_ROOM = 1 + ShortText.ROOM;

  /** Wraps exactly the caller's range, so that its own bounds checks guard the rest. */
  private final UnsafeBuffer out = Views.empty();

  private final UnsafeBuffer raw = Views.empty();
  private final WriteNesting nesting = new WriteNesting();
  private final CborWalk walk = new CborWalk();
  private final ShortText shortText = new ShortText();
  private final TextEncoder encoder = new TextEncoder();

  /**
   * Where the range is: in an array, or null and outside the heap; and its first octet's address.
   */
  private byte[] array;

  private long address;
  private int limit;

  /** Never beyond the limit: what is stored at it is checked against the difference. */
  private int position;

  /** Makes one that has to be wrapped first. */
  public CborWriter() {}

  @Override
  public Serializer serializer() {
    return Serializer.CBOR;
  }

  @Override
  public CborWriter wrap(MutableDirectBuffer buffer, int offset, int length) {
    wrapRange(buffer, offset, length);
    position = 0;
    nesting.reset();
    return this;
  }

  /**
   * Starts anew inside a map whose beginning stands in the range already: its head, and keys and
   * values up to where the next one goes. So what is the same in many maps is copied, and not
   * written again.
   *
   * @param buffer to write to; direct or heap
   * @param offset of the map's first octet
   * @param length of the range in octets
   * @param written octets of the map that are there
   * @param missing keys and values of the map that are not there; as its head says, which is not
   *     read
   * @return this
   * @throws IndexOutOfBoundsException when the range is not inside the buffer, or shorter than what
   *     is written
   */
  public CborWriter wrapInMap(
      MutableDirectBuffer buffer, int offset, int length, int written, int missing) {
    Objects.checkFromIndexSize(0, written, length);
    if (missing < 0) {
      throw new IllegalArgumentException("a map lacks 0 or more, not " + missing);
    }
    wrapRange(buffer, offset, length);
    position = written;
    nesting.resetInMap(missing);
    return this;
  }

  private void wrapRange(MutableDirectBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    out.wrap(buffer, offset, length);
    keepArray(out.byteArray());
    address = out.addressOffset();
    limit = length;
  }

  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  private void keepArray(byte[] of) {
    if (array != of) {
      array = of;
    }
  }

  @Override
  public CborWriter maxDepth(int depth) {
    nesting.maxDepth(depth);
    return this;
  }

  @Override
  public int length() {
    return position;
  }

  @Override
  public boolean isComplete() {
    return nesting.isComplete();
  }

  @Override
  public CborWriter writeNull() {
    nesting.value();
    octet(SIMPLE | CborHead.NULL);
    return this;
  }

  @Override
  public CborWriter writeBoolean(boolean value) {
    nesting.value();
    octet(SIMPLE | (value ? CborHead.TRUE : CborHead.FALSE));
    return this;
  }

  @Override
  public CborWriter writeLong(long value) {
    nesting.value();
    long sign = value >> 63;
    head((int) sign & NEGATIVE, value ^ sign);
    return this;
  }

  @Override
  public CborWriter writeUnsignedLong(long value) {
    nesting.value();
    head(UNSIGNED, value);
    return this;
  }

  @Override
  public CborWriter writeBigInteger(BigInteger value) {
    nesting.value();
    boolean negative = value.signum() < 0;
    BigInteger n = negative ? value.not() : value;
    if (n.bitLength() <= Long.SIZE) {
      head(negative ? NEGATIVE : UNSIGNED, n.longValue());
      return this;
    }
    byte[] octets = n.toByteArray();
    int zeros = octets[0] == 0 ? 1 : 0;
    octet(TAG | (negative ? CborHead.TAG_NEGATIVE_BIGNUM : CborHead.TAG_BIGNUM));
    head(BYTES, octets.length - zeros);
    room(octets.length - zeros);
    out.putBytes(position, octets, zeros, octets.length - zeros);
    position += octets.length - zeros;
    return this;
  }

  @Override
  public CborWriter writeDouble(double value) {
    nesting.value();
    floatHead(value);
    return this;
  }

  private void floatHead(double value) {
    float single = (float) value;
    if (single != value && !Double.isNaN(value)) {
      floatHead(CborHead.DOUBLE, Double.doubleToRawLongBits(value));
      return;
    }
    // A NaN's payload means nothing to anyone here; all NaN are one.
    short half = Float.floatToFloat16(Double.isNaN(value) ? Float.NaN : single);
    if (Float.float16ToFloat(half) == single || Double.isNaN(value)) {
      floatHead(CborHead.HALF, half & 0xffff);
    } else {
      floatHead(CborHead.SINGLE, Float.floatToRawIntBits(single) & 0xffff_ffffL);
    }
  }

  private void floatHead(int info, long bits) {
    int size = CborHead.size(info);
    if (limit - position < CborHeads.MAX_LENGTH) {
      exactOctets(SIMPLE | info, bits, size);
      return;
    }
    CborHeads.putSized(array, address + position, SIMPLE | info, bits, size);
    position += size;
  }

  @Override
  public CborWriter writeText(String value) {
    nesting.value();
    text(value);
    return this;
  }

  private void text(String value) {
    int chars = value.length();
    if (chars <= ShortText.MAX_CHARS
        && limit - position >= SHORT_TEXT_ROOM
        && shortText.put(value, array, address + position + 1)) {
      RawWords.putByte(array, address + position, TEXT | chars);
      position += 1 + chars;
    } else {
      encode(value, chars);
    }
  }

  private void encode(String value, int chars) {
    // Text is mostly ASCII: a place for the head is left as if it were, and mended when it is not.
    int headSize = headSize(chars);
    room(headSize + (long) chars);
    int start = position + headSize;
    int octets;
    if (chars < TextEncoder.WORTHWHILE_CHARS) {
      octets = Utf8.encodeAscii(value, out, start);
      if (octets < chars) {
        octets += encodeRest(value, octets, start + octets);
      }
    } else {
      octets = encoder.encode(value, out, start);
    }
    if (headSize(octets) != headSize) {
      headSize = headSize(octets);
      room(headSize + (long) octets);
      start = position + headSize;
      Utf8.encode(value, out, start);
    }
    // The text stands behind it already.
    exactHead(TEXT, octets);
    position = start + octets;
  }

  private int encodeRest(String value, int from, int start) {
    int octets = Utf8.length(value, from);
    if (limit - start < octets) {
      throw tooSmall(octets);
    }
    return Utf8.encode(value, from, out, start);
  }

  @Override
  public CborWriter writeText(DirectBuffer utf8, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, utf8.capacity());
    nesting.value();
    head(TEXT, length);
    room(length);
    // Copied, then checked: what is checked cannot change any more.
    out.putBytes(position, utf8, offset, length);
    int invalid = Utf8.firstInvalid(out, position, length);
    if (invalid >= 0) {
      throw new MalformedException(
          "the text is not valid UTF-8; repair it", "offset", invalid - position);
    }
    position += length;
    return this;
  }

  @Override
  public CborWriter writeKey(PayloadKey key) {
    nesting.value();
    KeyForm form = key.cbor();
    if (form.isStorable(limit - position)) {
      form.store(array, address + position);
    } else {
      room(form.length());
      form.copyTo(out, position);
    }
    position += form.length();
    return this;
  }

  @Override
  public CborWriter writeBoolean(PayloadKey key, boolean value) {
    if (!tryKey(key)) {
      return writeKey(key).writeBoolean(value);
    }
    RawWords.putByte(array, address + position, SIMPLE | (value ? CborHead.TRUE : CborHead.FALSE));
    position++;
    return this;
  }

  @Override
  public CborWriter writeLong(PayloadKey key, long value) {
    if (!tryKey(key)) {
      return writeKey(key).writeLong(value);
    }
    long sign = value >> 63;
    position += CborHeads.put(array, address + position, (int) sign & NEGATIVE, value ^ sign);
    return this;
  }

  @Override
  public CborWriter writeDouble(PayloadKey key, double value) {
    if (!tryKey(key)) {
      return writeKey(key).writeDouble(value);
    }
    floatHead(value);
    return this;
  }

  @Override
  public CborWriter writeText(PayloadKey key, String value) {
    if (!tryKey(key)) {
      return writeKey(key).writeText(value);
    }
    text(value);
    return this;
  }

  /** Writes a key if there is place for an entry, and room for the head of any value behind it. */
  private boolean tryKey(PayloadKey key) {
    KeyForm form = key.cbor();
    if (!form.isStorable(limit - position - CborHeads.MAX_LENGTH) || !nesting.tryEntry()) {
      return false;
    }
    form.store(array, address + position);
    position += form.length();
    return true;
  }

  @Override
  public CborWriter writeBytes(DirectBuffer source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.capacity());
    nesting.value();
    head(BYTES, length);
    room(length);
    out.putBytes(position, source, offset, length);
    position += length;
    return this;
  }

  @Override
  public CborWriter writeBytes(byte[] value) {
    nesting.value();
    head(BYTES, value.length);
    room(value.length);
    out.putBytes(position, value);
    position += value.length;
    return this;
  }

  @Override
  public CborWriter startArray(int count) {
    nesting.startArray(count);
    head(ARRAY, count);
    return this;
  }

  @Override
  public CborWriter endArray() {
    nesting.endArray();
    return this;
  }

  @Override
  public CborWriter startMap(int count) {
    nesting.startMap(count);
    head(MAP, count);
    return this;
  }

  @Override
  public CborWriter endMap() {
    nesting.endMap();
    return this;
  }

  @Override
  public CborWriter writeRaw(DirectBuffer source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.capacity());
    nesting.value();
    room(length);
    // Copied, then checked: what is checked cannot change any more.
    out.putBytes(position, source, offset, length);
    raw.wrap(out, position, length);
    int end = walk.skip(raw, 0, nesting.depth(), nesting.maxDepth());
    if (end != length) {
      throw new MalformedException(
          "octets follow the value", "offset", end, "octets", length - end);
    }
    position += length;
    return this;
  }

  private void room(long octets) {
    if (limit - position < octets) {
      throw tooSmall(octets);
    }
  }

  private BufferTooSmallException tooSmall(long octets) {
    return new BufferTooSmallException(
        "the output range is full; give a larger one",
        "needed",
        octets,
        "available",
        limit - position);
  }

  private void octet(int value) {
    room(1);
    RawWords.putByte(array, address + position, value);
    position++;
  }

  private static int headSize(int length) {
    return length < CborHead.ONE_OCTET ? 1 : length <= 0xff ? 2 : length <= 0xffff ? 3 : 5;
  }

  /** Writes a head in its shortest form. */
  private void head(int major, long argument) {
    if (limit - position < CborHeads.MAX_LENGTH) {
      exactHead(major, argument);
    } else {
      position += CborHeads.put(array, address + position, major, argument);
    }
  }

  /** Writes a head in its shortest form, and nothing behind it. */
  private void exactHead(int major, long argument) {
    int info = CborHeads.info(argument);
    exactOctets(major | info, argument, CborHead.size(info));
  }

  private void exactOctets(int initial, long argument, int size) {
    room(size);
    CborHeads.putExactly(out, position, initial, argument, size);
    position += size;
  }
}
