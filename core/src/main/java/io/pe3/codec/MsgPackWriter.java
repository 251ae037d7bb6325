package io.pe3.codec;

import static io.pe3.codec.MsgPackDescriptor.*;
import static java.nio.ByteOrder.BIG_ENDIAN;

import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import java.math.BigInteger;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes MessagePack, each value in its shortest form: a float takes 32 bits when that loses
 * nothing (NaN always does, as {@code 7fc00000}), text is {@code str}, byte strings are {@code
 * bin}. Extensions and timestamps have calls of their own.
 */
public final class MsgPackWriter implements PayloadWriter {
  private static final int FLOAT_NAN = 0x7fc00000;

  private final UnsafeBuffer out = Views.empty();
  private final WriteNesting nesting = new WriteNesting();
  private final TextEncoder encoder = new TextEncoder();
  private final MsgPackReader checker = new MsgPackReader();
  private int length;

  /** Makes one that has to be wrapped first. */
  public MsgPackWriter() {}

  @Override
  public Serializer serializer() {
    return Serializer.MSGPACK;
  }

  @Override
  public MsgPackWriter wrap(MutableDirectBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    out.wrap(buffer, offset, length);
    nesting.reset();
    this.length = 0;
    return this;
  }

  @Override
  public MsgPackWriter maxDepth(int depth) {
    nesting.maxDepth(depth);
    return this;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public boolean isComplete() {
    return nesting.isComplete();
  }

  @Override
  public MsgPackWriter writeNull() {
    nesting.value();
    return first(NIL);
  }

  @Override
  public MsgPackWriter writeBoolean(boolean value) {
    nesting.value();
    return first(value ? TRUE : FALSE);
  }

  @Override
  public MsgPackWriter writeLong(long value) {
    if (value >= 0) {
      return writeUnsignedLong(value);
    }
    nesting.value();
    if (value >= NEGATIVE_FIXINT_MIN) {
      return first((int) value);
    }
    if (value >= Byte.MIN_VALUE) {
      return first8(INT_8, (int) value);
    }
    if (value >= Short.MIN_VALUE) {
      return first16(INT_16, (int) value);
    }
    return value >= Integer.MIN_VALUE ? first32(INT_32, (int) value) : first64(INT_64, value);
  }

  @Override
  public MsgPackWriter writeUnsignedLong(long value) {
    nesting.value();
    if (value < 0 || value > 0xffff_ffffL) {
      return first64(UINT_64, value);
    }
    if (value > 0xffff) {
      return first32(UINT_32, (int) value);
    }
    if (value > 0xff) {
      return first16(UINT_16, (int) value);
    }
    return value >= FIXMAP ? first8(UINT_8, (int) value) : first((int) value);
  }

  @Override
  public MsgPackWriter writeBigInteger(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return writeLong(value.longValue());
    }
    if (value.signum() > 0 && value.bitLength() == Long.SIZE) {
      return writeUnsignedLong(value.longValue());
    }
    throw new UnrepresentableException(
        "MessagePack holds integers of -2^63 to 2^64-1; use cbor, or send it as text",
        "bits",
        value.bitLength());
  }

  @Override
  public MsgPackWriter writeDouble(double value) {
    nesting.value();
    float single = (float) value;
    if (Double.isNaN(value)) {
      return first32(FLOAT_32, FLOAT_NAN);
    }
    return single == value
        ? first32(FLOAT_32, Float.floatToRawIntBits(single))
        : first64(FLOAT_64, Double.doubleToRawLongBits(value));
  }

  @Override
  public MsgPackWriter writeText(String value) {
    int chars = value.length();
    // Text is mostly ASCII: a place for the head is left as if it were, and mended when it is not.
    int head = textHead(chars);
    check((long) head + chars);
    int start = length + head;
    int octets;
    if (chars < TextEncoder.WORTHWHILE_CHARS) {
      octets = Utf8.encodeAscii(value, out, start);
      if (octets < chars) {
        check((long) head + octets + Utf8.length(value, octets));
        octets += Utf8.encode(value, octets, out, start + octets);
      }
    } else {
      octets = encoder.encode(value, out, start);
    }
    if (textHead(octets) != head) {
      head = textHead(octets);
      check((long) head + octets);
      Utf8.encode(value, out, length + head);
    }
    nesting.value();
    putTextHead(octets);
    length += head + octets;
    return this;
  }

  @Override
  public MsgPackWriter writeText(DirectBuffer utf8, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, utf8.capacity());
    int head = textHead(length);
    check((long) head + length);
    // Copied, then checked: what is checked cannot change any more.
    int start = this.length + head;
    out.putBytes(start, utf8, offset, length);
    int invalid = Utf8.firstInvalid(out, start, length);
    if (invalid >= 0) {
      throw new MalformedException(
          "not valid UTF-8; write it as a byte string", "offset", invalid - start, "what", "utf8");
    }
    nesting.value();
    putTextHead(length);
    this.length += head + length;
    return this;
  }

  @Override
  public MsgPackWriter writeKey(PayloadKey key) {
    nesting.value();
    KeyForm form = key.msgpack();
    check(form.length());
    form.copyTo(out, length);
    length += form.length();
    return this;
  }

  @Override
  public MsgPackWriter writeBytes(DirectBuffer source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.capacity());
    bytesHead(length);
    out.putBytes(this.length, source, offset, length);
    this.length += length;
    return this;
  }

  @Override
  public MsgPackWriter writeBytes(byte[] value) {
    bytesHead(value.length);
    out.putBytes(length, value);
    length += value.length;
    return this;
  }

  @Override
  public MsgPackWriter startArray(int count) {
    nesting.startArray(count);
    if (count <= FIXARRAY_MAX) {
      return first(FIXARRAY | count);
    }
    return count <= 0xffff ? first16(ARRAY_16, count) : first32(ARRAY_32, count);
  }

  @Override
  public MsgPackWriter endArray() {
    nesting.endArray();
    return this;
  }

  @Override
  public MsgPackWriter startMap(int count) {
    nesting.startMap(count);
    if (count <= FIXMAP_MAX) {
      return first(FIXMAP | count);
    }
    return count <= 0xffff ? first16(MAP_16, count) : first32(MAP_32, count);
  }

  @Override
  public MsgPackWriter endMap() {
    nesting.endMap();
    return this;
  }

  /**
   * Writes an extension.
   *
   * @param type its type; below 0 those that MessagePack itself defines, −1 for timestamps
   * @param source buffer that holds its data
   * @param offset of the first octet
   * @param length in octets
   * @return this
   * @throws IllegalArgumentException when the type is not −128 to 127
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  public MsgPackWriter writeExtension(int type, DirectBuffer source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.capacity());
    if (type != (byte) type) {
      throw new IllegalArgumentException("an extension type is -128 to 127, not " + type);
    }
    nesting.value();
    extensionHead(type, length);
    out.putBytes(this.length, source, offset, length);
    this.length += length;
    return this;
  }

  /**
   * Writes a timestamp, in the shortest of its three forms.
   *
   * @param epochSecond seconds since 1970-01-01T00:00:00Z, below 0 before
   * @param nano nanoseconds after that second, 0 to 999 999 999
   * @return this
   * @throws IllegalArgumentException when the nanoseconds are out of range
   */
  public MsgPackWriter writeTimestamp(long epochSecond, int nano) {
    if (nano < 0 || nano > NANOS_MAX) {
      throw new IllegalArgumentException("nanoseconds are 0 to 999999999, not " + nano);
    }
    nesting.value();
    if (epochSecond >>> TIMESTAMP_64_SECOND_BITS != 0) {
      extensionHead(TIMESTAMP_TYPE, TIMESTAMP_96_LENGTH);
      out.putInt(length, nano, BIG_ENDIAN);
      out.putLong(length + Integer.BYTES, epochSecond, BIG_ENDIAN);
      length += TIMESTAMP_96_LENGTH;
    } else if (nano != 0 || epochSecond >>> Integer.SIZE != 0) {
      extensionHead(TIMESTAMP_TYPE, TIMESTAMP_64_LENGTH);
      out.putLong(length, ((long) nano << TIMESTAMP_64_SECOND_BITS) | epochSecond, BIG_ENDIAN);
      length += TIMESTAMP_64_LENGTH;
    } else {
      extensionHead(TIMESTAMP_TYPE, TIMESTAMP_32_LENGTH);
      out.putInt(length, (int) epochSecond, BIG_ENDIAN);
      length += TIMESTAMP_32_LENGTH;
    }
    return this;
  }

  @Override
  public MsgPackWriter writeRaw(DirectBuffer source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.capacity());
    check(length);
    // Copied, then checked: what is checked cannot change any more.
    out.putBytes(this.length, source, offset, length);
    checker.wrap(out, this.length, length, nesting.depthLeft());
    checker.skipValue();
    checker.endOfInput();
    nesting.value();
    this.length += length;
    return this;
  }

  private static int textHead(long octets) {
    return octets <= FIXSTR_MAX ? 1 : octets <= 0xff ? 2 : octets <= 0xffff ? 3 : 5;
  }

  /** The head of a text for which room was checked; the length stays as it is. */
  private void putTextHead(int octets) {
    if (octets <= FIXSTR_MAX) {
      out.putByte(length, (byte) (FIXSTR | octets));
    } else if (octets <= 0xff) {
      out.putShort(length, (short) ((STR_8 << 8) | octets), BIG_ENDIAN);
    } else if (octets <= 0xffff) {
      out.putByte(length, (byte) STR_16);
      out.putShort(length + 1, (short) octets, BIG_ENDIAN);
    } else {
      out.putByte(length, (byte) STR_32);
      out.putInt(length + 1, octets, BIG_ENDIAN);
    }
  }

  /** The head of a byte string, with room for the octets made sure of. */
  private void bytesHead(int octets) {
    nesting.value();
    check((octets <= 0xff ? 2L : octets <= 0xffff ? 3L : 5L) + octets);
    if (octets <= 0xff) {
      first8(BIN_8, octets);
    } else if (octets <= 0xffff) {
      first16(BIN_16, octets);
    } else {
      first32(BIN_32, octets);
    }
  }

  /** The head of an extension up to its data, with room for the data made sure of. */
  private void extensionHead(int type, int octets) {
    int fixed =
        switch (octets) {
          case 1 -> FIXEXT_1;
          case 2 -> FIXEXT_2;
          case 4 -> FIXEXT_4;
          case 8 -> FIXEXT_8;
          case 16 -> FIXEXT_16;
          default -> 0;
        };
    int head = fixed != 0 ? 1 : octets <= 0xff ? 2 : octets <= 0xffff ? 3 : 5;
    check(head + 1L + octets);
    switch (head) {
      case 1 -> first(fixed);
      case 2 -> first8(EXT_8, octets);
      case 3 -> first16(EXT_16, octets);
      default -> first32(EXT_32, octets);
    }
    first(type);
  }

  private MsgPackWriter first(int octet) {
    check(1);
    out.putByte(length++, (byte) octet);
    return this;
  }

  private MsgPackWriter first8(int first, int value) {
    check(1 + Byte.BYTES);
    out.putShort(length, (short) ((first << 8) | (value & 0xff)), BIG_ENDIAN);
    length += 1 + Byte.BYTES;
    return this;
  }

  private MsgPackWriter first16(int first, int value) {
    check(1 + Short.BYTES);
    out.putByte(length, (byte) first);
    out.putShort(length + 1, (short) value, BIG_ENDIAN);
    length += 1 + Short.BYTES;
    return this;
  }

  private MsgPackWriter first32(int first, int value) {
    check(1 + Integer.BYTES);
    out.putByte(length, (byte) first);
    out.putInt(length + 1, value, BIG_ENDIAN);
    length += 1 + Integer.BYTES;
    return this;
  }

  private MsgPackWriter first64(int first, long value) {
    check(1 + Long.BYTES);
    out.putByte(length, (byte) first);
    out.putLong(length + 1, value, BIG_ENDIAN);
    length += 1 + Long.BYTES;
    return this;
  }

  private void check(long octets) {
    if (octets > out.capacity() - length) {
      throw Views.tooSmall(octets, out.capacity() - length);
    }
  }
}
