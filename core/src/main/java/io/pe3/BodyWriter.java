package io.pe3;

import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the payload map straight into the place where it is encrypted: {@code {"uri": …, "args":
 * …, "kwargs": …}} in that order, without {@code uri} where the scheme binds it in another way.
 *
 * <p>Not thread-safe. Allocates nothing.
 */
final class BodyWriter {
  private static final int CBOR_MAJOR_MASK = 0xE0;
  private static final int CBOR_ARRAY = 0x80;
  private static final int CBOR_MAP = 0xA0;

  private final PayloadWriter writer;
  private final PayloadReader reader;
  private final boolean cbor;
  private final boolean json;
  private final boolean namesUri;
  private final UnsafeBuffer out = new UnsafeBuffer(0, 0);
  private int argsStart;
  private int kwargsStart;

  /** Makes one for a format that nests no deeper than an opener with the same limit takes. */
  BodyWriter(Serializer serializer, int maxDepth, boolean namesUri) {
    this.namesUri = namesUri;
    cbor = serializer == Serializer.CBOR;
    json = serializer == Serializer.JSON;
    writer = serializer.newWriter().maxDepth(maxDepth);
    reader = serializer.newReader();
  }

  /** Opens the map and writes up to where the value of {@code args} goes. */
  PayloadWriter begin(PayloadContext context, MutableDirectBuffer dst, int offset, int length) {
    out.wrap(dst, offset, length);
    writer.wrap(out, 0, length);
    if (namesUri) {
      writer.startMap(PayloadMap.ENTRIES);
      writer.writeKey(PayloadMap.URI).writeKey(context.uriText());
    } else {
      writer.startMap(PayloadMap.ENTRIES - 1);
    }
    writer.writeKey(PayloadMap.ARGS);
    argsStart = writer.length();
    kwargsStart = 0;
    return writer;
  }

  /** Goes on to where the value of {@code kwargs} goes. */
  PayloadWriter kwargs() {
    if (kwargsStart != 0) {
      throw new IllegalStateException("kwargs() was called already");
    }
    if (writer.length() == argsStart) {
      writer.startArray(0).endArray();
    }
    requireOne(argsStart, ValueType.ARRAY);
    writer.writeKey(PayloadMap.KWARGS);
    kwargsStart = writer.length();
    return writer;
  }

  /** Closes the map; what was not written is empty. */
  int finish() {
    if (kwargsStart == 0) {
      kwargs();
    }
    if (writer.length() == kwargsStart) {
      writer.startMap(0).endMap();
    }
    requireOne(kwargsStart, ValueType.MAP);
    writer.endMap();
    return writer.length();
  }

  /** Writes values that are serialized already; a length of 0 is an empty one. */
  void splice(DirectBuffer value, int offset, int length, ValueType wanted) {
    if (length == 0) {
      return;
    }
    if (reader.wrap(value, offset, length).peek() != wanted) {
      throw new MalformedException(
          "args has to be a list and kwargs a map", "wanted", wanted, "found", reader.peek());
    }
    writer.writeRaw(value, offset, length);
  }

  /**
   * The writer counts values, so that one too few or too many shows at the end; that it was a list
   * or a map shows in the first octets.
   */
  private void requireOne(int start, ValueType wanted) {
    int major = wanted == ValueType.ARRAY ? CBOR_ARRAY : CBOR_MAP;
    if (cbor && writer.length() > start && (out.getByte(start) & CBOR_MAJOR_MASK) == major) {
      return;
    }
    // The JSON writer puts the colon with the value.
    int value = json && writer.length() > start && out.getByte(start) == ':' ? start + 1 : start;
    ValueType found = reader.wrap(out, value, writer.length() - value).peek();
    if (found != wanted) {
      throw new IllegalStateException(
          "args has to be one list and kwargs one map: wanted=" + wanted + " found=" + found);
    }
  }
}
