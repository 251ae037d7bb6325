package io.pe3.codec;

import static io.pe3.codec.MsgPackDescriptor.*;
import static java.nio.ByteOrder.BIG_ENDIAN;

import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads MessagePack in any of its formats, shortest or not. Text is {@code str} and must be valid
 * UTF-8; a byte string is {@code bin}. Extensions and timestamps have calls of their own.
 */
public final class MsgPackReader implements PayloadReader {
  private static final byte[] NOTHING = {};
  private static final long MIN_SECOND = Instant.MIN.getEpochSecond();
  private static final long MAX_SECOND = Instant.MAX.getEpochSecond();
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

  private final UnsafeBuffer in = new UnsafeBuffer(NOTHING);
  private final ReadNesting nesting = new ReadNesting();
  private int maxDepth = PayloadWriter.MAX_DEPTH;
  private int origin;

  /** The next octet, counted from the start of the range. */
  private int at;

  /** Octets of a text, byte string or extension that was looked at last. */
  private int body;

  private int bodyLength;

  /** Makes one that has to be wrapped first. */
  public MsgPackReader() {}

  @Override
  public Serializer serializer() {
    return Serializer.MSGPACK;
  }

  @Override
  public MsgPackReader wrap(DirectBuffer buffer, int offset, int length) {
    return wrap(buffer, offset, length, maxDepth);
  }

  /** Starts anew on a value that stands at a depth of another, which counts to the limit. */
  void wrapAt(int depth, DirectBuffer buffer, int offset, int length) {
    wrap(buffer, offset, length, PayloadWriter.MAX_DEPTH - depth);
  }

  private MsgPackReader wrap(DirectBuffer buffer, int offset, int length, int depthLimit) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    in.wrap(buffer, offset, length);
    nesting.reset(depthLimit);
    origin = offset;
    at = 0;
    return this;
  }

  @Override
  public MsgPackReader maxDepth(int depth) {
    if (depth < 1 || depth > PayloadWriter.MAX_DEPTH) {
      throw new IllegalArgumentException("maxDepth is 1 to 64, not " + depth);
    }
    maxDepth = depth;
    return this;
  }

  @Override
  public int position() {
    return origin + at;
  }

  @Override
  public int end() {
    return origin + at;
  }

  @Override
  public ValueType peek() {
    if (!hasNext()) {
      return ValueType.END;
    }
    ValueType type = MsgPackDescriptor.type(first());
    if (type == null) {
      throw malformed("format");
    }
    return type;
  }

  @Override
  public boolean hasNext() {
    if (nesting.depth() > 0) {
      return !nesting.isUsedUp();
    }
    return at < in.capacity();
  }

  @Override
  public boolean readNull() {
    if (!hasNext() || first() != NIL) {
      return false;
    }
    taken(at + 1);
    return true;
  }

  @Override
  public boolean readBoolean() {
    int first = first();
    if (first != TRUE && first != FALSE) {
      throw mismatch(ValueType.BOOLEAN);
    }
    taken(at + 1);
    return first == TRUE;
  }

  @Override
  public long readLong() {
    int first = first();
    long value = integer(first);
    if (first == UINT_64 && value < 0) {
      throw new UnrepresentableException(
          "the integer does not fit in 64 bits and sign; use readBigInteger", "offset", at);
    }
    taken(at + integerSize(first));
    return value;
  }

  @Override
  public BigInteger readBigInteger() {
    int first = first();
    BigInteger value = BigInteger.valueOf(integer(first));
    if (first == UINT_64 && value.signum() < 0) {
      value = value.add(TWO_TO_64);
    }
    taken(at + integerSize(first));
    return value;
  }

  @Override
  public double readDouble() {
    int first = first();
    double value;
    int size;
    if (first == FLOAT_32) {
      size = 1 + Float.BYTES;
      need(size);
      value = in.getFloat(at + 1, BIG_ENDIAN);
    } else if (first == FLOAT_64) {
      size = 1 + Double.BYTES;
      need(size);
      value = in.getDouble(at + 1, BIG_ENDIAN);
    } else {
      size = integerSize(first);
      value = exactDouble(integer(first), first == UINT_64);
    }
    taken(at + size);
    return value;
  }

  @Override
  public String readText() {
    text();
    String text = in.getStringWithoutLengthUtf8(body, bodyLength);
    taken(body + bodyLength);
    return text;
  }

  @Override
  public void readText(DirectBuffer view) {
    text();
    view.wrap(in, body, bodyLength);
    taken(body + bodyLength);
  }

  @Override
  public boolean readKey(PayloadKey key) {
    findText();
    if (!isBody(key)) {
      return false;
    }
    taken(body + bodyLength);
    return true;
  }

  @Override
  public int readKey(PayloadKey[] keys, int expected) {
    findText();
    int found = expected >= 0 && expected < keys.length && isBody(keys[expected]) ? expected : -1;
    for (int i = 0; found < 0 && i < keys.length; i++) {
      if (isBody(keys[i])) {
        found = i;
      }
    }
    if (found < 0) {
      checkText();
    }
    taken(body + bodyLength);
    return found;
  }

  @Override
  public byte[] readBytes() {
    bytes();
    byte[] value = new byte[bodyLength];
    in.getBytes(body, value);
    taken(body + bodyLength);
    return value;
  }

  @Override
  public void readBytes(DirectBuffer view) {
    bytes();
    view.wrap(in, body, bodyLength);
    taken(body + bodyLength);
  }

  /**
   * Takes an extension in place.
   *
   * @param view is wrapped around its data, which stays valid until the input changes
   * @return its type, −128 to 127
   */
  public int readExtension(DirectBuffer view) {
    int type = extension();
    view.wrap(in, body, bodyLength);
    taken(body + bodyLength);
    return type;
  }

  /**
   * Takes a timestamp in any of its three forms.
   *
   * @return the instant
   * @throws UnrepresentableException when it is no timestamp, or one that an {@link Instant} cannot
   *     hold
   */
  public Instant readTimestamp() {
    if (extension() != TIMESTAMP_TYPE) {
      throw noTimestamp();
    }
    long second;
    long nano;
    switch (bodyLength) {
      case TIMESTAMP_32_LENGTH -> {
        second = in.getInt(body, BIG_ENDIAN) & 0xffff_ffffL;
        nano = 0;
      }
      case TIMESTAMP_64_LENGTH -> {
        long both = in.getLong(body, BIG_ENDIAN);
        second = both & (1L << TIMESTAMP_64_SECOND_BITS) - 1;
        nano = both >>> TIMESTAMP_64_SECOND_BITS;
      }
      case TIMESTAMP_96_LENGTH -> {
        second = in.getLong(body + Integer.BYTES, BIG_ENDIAN);
        nano = in.getInt(body, BIG_ENDIAN) & 0xffff_ffffL;
      }
      default -> throw noTimestamp();
    }
    if (nano > NANOS_MAX || second < MIN_SECOND || second > MAX_SECOND) {
      throw noTimestamp();
    }
    taken(body + bodyLength);
    return Instant.ofEpochSecond(second, nano);
  }

  @Override
  public int startArray() {
    int first = first();
    int count;
    int start = at;
    if (first >= FIXARRAY && first < FIXSTR) {
      count = count(1, first & FIXARRAY_MAX, 1);
    } else {
      count =
          switch (first) {
            case ARRAY_16 -> count(3, unsigned16(), 1);
            case ARRAY_32 -> count(5, unsigned32(), 1);
            default -> throw mismatch(ValueType.ARRAY);
          };
    }
    nesting.startArray(count, start);
    return count;
  }

  @Override
  public void endArray() {
    nesting.endArray();
  }

  @Override
  public int startMap() {
    int first = first();
    int count;
    int start = at;
    if (first >= FIXMAP && first < FIXARRAY) {
      count = count(1, first & FIXMAP_MAX, 2);
    } else {
      count =
          switch (first) {
            case MAP_16 -> count(3, unsigned16(), 2);
            case MAP_32 -> count(5, unsigned32(), 2);
            default -> throw mismatch(ValueType.MAP);
          };
    }
    nesting.startMap(count, start);
    return count;
  }

  @Override
  public void endMap() {
    nesting.endMap();
  }

  @Override
  public void skipValue() {
    int depth = nesting.depth();
    do {
      skipOne();
      while (nesting.depth() > depth && nesting.isUsedUp()) {
        if (nesting.isMap()) {
          nesting.endMap();
        } else {
          nesting.endArray();
        }
      }
    } while (nesting.depth() > depth);
  }

  /** Takes one value, of a container only its head. */
  private void skipOne() {
    int first = first();
    ValueType type = MsgPackDescriptor.type(first);
    if (type == null) {
      throw malformed("format");
    }
    switch (type) {
      case INTEGER -> {
        int size = integerSize(first);
        need(size);
        taken(at + size);
      }
      case TEXT -> {
        text();
        taken(body + bodyLength);
      }
      case MAP -> startMap();
      case ARRAY -> startArray();
      case BYTES -> {
        bytes();
        taken(body + bodyLength);
      }
      case EXTENSION -> {
        extension();
        taken(body + bodyLength);
      }
      case FLOAT -> {
        int size = first == FLOAT_32 ? 1 + Float.BYTES : 1 + Double.BYTES;
        need(size);
        taken(at + size);
      }
      default -> taken(at + 1);
    }
  }

  @Override
  public void endOfInput() {
    if (nesting.depth() > 0) {
      throw malformed("open");
    }
    if (at < in.capacity()) {
      throw malformed("trailing");
    }
  }
}
