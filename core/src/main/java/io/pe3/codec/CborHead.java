package io.pe3.codec;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The head of one data item (RFC 8949 section 3), decoded, with the tags before it looked through.
 *
 * <pre>
 *   0     2 3       7
 *  +-------+---------+-----------------------+
 *  | major |  info   | argument, 0 1 2 4 8   |
 *  +-------+---------+-----------------------+
 * </pre>
 */
final class CborHead {
  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int SIMPLE = 7;

  /** Additional information: the argument follows in one octet; 2, 4 and 8 count on from here. */
  static final int ONE_OCTET = 24;

  /** Additional information: of indefinite length. */
  static final int INDEFINITE = 31;

  /** The octet that ends an item of indefinite length. */
  static final int BREAK = 0xff;

  /** Info of major type 7. */
  static final int FALSE = 20;

  static final int TRUE = 21;
  static final int NULL = 22;
  static final int UNDEFINED = 23;
  static final int HALF = 25;
  static final int SINGLE = 26;
  static final int DOUBLE = 27;

  static final int TAG_BIGNUM = 2;
  static final int TAG_NEGATIVE_BIGNUM = 3;

  /** More tags on one item than any registered use needs; a chain of them is work for nothing. */
  static final int MAX_TAGS = 64;

  private static final int NO_TAG = -1;
  private static final int OTHER_TAG = -2;
  private static final int MAJOR_TAG = 6;

  /** Major type, never a tag. */
  private int major;

  private int info;
  private long argument;
  private int content;
  private int tag = NO_TAG;

  /**
   * Decodes the head of the item at a place.
   *
   * @param in the input, all of it
   * @param offset of the first octet of the item or of its tags
   * @throws MalformedException when there is none, or a break
   */
  void decode(UnsafeBuffer in, int offset) {
    tag = NO_TAG;
    decodeOne(in, offset);
    if (major == MAJOR_TAG) {
      decodeTagged(in, offset);
    }
  }

  private void decodeTagged(UnsafeBuffer in, int offset) {
    for (int tags = 1; major == MAJOR_TAG; tags++) {
      if (tags > MAX_TAGS) {
        throw new MalformedException(
            "an item carries too many tags", "offset", offset, "maxTags", MAX_TAGS);
      }
      tag = argument == TAG_BIGNUM || argument == TAG_NEGATIVE_BIGNUM ? (int) argument : OTHER_TAG;
      decodeOne(in, content);
    }
  }

  private void decodeOne(UnsafeBuffer in, int offset) {
    if (offset >= in.capacity()) {
      throw truncated(offset);
    }
    int initial = in.getByte(offset) & 0xff;
    major = initial >> 5;
    info = initial & 0x1f;
    if (info < ONE_OCTET) {
      argument = info;
      content = offset + 1;
    } else if (info <= ONE_OCTET + 3) {
      decodeArgument(in, offset);
    } else {
      argument = 0;
      content = offset + 1;
      if (info != INDEFINITE || major < BYTES || major >= MAJOR_TAG) {
        throw malformed(
            initial == BREAK ? "a break stands where no open item ends" : "reserved initial octet",
            offset);
      }
    }
  }

  private void decodeArgument(UnsafeBuffer in, int offset) {
    int size = 1 << (info - ONE_OCTET);
    if (in.capacity() - offset - 1 < size) {
      throw truncated(in.capacity());
    }
    argument = argumentAt(in, offset, info);
    content = offset + 1 + size;
    if (major == SIMPLE && info == ONE_OCTET && argument < 32) {
      throw malformed("a simple value below 32 is written in one octet", offset);
    }
  }

  /** Major type of the item. */
  int major() {
    return major;
  }

  /** Additional information of the item. */
  int info() {
    return info;
  }

  /** The argument, unsigned; of a float its bits. */
  long argument() {
    return argument;
  }

  /** Index after the head. */
  int content() {
    return content;
  }

  boolean isIndefinite() {
    return info == INDEFINITE;
  }

  /** Whether the tag just before the item makes a byte string an integer. */
  boolean isBignum() {
    return major == BYTES && tag >= 0;
  }

  boolean isNegativeBignum() {
    return major == BYTES && tag == TAG_NEGATIVE_BIGNUM;
  }

  /**
   * The length of a definite string, held against what is there before anything relies on it.
   *
   * @param in the input that the head was decoded from
   * @return octets
   */
  int stringLength(UnsafeBuffer in) {
    return bounded(in.capacity() - content);
  }

  /**
   * The count of a container, held against what is there: each item takes an octet at least.
   *
   * @param in the input that the head was decoded from
   * @return values of an array, entries of a map, or {@link ReadNesting#INDEFINITE}
   */
  int count(UnsafeBuffer in) {
    if (info == INDEFINITE) {
      return ReadNesting.INDEFINITE;
    }
    int left = in.capacity() - content;
    return bounded(major == MAP ? left >> 1 : left);
  }

  private int bounded(int most) {
    if (Long.compareUnsigned(argument, most) > 0) {
      throw malformed("a length runs past the input", content);
    }
    return (int) argument;
  }

  /** The type that a reader shows. */
  ValueType type() {
    return switch (major) {
      case UNSIGNED, NEGATIVE -> ValueType.INTEGER;
      case BYTES -> isBignum() ? ValueType.INTEGER : ValueType.BYTES;
      case TEXT -> ValueType.TEXT;
      case ARRAY -> ValueType.ARRAY;
      case MAP -> ValueType.MAP;
      default ->
          switch (info) {
            case FALSE, TRUE -> ValueType.BOOLEAN;
            case NULL -> ValueType.NULL;
            case UNDEFINED -> ValueType.UNDEFINED;
            case HALF, SINGLE, DOUBLE -> ValueType.FLOAT;
            default -> ValueType.SIMPLE;
          };
    };
  }

  /** The value of a float. */
  double floatValue() {
    return floatOf(info, argument);
  }

  /** The value of a float by its additional information and its bits. */
  static double floatOf(int info, long bits) {
    return switch (info) {
      case HALF -> Float.float16ToFloat((short) bits);
      case SINGLE -> Float.intBitsToFloat((int) bits);
      default -> Double.longBitsToDouble(bits);
    };
  }

  /**
   * The argument of a head, all of whose octets the caller knows to be there.
   *
   * @return its bits; −1 when there is none
   */
  static long argumentAt(UnsafeBuffer in, int offset, int info) {
    return switch (info) {
      case ONE_OCTET -> in.getByte(offset + 1) & 0xff;
      case ONE_OCTET + 1 -> in.getShort(offset + 1, BIG_ENDIAN) & 0xffff;
      case ONE_OCTET + 2 -> in.getInt(offset + 1, BIG_ENDIAN) & 0xffff_ffffL;
      case ONE_OCTET + 3 -> in.getLong(offset + 1, BIG_ENDIAN);
      default -> info < ONE_OCTET ? info : -1;
    };
  }

  /** Octets of a head with this additional information, up to that of an eight-octet argument. */
  static int size(int info) {
    return info < ONE_OCTET ? 1 : 1 + (1 << (info - ONE_OCTET));
  }

  static UnrepresentableException mismatch(ValueType found, Object wanted, int offset) {
    return new UnrepresentableException(
        "another type of value comes next; look with peek() first",
        "found",
        found,
        "wanted",
        wanted,
        "offset",
        offset);
  }

  static MalformedException truncated(int offset) {
    return malformed("the input ends inside a value", offset);
  }

  static MalformedException malformed(String detail, int offset) {
    return new MalformedException(detail, "offset", offset);
  }
}
