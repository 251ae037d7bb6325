package io.pe3.codec;

import static io.pe3.codec.MsgPackDescriptor.*;
import static java.nio.ByteOrder.BIG_ENDIAN;

import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import java.time.Instant;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The octets that a {@link MsgPackReader} reads, and how far it is: decodes the head of the value
 * that stands at the position. Nothing here moves the position but {@link #pass}, {@link #passBody}
 * and the heads of containers.
 */
final class MsgPackInput {
  private static final long MIN_SECOND = Instant.MIN.getEpochSecond();
  private static final long MAX_SECOND = Instant.MAX.getEpochSecond();
  private static final double TWO_TO_63 = 0x1p63;

  /** What a double cannot hold of an integer of 64 bits whose highest is set. */
  private static final int LOST_BITS = 11;

  private final UnsafeBuffer in = Views.empty();
  private int at;

  /** Where the octets of the text, byte string or extension at the position begin. */
  private int body;

  private int bodyLength;

  void wrap(DirectBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    in.wrap(buffer, offset, length);
    at = 0;
  }

  /** Index of the next octet, from the start of the range. */
  int position() {
    return at;
  }

  boolean isAtEnd() {
    return at == in.capacity();
  }

  /** The octet at the position, which begins a value. */
  int first() {
    need(1);
    int first = in.getByte(at) & 0xff;
    if (first == NEVER_USED) {
      throw malformed("format");
    }
    return first;
  }

  /** Moves on; the octets have been looked at. */
  void pass(int octets) {
    at += octets;
  }

  /** Moves on behind the body. */
  void passBody() {
    at = body + bodyLength;
  }

  /** The octets of an integer with its head, all there. */
  int integerSize(int first) {
    int size =
        switch (first) {
          case UINT_8, INT_8 -> 1 + Byte.BYTES;
          case UINT_16, INT_16 -> 1 + Short.BYTES;
          case UINT_32, INT_32 -> 1 + Integer.BYTES;
          case UINT_64, INT_64 -> 1 + Long.BYTES;
          default -> 1;
        };
    need(size);
    return size;
  }

  /** The value of an integer; of {@link MsgPackDescriptor#UINT_64} its 64 bits. */
  long integer(int first) {
    if (first < FIXMAP) {
      return first;
    }
    if (first >= NEGATIVE_FIXINT) {
      return (byte) first;
    }
    integerSize(first);
    return switch (first) {
      case UINT_8 -> in.getByte(at + 1) & 0xff;
      case UINT_16 -> unsigned16();
      case UINT_32 -> unsigned32();
      case UINT_64, INT_64 -> in.getLong(at + 1, BIG_ENDIAN);
      case INT_8 -> in.getByte(at + 1);
      case INT_16 -> in.getShort(at + 1, BIG_ENDIAN);
      case INT_32 -> in.getInt(at + 1, BIG_ENDIAN);
      default -> throw mismatch("integer");
    };
  }

  /** The value of an integer as a double that holds it exactly. */
  double exactDouble(int first) {
    if (MsgPackDescriptor.type(first) != ValueType.INTEGER) {
      throw mismatch("number");
    }
    long value = integer(first);
    if (first == UINT_64 && value < 0) {
      if (value << (Long.SIZE - LOST_BITS) == 0) {
        return (double) (value >>> LOST_BITS) * (1 << LOST_BITS);
      }
    } else if ((double) value != TWO_TO_63 && (long) (double) value == value) {
      return value;
    }
    throw mismatch("integer that a double holds exactly");
  }

  /** The octets of a float with its head, all there. */
  int floatSize(int first) {
    int size = first == FLOAT_32 ? 1 + Float.BYTES : 1 + Double.BYTES;
    need(size);
    return size;
  }

  float float32() {
    need(1 + Float.BYTES);
    return in.getFloat(at + 1, BIG_ENDIAN);
  }

  double float64() {
    need(1 + Double.BYTES);
    return in.getDouble(at + 1, BIG_ENDIAN);
  }

  /** Finds the body of a text, whose octets are not looked at. */
  void textBody(int first) {
    if (first >= FIXSTR && first < NIL) {
      body(1, first & FIXSTR_MAX);
      return;
    }
    switch (first) {
      case STR_8 -> body(1 + Byte.BYTES, unsigned8());
      case STR_16 -> body(1 + Short.BYTES, unsigned16());
      case STR_32 -> body(1 + Integer.BYTES, unsigned32());
      default -> throw mismatch("text");
    }
  }

  /** Checks that the body is valid UTF-8. */
  void checkText() {
    int invalid = Utf8.firstInvalid(in, body, bodyLength);
    if (invalid >= 0) {
      throw malformedAt(invalid, "utf8");
    }
  }

  /** Finds the body of a byte string. */
  void bytesBody(int first) {
    switch (first) {
      case BIN_8 -> body(1 + Byte.BYTES, unsigned8());
      case BIN_16 -> body(1 + Short.BYTES, unsigned16());
      case BIN_32 -> body(1 + Integer.BYTES, unsigned32());
      default -> throw mismatch("byte string");
    }
  }

  /**
   * Finds the body of an extension.
   *
   * @return its type
   */
  int extensionBody(int first) {
    switch (first) {
      case FIXEXT_1, FIXEXT_2, FIXEXT_4, FIXEXT_8, FIXEXT_16 -> body(2, 1 << (first - FIXEXT_1));
      case EXT_8 -> body(2 + Byte.BYTES, unsigned8());
      case EXT_16 -> body(2 + Short.BYTES, unsigned16());
      case EXT_32 -> body(2 + Integer.BYTES, unsigned32());
      default -> throw mismatch("extension");
    }
    return in.getByte(body - 1);
  }

  /** The instant of a timestamp. */
  Instant timestamp(int first) {
    if (extensionBody(first) != TIMESTAMP_TYPE) {
      throw mismatch("timestamp");
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
        second = both & ((1L << TIMESTAMP_64_SECOND_BITS) - 1);
        nano = both >>> TIMESTAMP_64_SECOND_BITS;
      }
      case TIMESTAMP_96_LENGTH -> {
        second = in.getLong(body + Integer.BYTES, BIG_ENDIAN);
        nano = in.getInt(body, BIG_ENDIAN) & 0xffff_ffffL;
      }
      default -> throw mismatch("timestamp");
    }
    if (nano > NANOS_MAX || second < MIN_SECOND || second > MAX_SECOND) {
      throw mismatch("timestamp that an Instant holds");
    }
    return Instant.ofEpochSecond(second, nano);
  }

  /** Passes over the head of an array. */
  int arrayCount(int first) {
    if (first >= FIXARRAY && first < FIXSTR) {
      return count(1, first & FIXARRAY_MAX, 1);
    }
    return switch (first) {
      case ARRAY_16 -> count(1 + Short.BYTES, unsigned16(), 1);
      case ARRAY_32 -> count(1 + Integer.BYTES, unsigned32(), 1);
      default -> throw mismatch("array");
    };
  }

  /** Passes over the head of a map. */
  int mapCount(int first) {
    if (first >= FIXMAP && first < FIXARRAY) {
      return count(1, first & FIXMAP_MAX, 2);
    }
    return switch (first) {
      case MAP_16 -> count(1 + Short.BYTES, unsigned16(), 2);
      case MAP_32 -> count(1 + Integer.BYTES, unsigned32(), 2);
      default -> throw mismatch("map");
    };
  }

  /** Whether a text in its shortest form stands at the position and equals a key. */
  boolean isShortest(PayloadKey key) {
    return key.msgpack().isAt(in, at, in.capacity());
  }

  /** Whether the body equals a key. */
  boolean isBody(PayloadKey key) {
    return key.utf8().length() == bodyLength && key.utf8().isAt(in, body, body + bodyLength);
  }

  String bodyAsText() {
    return in.getStringWithoutLengthUtf8(body, bodyLength);
  }

  byte[] bodyAsBytes() {
    byte[] octets = new byte[bodyLength];
    in.getBytes(body, octets);
    return octets;
  }

  void bodyInto(DirectBuffer view) {
    view.wrap(in, body, bodyLength);
  }

  /** Nothing is taken from a length before it is held against what is there. */
  private void body(int head, long length) {
    if (length > in.capacity() - at - head) {
      throw malformed("truncated");
    }
    body = at + head;
    bodyLength = (int) length;
  }

  /** A value takes an octet at least, so a count beyond what is left is a lie. */
  private int count(int head, long count, int valuesEach) {
    if (count * valuesEach > in.capacity() - at - head) {
      throw malformed("truncated");
    }
    at += head;
    return (int) count;
  }

  private int unsigned8() {
    need(1 + Byte.BYTES);
    return in.getByte(at + 1) & 0xff;
  }

  private int unsigned16() {
    need(1 + Short.BYTES);
    return in.getShort(at + 1, BIG_ENDIAN) & 0xffff;
  }

  private long unsigned32() {
    need(1 + Integer.BYTES);
    return in.getInt(at + 1, BIG_ENDIAN) & 0xffff_ffffL;
  }

  private void need(int octets) {
    if (octets > in.capacity() - at) {
      throw malformed("truncated");
    }
  }

  MalformedException malformed(String what) {
    return malformedAt(at, what);
  }

  private MalformedException malformedAt(int offset, String what) {
    return new MalformedException(
        "not valid MessagePack; the value is cut short or broken", "offset", offset, "what", what);
  }

  UnrepresentableException mismatch(String wanted) {
    return new UnrepresentableException(
        "the value at the offset is not of the kind that was asked for; look with peek()",
        "offset",
        at,
        "wanted",
        wanted);
  }
}
