package io.pe3.codec;

/**
 * The first octet of every MessagePack format. Lengths, counts and numbers follow big-endian; an
 * extension has its type octet between length and data.
 *
 * <pre>
 *   0xxxxxxx  positive fixint        1000xxxx  fixmap, x entries
 *   111xxxxx  negative fixint        1001xxxx  fixarray, x values
 *                                    101xxxxx  fixstr, x octets
 *
 *        +0         +1         +2         +3         +4         +5         +6         +7
 *   c0   nil        (never)    false      true       bin 8      bin 16     bin 32     ext 8
 *   c8   ext 16     ext 32     float 32   float 64   uint 8     uint 16    uint 32    uint 64
 *   d0   int 8      int 16     int 32     int 64     fixext 1   fixext 2   fixext 4   fixext 8
 *   d8   fixext 16  str 8      str 16     str 32     array 16   array 32   map 16     map 32
 *
 *   timestamp, extension type -1
 *   d6 ff | seconds, unsigned 32                                   1970 to 2106, no fraction
 *   d7 ff | nanoseconds, unsigned 30 | seconds, unsigned 34        1970 to 2514
 *   c7 0c ff | nanoseconds, unsigned 32 | seconds, signed 64       all others
 * </pre>
 */
final class MsgPackDescriptor {
  static final int FIXMAP = 0x80;
  static final int FIXARRAY = 0x90;
  static final int FIXSTR = 0xa0;
  static final int NIL = 0xc0;
  static final int NEVER_USED = 0xc1;
  static final int FALSE = 0xc2;
  static final int TRUE = 0xc3;
  static final int BIN_8 = 0xc4;
  static final int BIN_16 = 0xc5;
  static final int BIN_32 = 0xc6;
  static final int EXT_8 = 0xc7;
  static final int EXT_16 = 0xc8;
  static final int EXT_32 = 0xc9;
  static final int FLOAT_32 = 0xca;
  static final int FLOAT_64 = 0xcb;
  static final int UINT_8 = 0xcc;
  static final int UINT_16 = 0xcd;
  static final int UINT_32 = 0xce;
  static final int UINT_64 = 0xcf;
  static final int INT_8 = 0xd0;
  static final int INT_16 = 0xd1;
  static final int INT_32 = 0xd2;
  static final int INT_64 = 0xd3;
  static final int FIXEXT_1 = 0xd4;
  static final int FIXEXT_2 = 0xd5;
  static final int FIXEXT_4 = 0xd6;
  static final int FIXEXT_8 = 0xd7;
  static final int FIXEXT_16 = 0xd8;
  static final int STR_8 = 0xd9;
  static final int STR_16 = 0xda;
  static final int STR_32 = 0xdb;
  static final int ARRAY_16 = 0xdc;
  static final int ARRAY_32 = 0xdd;
  static final int MAP_16 = 0xde;
  static final int MAP_32 = 0xdf;
  static final int NEGATIVE_FIXINT = 0xe0;

  static final int FIXMAP_MAX = 0x0f;
  static final int FIXARRAY_MAX = 0x0f;
  static final int FIXSTR_MAX = 0x1f;
  static final int NEGATIVE_FIXINT_MIN = -32;

  static final int TIMESTAMP_TYPE = -1;
  static final int TIMESTAMP_32_LENGTH = 4;
  static final int TIMESTAMP_64_LENGTH = 8;
  static final int TIMESTAMP_96_LENGTH = 12;
  static final int TIMESTAMP_64_SECOND_BITS = 34;
  static final int NANOS_MAX = 999_999_999;

  /** A reader's view of a first octet: what it stands for. */
  private static final ValueType[] TYPES = types();

  private MsgPackDescriptor() {}

  /** The kind of value behind a first octet; null for the octet that is never used. */
  static ValueType type(int first) {
    return TYPES[first];
  }

  private static ValueType[] types() {
    ValueType[] types = new ValueType[256];
    for (int first = 0; first < types.length; first++) {
      types[first] = typeOf(first);
    }
    return types;
  }

  private static ValueType typeOf(int first) {
    if (first < FIXMAP || first >= NEGATIVE_FIXINT) {
      return ValueType.INTEGER;
    }
    if (first < FIXARRAY) {
      return ValueType.MAP;
    }
    if (first < FIXSTR) {
      return ValueType.ARRAY;
    }
    if (first < NIL) {
      return ValueType.TEXT;
    }
    return switch (first) {
      case NIL -> ValueType.NULL;
      case FALSE, TRUE -> ValueType.BOOLEAN;
      case BIN_8, BIN_16, BIN_32 -> ValueType.BYTES;
      case FLOAT_32, FLOAT_64 -> ValueType.FLOAT;
      case UINT_8, UINT_16, UINT_32, UINT_64, INT_8, INT_16, INT_32, INT_64 -> ValueType.INTEGER;
      case STR_8, STR_16, STR_32 -> ValueType.TEXT;
      case ARRAY_16, ARRAY_32 -> ValueType.ARRAY;
      case MAP_16, MAP_32 -> ValueType.MAP;
      case NEVER_USED -> null;
      default -> ValueType.EXTENSION;
    };
  }
}
