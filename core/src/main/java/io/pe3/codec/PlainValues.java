package io.pe3.codec;

import io.pe3.error.LimitExceededException;
import io.pe3.error.UnrepresentableException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * The convenience for plain Java objects: {@code null}, {@link Boolean}, {@link Long}, {@link
 * java.math.BigInteger}, {@link Double}, {@link String}, {@code byte[]}, {@link java.util.List} and
 * {@link java.util.Map}.
 */
public final class PlainValues {
  /** See {@link #key}. */
  private static final int MAX_MIXED_KEYS = 128;

  private PlainValues() {}

  /**
   * Writes a value with everything in it.
   *
   * @param writer to write with
   * @param value {@code null}, a Boolean, Byte, Short, Integer, Long, BigInteger, Float or Double,
   *     a CharSequence, a {@code byte[]} or {@link DirectBuffer} (all of it, as a byte string), a
   *     Collection or a Map of such values
   * @throws UnrepresentableException when it is or holds anything else, or something that the
   *     writer's format has no form for
   * @throws LimitExceededException when it is nested deeper than the writer's limit, as a value
   *     that contains itself is
   */
  public static void write(PayloadWriter writer, Object value) {
    switch (value) {
      case null -> writer.writeNull();
      case String text -> writer.writeText(text);
      case Long number -> writer.writeLong(number);
      case Integer number -> writer.writeLong(number);
      case Boolean truth -> writer.writeBoolean(truth);
      case Double number -> writer.writeDouble(number);
      case Float number -> writer.writeDouble(number);
      case Map<?, ?> map -> writeMap(writer, map);
      case Collection<?> values -> writeArray(writer, values);
      case byte[] octets -> writer.writeBytes(octets);
      case BigInteger number -> writer.writeBigInteger(number);
      case Short number -> writer.writeLong(number);
      case Byte number -> writer.writeLong(number);
      case DirectBuffer octets -> writer.writeBytes(octets, 0, octets.capacity());
      case CharSequence text -> writer.writeText(text.toString());
      default ->
          throw new UnrepresentableException(
              "objects of this class have no form in a payload; convert them first",
              "class",
              value.getClass().getName());
    }
  }

  private static void writeArray(PayloadWriter writer, Collection<?> values) {
    writer.startArray(values.size());
    for (Object value : values) {
      write(writer, value);
    }
    writer.endArray();
  }

  private static void writeMap(PayloadWriter writer, Map<?, ?> map) {
    writer.startMap(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      write(writer, entry.getKey());
      write(writer, entry.getValue());
    }
    writer.endMap();
  }

  /**
   * Reads the next value with everything in it.
   *
   * @param reader to read with
   * @return {@code null} (for {@code undefined} too), Boolean, Long, BigInteger (only beyond 64
   *     bits), Double, String, {@code byte[]}, ArrayList, or LinkedHashMap in the order read, in
   *     which the last of equal keys wins
   * @throws UnrepresentableException for what Java has no plain object for: a MessagePack
   *     extension, a CBOR simple value, a map whose keys are arrays or maps
   * @throws LimitExceededException for a map of more than 128 entries with keys of several types
   */
  public static Object read(PayloadReader reader) {
    return switch (reader.peek()) {
      case NULL, UNDEFINED -> {
        reader.readNull();
        yield null;
      }
      // At the end the reader itself says what is missing.
      case BOOLEAN, END -> reader.readBoolean();
      case INTEGER -> readInteger(reader);
      case FLOAT -> reader.readDouble();
      case TEXT -> reader.readText();
      case BYTES -> reader.readBytes();
      case ARRAY -> readArray(reader);
      case MAP -> readMap(reader);
      case EXTENSION, SIMPLE ->
          throw new UnrepresentableException(
              "this value has no plain object; take it with the reader's own calls",
              "type",
              reader.peek(),
              "position",
              reader.position());
    };
  }

  private static Object readInteger(PayloadReader reader) {
    boolean isLong =
        switch (reader) {
          case CborReader cbor -> cbor.isLong();
          case MsgPackReader msgPack -> msgPack.isLong();
          case JsonReader json -> json.isLong();
        };
    if (isLong) {
      return reader.readLong();
    }
    BigInteger value = reader.readBigInteger();
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private static List<Object> readArray(PayloadReader reader) {
    List<Object> values = new ArrayList<>();
    reader.startArray();
    while (reader.hasNext()) {
      values.add(read(reader));
    }
    reader.endArray();
    return values;
  }

  private static Map<Object, Object> readMap(PayloadReader reader) {
    Map<Object, Object> map = new LinkedHashMap<>();
    reader.startMap();
    Class<?> keyClass = null;
    boolean mixed = false;
    while (reader.hasNext()) {
      Object key = key(reader);
      Class<?> itsClass = key == null ? Void.class : key.getClass();
      mixed |= keyClass != null && keyClass != itsClass;
      keyClass = itsClass;
      map.put(key, read(reader));
      if (mixed && map.size() > MAX_MIXED_KEYS) {
        throw new LimitExceededException(
            "a map with keys of several types is too large for a plain object;"
                + " take it with the reader's own calls",
            "limit",
            "keys",
            "maximum",
            MAX_MIXED_KEYS);
      }
    }
    reader.endMap();
    return map;
  }

  /**
   * A hash table stays fast under keys chosen to collide only as long as they can be ordered, which
   * keys of one scalar type can. Containers as keys are refused, and mixed types kept few: else a
   * peer could send a small map that takes minutes to fill.
   */
  private static Object key(PayloadReader reader) {
    ValueType type = reader.peek();
    if (type == ValueType.ARRAY || type == ValueType.MAP) {
      throw new UnrepresentableException(
          "a map key that is an array or a map has no plain object;"
              + " take it with the reader's own calls",
          "type",
          type,
          "position",
          reader.position());
    }
    return read(reader);
  }
}
