package io.pe3.codec;

import static java.nio.ByteOrder.BIG_ENDIAN;

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

  /** Wraps exactly the caller's range, so that its own bounds checks guard the rest. */
  private final UnsafeBuffer out = Views.empty();

  private final UnsafeBuffer raw = Views.empty();
  private final WriteNesting nesting = new WriteNesting();
  private final CborWalk walk = new CborWalk();
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
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    out.wrap(buffer, offset, length);
    array = out.byteArray();
    address = out.addressOffset();
    limit = length;
    position = 0;
    nesting.reset();
    return this;
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
    float single = (float) value;
    if (single != value && !Double.isNaN(value)) {
      sized(SIMPLE | CborHead.DOUBLE, Double.doubleToRawLongBits(value), limit);
      return this;
    }
    // A NaN's payload means nothing to anyone here; all NaN are one.
    short half = Float.floatToFloat16(Double.isNaN(value) ? Float.NaN : single);
    if (Float.float16ToFloat(half) == single || Double.isNaN(value)) {
      sized(SIMPLE | CborHead.HALF, half & 0xffff, limit);
    } else {
      sized(SIMPLE | CborHead.SINGLE, Float.floatToRawIntBits(single) & 0xffff_ffffL, limit);
    }
    return this;
  }

  @Override
  public CborWriter writeText(String value) {
    nesting.value();
    int chars = value.length();
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
    head(TEXT, octets, start);
    position = start + octets;
    return this;
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
    if (!form.storeTo(array, address + position, limit - position)) {
      room(form.length());
      out.putBytes(position, form.octets());
    }
    position += form.length();
    return this;
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

  private void head(int major, long argument) {
    head(major, argument, limit);
  }

  /**
   * Writes a head in its shortest form.
   *
   * @param end index that may not be touched; where there is room before it, the head takes a
   *     single store that is wider than itself
   */
  private void head(int major, long argument, int end) {
    if (argument >>> 8 != 0) {
      int info =
          argument >>> 16 == 0
              ? CborHead.ONE_OCTET + 1
              : argument >>> 32 == 0 ? CborHead.ONE_OCTET + 2 : CborHead.ONE_OCTET + 3;
      sized(major | info, argument, end);
    } else if (argument < CborHead.ONE_OCTET) {
      octet(major | (int) argument);
    } else {
      room(2);
      RawWords.putShort(
          array, address + position, major | CborHead.ONE_OCTET | (int) argument << Byte.SIZE);
      position += 2;
    }
  }

  /** Writes an initial octet that announces 2, 4 or 8 more, and those. */
  private void sized(int initial, long argument, int end) {
    switch (initial & 0x1f) {
      case CborHead.ONE_OCTET + 1 -> {
        room(3);
        if (end - position > 3) {
          int word = initial << 24 | (int) argument << 8;
          RawWords.putInt(array, address + position, Integer.reverseBytes(word));
        } else {
          out.putByte(position, (byte) initial);
          out.putShort(position + 1, (short) argument, BIG_ENDIAN);
        }
        position += 3;
      }
      case CborHead.ONE_OCTET + 2 -> {
        room(5);
        if (end - position >= Long.BYTES) {
          long word = (long) initial << 56 | argument << 24;
          RawWords.putLong(array, address + position, Long.reverseBytes(word));
        } else {
          out.putByte(position, (byte) initial);
          out.putInt(position + 1, (int) argument, BIG_ENDIAN);
        }
        position += 5;
      }
      default -> {
        room(9);
        RawWords.putByte(array, address + position, initial);
        RawWords.putLong(array, address + position + 1, Long.reverseBytes(argument));
        position += 9;
      }
    }
  }
}
