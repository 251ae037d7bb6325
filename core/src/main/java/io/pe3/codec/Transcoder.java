package io.pe3.codec;

import io.pe3.error.UnrepresentableException;
import java.util.Arrays;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Turns values of one serializer's format into another's, value by value, without a tree between.
 *
 * <p>Nothing is lost (wire profile, section 1): integers keep their value whatever their size,
 * floats stay floats, text stays text and byte strings stay byte strings. What the target has no
 * form for is refused with {@code unrepresentable}: an integer beyond 64 bits in MessagePack, NaN
 * and infinities, a key that is not text and a text that begins with U+0000 in JSON, and everywhere
 * CBOR tags other than bignums, {@code undefined}, simple values and MessagePack extensions, which
 * have no counterpart. A JSON number with a fraction or an exponent is the nearest double. Between
 * the same format the octets are copied verbatim, whatever they hold, and validated.
 *
 * <p>A container whose size is only known at its end (all of JSON, indefinite lengths of CBOR) is
 * walked once beforehand to count; time stays linear in the input.
 *
 * <p>Not thread-safe. Allocates nothing once it has grown to the number of uncounted containers,
 * except for integers beyond a long, and JSON numbers as {@link JsonReader} says.
 */
public final class Transcoder {
  private static final int CBOR_MAJOR_MASK = 0xE0;
  private static final int CBOR_INFO_MASK = 0x1F;
  private static final int CBOR_TAG = 0xC0;
  private static final int MIN_COUNTS = 16;

  private final Serializer from;
  private final PayloadReader reader;

  /** Counts what the reader is about to come to. */
  private final PayloadReader ahead;

  private final UnsafeBuffer source = Views.empty();
  private final UnsafeBuffer view = Views.empty();

  /** How many values or entries the containers ahead hold, in the order in which they open. */
  private int[] counts = {};

  private int known;
  private int next;

  private PayloadWriter target;

  /**
   * Makes one for a format.
   *
   * @param from what is read
   * @throws io.pe3.error.UnsupportedSerializerException when the format is not a parsed one
   */
  public Transcoder(Serializer from) {
    this.from = from;
    this.reader = from.newReader();
    this.ahead = from.newReader();
  }

  /**
   * The format read.
   *
   * @return the serializer
   */
  public Serializer serializer() {
    return from;
  }

  /**
   * Reads one value and writes it.
   *
   * @param octets holds the value
   * @param offset of its first octet
   * @param length in octets, exactly one value
   * @param writer takes it, at its present depth; unusable after an error
   * @throws io.pe3.error.MalformedException when the range is not exactly one well-formed value
   * @throws UnrepresentableException when the target has no form for something in it
   * @throws io.pe3.error.BufferTooSmallException when the writer's range is full
   * @throws io.pe3.error.LimitExceededException when nested deeper than the writer's limit
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  public void transcode(DirectBuffer octets, int offset, int length, PayloadWriter writer) {
    if (writer.serializer() == from) {
      writer.writeRaw(octets, offset, length);
      return;
    }
    Objects.checkFromIndexSize(offset, length, octets.capacity());
    source.wrap(octets, offset, length);
    reader.wrap(source, 0, length);
    target = writer;
    known = 0;
    next = 0;
    value();
    reader.endOfInput();
    // Scratch of the readers held what was read; it is wiped when they turn to something else.
    reader.wrap(source, 0, 0);
    ahead.wrap(source, 0, 0);
  }

  private void value() {
    ValueType type = reader.peek();
    if (from == Serializer.CBOR && type != ValueType.END && isTagged(type)) {
      throw refused("a CBOR tag", type);
    }
    switch (type) {
      case NULL -> {
        reader.readNull();
        target.writeNull();
      }
      // At the end the reader itself says what is missing.
      case BOOLEAN, END -> target.writeBoolean(reader.readBoolean());
      case INTEGER -> integer();
      case FLOAT -> target.writeDouble(reader.readDouble());
      case TEXT -> {
        reader.readText(view);
        target.writeText(view, 0, view.capacity());
      }
      case BYTES -> {
        reader.readBytes(view);
        target.writeBytes(view, 0, view.capacity());
      }
      case ARRAY -> array();
      case MAP -> map();
      case UNDEFINED -> throw refused("undefined", type);
      case EXTENSION -> throw refused("a MessagePack extension", type);
      case SIMPLE -> throw refused("a CBOR simple value", type);
    }
  }

  /** A bignum's tag says no more than that it is an integer; every other one would be lost. */
  private boolean isTagged(ValueType type) {
    int position = reader.position();
    return type == ValueType.INTEGER ? isForeignTagAt(position) : isTagAt(position);
  }

  private boolean isTagAt(int position) {
    return (source.getByte(position) & CBOR_MAJOR_MASK) == CBOR_TAG;
  }

  private boolean isForeignTagAt(int position) {
    if (!isTagAt(position)) {
      return false;
    }
    int tag = source.getByte(position) & CBOR_INFO_MASK;
    return (tag != CborHead.TAG_BIGNUM && tag != CborHead.TAG_NEGATIVE_BIGNUM)
        || isTagAt(position + 1);
  }

  private void integer() {
    boolean isLong =
        switch (reader) {
          case CborReader cbor -> cbor.isLong();
          case MsgPackReader msgPack -> msgPack.isLong();
          case JsonReader json -> json.isLong();
        };
    if (isLong) {
      target.writeLong(reader.readLong());
    } else {
      target.writeBigInteger(reader.readBigInteger());
    }
  }

  private void array() {
    int start = reader.position();
    target.startArray(count(reader.startArray(), start));
    while (reader.hasNext()) {
      value();
    }
    reader.endArray();
    target.endArray();
  }

  private void map() {
    int start = reader.position();
    target.startMap(count(reader.startMap(), start));
    while (reader.hasNext()) {
      value();
      value();
    }
    reader.endMap();
    target.endMap();
  }

  /** How many values or entries the container that was opened last holds. */
  private int count(int announced, int start) {
    if (next < known) {
      return counts[next++];
    }
    if (announced >= 0) {
      return announced;
    }
    ahead.wrap(source, start, source.capacity() - start);
    known = 0;
    walk();
    next = 1;
    return counts[0];
  }

  private void walk() {
    switch (ahead.peek()) {
      case ARRAY -> {
        int at = slot();
        ahead.startArray();
        int count = 0;
        for (; ahead.hasNext(); count++) {
          walk();
        }
        ahead.endArray();
        counts[at] = count;
      }
      case MAP -> {
        int at = slot();
        ahead.startMap();
        int count = 0;
        for (; ahead.hasNext(); count++) {
          walk();
          walk();
        }
        ahead.endMap();
        counts[at] = count;
      }
      default -> ahead.skipValue();
    }
  }

  private int slot() {
    if (known == counts.length) {
      counts = Arrays.copyOf(counts, Math.max(MIN_COUNTS, 2 * known));
    }
    return known++;
  }

  private UnrepresentableException refused(String what, ValueType type) {
    return new UnrepresentableException(
        what + " has no counterpart in the other format; send it in another way",
        "from",
        from.text(),
        "to",
        target.serializer().text(),
        "type",
        type,
        "offset",
        reader.position());
  }
}
