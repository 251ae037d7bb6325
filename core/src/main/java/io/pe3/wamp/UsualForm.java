package io.pe3.wamp;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.pe3.codec.Serializer;
import io.pe3.codec.ValueType;
import io.pe3.internal.AgronaAccess;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Passes over what stands before Arguments in the form that nearly every message has: CBOR or
 * MessagePack, definite lengths, short ASCII texts, option values that are texts, booleans or
 * integers of 0 or more, and of a protected message the item alone at the end. Whatever is
 * different is left to the readers, which take every form and say what is wrong with the rest; what
 * is accepted here they accept in the same way.
 *
 * <p>Not thread-safe. Allocates nothing.
 */
final class UsualForm {
  /** More than the longest head: a look at one never passes the end. */
  private static final int MARGIN = 1 + Long.BYTES;

  private static final int FALLBACK = -1;

  /** The longest map that is remembered. */
  private static final int MAX_KNOWN = 512;

  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private final boolean cbor;
  private final UnsafeBuffer in;
  private final UnsafeBuffer name;
  private int base;
  private int limit;
  private int at;
  private int elements;

  /** Where the entries of the map read last stand, where and how long it was, and its octets. */
  private final OptionsIndex known = new OptionsIndex();

  private int knownOffset;
  private int knownLength;
  private final UnsafeBuffer octets;

  private int textAt;
  private int textLength;

  UsualForm(Serializer serializer) {
    AgronaAccess.require();
    cbor = serializer == Serializer.CBOR;
    in = new UnsafeBuffer(0, 0);
    name = new UnsafeBuffer(0, 0);
    octets = new UnsafeBuffer(new byte[MAX_KNOWN]);
  }

  /**
   * Begins a message.
   *
   * @return its type, or below 0 for another form
   */
  long wrap(DirectBuffer buffer, int offset, int length) {
    in.wrap(buffer, offset, length);
    base = offset;
    limit = length;
    if (length < MARGIN) {
      return FALLBACK;
    }
    int list = in.getByte(0) & 0xff;
    elements = list - (cbor ? 0x80 : 0x90);
    at = 1;
    return elements < 1 || elements > 15 ? FALLBACK : number();
  }

  /** Where the next octet stands, as an index of the buffer. */
  int position() {
    return base + at;
  }

  /** Octets from there to the end. */
  int remaining() {
    return limit - at;
  }

  /** How many elements are left. */
  int left(MessageType type) {
    return elements - 1 - type.elements();
  }

  /**
   * Passes over the elements before Arguments.
   *
   * @return false for another form; what was set is then worth nothing
   */
  boolean head(MessageElements found) {
    MessageType type = found.type;
    if (type.required() != type.elements() || left(type) < 0) {
      return false;
    }
    for (int i = 0; i < type.elements(); i++) {
      int start = at;
      switch (type.element(i)) {
        case MessageType.ID -> {
          long id = number();
          if (id < 0 || id > Ids.MAX) {
            return false;
          }
          found.ids[found.idCount++] = id;
        }
        case MessageType.OPTIONS -> {
          found.options = options();
          if (found.options == null) {
            return false;
          }
          found.optionsOffset = base + start;
          found.optionsLength = at - start;
        }
        default -> {
          if (!text()) {
            return false;
          }
          found.textOffset = base + start;
          found.textLength = at - start;
        }
      }
    }
    return true;
  }

  /**
   * Passes over a map. Messages of one flow have the same options: the map that was read last is
   * compared as octets before it is read anew. A map tells its own end, so that the same octets are
   * the same map.
   *
   * @return where its entries stand; null for another form
   */
  private OptionsIndex options() {
    if (knownLength > 0 && isKnown()) {
      known.shift(base + at - knownOffset);
      at += knownLength;
      return known;
    }
    int start = at;
    knownLength = 0;
    known.clear();
    if (!options(known)) {
      return null;
    }
    if (at - start <= MAX_KNOWN) {
      knownOffset = base + start;
      knownLength = at - start;
      octets.putBytes(0, in, start, knownLength);
    }
    return known;
  }

  private boolean isKnown() {
    if (knownLength > limit - at) {
      return false;
    }
    int last = knownLength - Long.BYTES;
    if (last < 0) {
      return false;
    }
    for (int i = 0; i < last; i += Long.BYTES) {
      if (in.getLong(at + i) != octets.getLong(i)) {
        return false;
      }
    }
    return in.getLong(at + last) == octets.getLong(last);
  }

  private boolean options(OptionsIndex index) {
    if (limit - at < 1) {
      return false;
    }
    int entries = (in.getByte(at++) & 0xff) - (cbor ? 0xa0 : 0x80);
    if (entries < 0 || entries > 15) {
      return false;
    }
    for (int i = 0; i < entries; i++) {
      int start = at;
      if (!text()) {
        return false;
      }
      Attribute attribute = index.expected();
      if (!attribute.isAt(in, textAt, textLength)) {
        name.wrap(in, textAt, textLength);
        attribute = Attribute.find(name);
      }
      index.open(base + start, attribute, name);
      int value = at;
      ValueType type = value();
      if (type == ValueType.END) {
        return false;
      }
      index.close(attribute, type, base + value, base + at);
    }
    return true;
  }

  /** Passes over a value; {@link ValueType#END} for another form. */
  private ValueType value() {
    if (at >= limit) {
      return ValueType.END;
    }
    int first = in.getByte(at) & 0xff;
    int bool = cbor ? 0xf4 : 0xc2;
    if ((first & ~1) == bool) {
      at++;
      return ValueType.BOOLEAN;
    }
    if (isText(first)) {
      return text() ? ValueType.TEXT : ValueType.END;
    }
    return number() >= 0 ? ValueType.INTEGER : ValueType.END;
  }

  private boolean isText(int first) {
    return cbor ? first >> 5 == 3 : first >> 5 == 5 || first == 0xd9;
  }

  /** Passes over a text of ASCII; false for another form. */
  private boolean text() {
    if (limit - at < 2) {
      return false;
    }
    int first = in.getByte(at) & 0xff;
    int inline = first - (cbor ? 0x60 : 0xa0);
    if (inline >= 0 && inline < (cbor ? 24 : 32)) {
      textAt = at + 1;
      textLength = inline;
    } else if (first == (cbor ? 0x78 : 0xd9)) {
      textAt = at + 2;
      textLength = in.getByte(at + 1) & 0xff;
    } else {
      return false;
    }
    if (textLength > limit - textAt || !isAscii(textAt, textLength)) {
      return false;
    }
    at = textAt + textLength;
    return true;
  }

  private boolean isAscii(int offset, int length) {
    long high = 0;
    int i = offset;
    int end = offset + length;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      high |= in.getLong(i, LITTLE_ENDIAN);
    }
    if (i < end) {
      if (i + Long.BYTES <= limit) {
        high |= in.getLong(i, LITTLE_ENDIAN) << ((Long.BYTES - (end - i)) << 3);
      } else {
        for (; i < end; i++) {
          high |= in.getByte(i);
        }
      }
    }
    return (high & HIGH_BITS) == 0;
  }

  /** Passes over an integer of 0 or more; below 0 for another form. */
  private long number() {
    if (limit - at < 1) {
      return FALLBACK;
    }
    int first = in.getByte(at) & 0xff;
    if (first < (cbor ? 0x18 : 0x80)) {
      at++;
      return first;
    }
    int power = first - (cbor ? 0x18 : 0xcc);
    if (power < 0 || power > 3 || limit - at < 1 + (1 << power)) {
      return FALLBACK;
    }
    long value =
        switch (power) {
          case 0 -> in.getByte(at + 1) & 0xff;
          case 1 -> in.getShort(at + 1, BIG_ENDIAN) & 0xffff;
          case 2 -> in.getInt(at + 1, BIG_ENDIAN) & 0xffff_ffffL;
          default -> in.getLong(at + 1, BIG_ENDIAN);
        };
    if (value >= 0) {
      at += 1 + (1 << power);
    }
    return value;
  }

  /** Whether all that is left is a list of one byte string. */
  boolean isListedItemAtEnd() {
    if (limit - at < 1 + MARGIN || (in.getByte(at) & 0xff) != (cbor ? 0x81 : 0x91)) {
      return false;
    }
    int first = in.getByte(at + 1) & 0xff;
    int body = at + 2;
    if (cbor && first >= 0x40 && first < 0x58) {
      return body + (first - 0x40) == limit;
    }
    int power = first - (cbor ? 0x58 : 0xc4);
    if (power < 0 || power > 2) {
      return false;
    }
    long length =
        switch (power) {
          case 0 -> in.getByte(body) & 0xff;
          case 1 -> in.getShort(body, BIG_ENDIAN) & 0xffff;
          default -> in.getInt(body, BIG_ENDIAN) & 0xffff_ffffL;
        };
    return body + (1 << power) + length == limit;
  }
}
