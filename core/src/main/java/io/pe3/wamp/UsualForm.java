package io.pe3.wamp;

import io.pe3.codec.Serializer;
import io.pe3.codec.ValueType;
import io.pe3.internal.AgronaAccess;
import io.pe3.internal.RawWords;
import io.pe3.internal.WordRuns;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Passes over what stands before Arguments in the form that nearly every message has: CBOR or
 * MessagePack, definite lengths, short ASCII texts, option values that are texts, booleans or
 * integers of 0 or more, and of a protected message the item alone at the end. Whatever is
 * different is left to the readers, which take every form and say what is wrong with the rest; what
 * is accepted here they accept in the same way.
 *
 * <p>Loads words without a buffer's bounds checks: each is checked here against what is left of the
 * message, once for a whole item.
 *
 * <p>Not thread-safe. Allocates nothing.
 */
final class UsualForm {
  /** The longest head and one octet behind it, so that a word can be loaded after its first. */
  private static final int MARGIN = 1 + Long.BYTES;

  private static final int FALLBACK = -1;
  private static final int MAX_COUNT = 15;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /** First octets of lists, maps, texts, and integers and texts whose length follows. */
  private final int list;

  private final int map;
  private final int text;
  private final int textLengths;
  private final int sizedText;
  private final int integers;
  private final int sizedInteger;
  private final int falseOctet;
  private final int items;
  private final int sizedItem;

  private final UnsafeBuffer name;
  private DirectBuffer source;

  /**
   * Where the message is: in an array, or null and outside the heap; its first octet's address; and
   * what keeps that memory, whatever its owner does with the buffer.
   */
  private byte[] array;

  private ByteBuffer memory;
  private long address;

  private int base;
  private int limit;

  /** Never beyond the limit. */
  private int at;

  private int elements;

  private int textOffset;
  private int textLength;

  private final OptionsLayouts layouts = new OptionsLayouts();

  /** Where the texts of the map that is being read begin and end, in turn. */
  private final int[] texts = new int[2 * MAX_COUNT];

  private int textEnds;

  UsualForm(Serializer serializer) {
    AgronaAccess.require();
    boolean cbor = serializer == Serializer.CBOR;
    list = cbor ? 0x80 : 0x90;
    map = cbor ? 0xa0 : 0x80;
    text = cbor ? 0x60 : 0xa0;
    textLengths = cbor ? 24 : 32;
    sizedText = cbor ? 0x78 : 0xd9;
    integers = cbor ? 0x18 : 0x80;
    sizedInteger = cbor ? 0x18 : 0xcc;
    falseOctet = cbor ? 0xf4 : 0xc2;
    items = cbor ? 24 : 0;
    sizedItem = cbor ? 0x58 : 0xc4;
    name = new UnsafeBuffer(0, 0);
  }

  /**
   * Begins a message.
   *
   * @return its type, or below 0 for another form
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  long wrap(DirectBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    byte[] bytes = buffer.byteArray();
    ByteBuffer owner = buffer.byteBuffer();
    if (source != buffer || array != bytes || memory != owner) {
      source = buffer;
      array = bytes;
      memory = owner;
    }
    address = buffer.addressOffset() + offset;
    base = offset;
    limit = length;
    if (length < MARGIN) {
      return FALLBACK;
    }
    elements = octet(0) - list;
    at = 1;
    return elements < 1 || elements > MAX_COUNT ? FALLBACK : number();
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
    int count = type.idsBeforeOptions();
    if (count == 0 || left(type) < 0 || !id(found, 0) || (count > 1 && !id(found, 1))) {
      return false;
    }
    found.idCount = count;
    int start = at;
    OptionsIndex index = options();
    if (index == null) {
      return false;
    }
    found.setOptions(index);
    found.optionsOffset = base + start;
    found.optionsLength = at - start;
    if (type.elements() > count + 1) {
      start = at;
      if (!text()) {
        return false;
      }
      found.textOffset = base + start;
      found.textLength = at - start;
    }
    return true;
  }

  private boolean id(MessageElements found, int index) {
    long id = number();
    found.ids[index] = id;
    return id >= 0 && id <= Ids.MAX;
  }

  /**
   * Passes over a map.
   *
   * @return where its entries stand; null for another form
   */
  private OptionsIndex options() {
    int start = at;
    OptionsLayout layout = layouts.find(array, address + start, limit - start);
    if (layout == null) {
      layout = layouts.spare();
      textEnds = 0;
      if (!entries(layout.index, start)) {
        return null;
      }
      layouts.take(array, address + start, at - start, limit - start, texts, textEnds);
    } else {
      at += layout.length();
    }
    layout.index.origin(base + start);
    return layout.index;
  }

  private boolean entries(OptionsIndex index, int start) {
    if (at >= limit) {
      return false;
    }
    int entries = octet(at++) - map;
    if (entries < 0 || entries > MAX_COUNT) {
      return false;
    }
    for (int i = 0; i < entries; i++) {
      if (!entry(index, start)) {
        return false;
      }
    }
    return true;
  }

  private boolean entry(OptionsIndex index, int origin) {
    int start = at;
    Attribute attribute = index.expected();
    if (limit - at > Math.max(Long.BYTES, attribute.length())
        && octet(at) == text + attribute.length()
        && attribute.isAt(array, address + at + 1)) {
      at += 1 + attribute.length();
    } else {
      if (!text() || limit - textOffset < Long.BYTES) {
        return false;
      }
      attribute = Attribute.find(array, address + textOffset, textLength);
      if (attribute == null) {
        name.wrap(source, base + textOffset, textLength);
      }
    }
    index.open(start - origin, attribute, name);
    int value = at;
    ValueType type = value();
    index.close(attribute, type, value - origin, at - origin);
    if (type == ValueType.TEXT) {
      texts[textEnds++] = textOffset - origin;
      texts[textEnds++] = at - origin;
    }
    return type != ValueType.END;
  }

  /** Passes over a value; {@link ValueType#END} for another form. */
  private ValueType value() {
    if (text()) {
      return ValueType.TEXT;
    }
    if (at < limit && (octet(at) & ~1) == falseOctet) {
      at++;
      return ValueType.BOOLEAN;
    }
    return number() >= 0 ? ValueType.INTEGER : ValueType.END;
  }

  /** Passes over a text of ASCII; false for another form. */
  private boolean text() {
    if (limit - at < 2) {
      return false;
    }
    int first = octet(at);
    int length = first - text;
    int offset = at + 1;
    if (length < 0 || length >= textLengths) {
      if (first != sizedText) {
        return false;
      }
      length = octet(offset++);
    }
    if (length > limit - offset || !isAscii(offset, length)) {
      return false;
    }
    textOffset = offset;
    textLength = length;
    at = offset + length;
    return true;
  }

  private boolean isAscii(int offset, int length) {
    if (length >= WordRuns.MIN_LENGTH) {
      return WordRuns.isAscii(array, address + offset, length);
    }
    long high = 0;
    if (limit - offset >= Long.BYTES) {
      // What stands behind the text is shifted out.
      high = length == 0 ? 0 : word(offset) << (Byte.SIZE * (Long.BYTES - length));
    } else {
      for (int i = 0; i < length; i++) {
        high |= octet(offset + i);
      }
    }
    return (high & HIGH_BITS) == 0;
  }

  /** Passes over an integer of 0 or more; below 0 for another form. */
  private long number() {
    if (limit - at < MARGIN) {
      return FALLBACK;
    }
    int first = octet(at);
    if (first < integers) {
      at++;
      return first;
    }
    int power = first - sizedInteger;
    if (power < 0 || power > 3) {
      return FALLBACK;
    }
    long value = Long.reverseBytes(word(at + 1)) >>> (Long.SIZE - (Byte.SIZE << power));
    if (value >= 0) {
      at += 1 + (1 << power);
    }
    return value;
  }

  /** Whether all that is left is a list of one byte string; false for another form. */
  boolean isListedItem() {
    if (limit - at < 1 + MARGIN || octet(at) != list + 1) {
      return false;
    }
    int first = octet(at + 1);
    int power = first - sizedItem;
    int length;
    int body = at + 2;
    if (power >= 0 && power <= 2) {
      long octets = Long.reverseBytes(word(body)) >>> (Long.SIZE - (Byte.SIZE << power));
      if (octets > limit) {
        return false;
      }
      length = (int) octets;
      body += 1 << power;
    } else {
      length = first - (sizedItem - items);
      if (length < 0 || length >= items) {
        return false;
      }
    }
    return body + length == limit;
  }

  private int octet(int index) {
    return RawWords.getByte(array, address + index);
  }

  private long word(int index) {
    return RawWords.getLong(array, address + index);
  }
}
