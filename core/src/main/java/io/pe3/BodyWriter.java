package io.pe3;

import io.pe3.codec.CborWriter;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;
import io.pe3.internal.CborCopy;
import io.pe3.internal.RawWords;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

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

  /** A map of two entries and the key "args" in CBOR, little-endian in a word. */
  private static final long ARGS_HEAD = 0x73_6772_6164_A2L;

  private static final int ARGS_HEAD_LENGTH = 6;

  /** Heads, keys, and what a store of eight octets writes behind them. */
  private static final int MAX_MAP_FRAMING = 32;

  /** What is no index: the value has to be written by the writer. */
  private static final int NOT_TAKEN = -1;

  /** What the map lacks where the value of {@code args} goes: that, a key, and a value. */
  private static final int MISSING_AT_ARGS = 3;

  private final PayloadWriter writer;

  /** The same, where it writes CBOR; else null. */
  private final CborWriter cborWriter;

  private final PayloadReader reader;
  private final boolean json;
  private final boolean namesUri;

  /** Walks over values inside the map; null where they are written in another way. */
  private final PayloadReader parts;

  private final int maxContainers;

  private PayloadContext context;

  /** Where the map goes: a range of a buffer, which is checked to be inside it by the writer. */
  private MutableDirectBuffer out;

  private int base;
  private int room;

  private int argsStart;
  private int kwargsStart;

  /** Makes one for a format that nests no deeper than an opener with the same limit takes. */
  BodyWriter(Serializer serializer, int maxDepth, boolean namesUri) {
    this.namesUri = namesUri;
    json = serializer == Serializer.JSON;
    writer = serializer.newWriter().maxDepth(maxDepth);
    cborWriter = writer instanceof CborWriter of ? of : null;
    reader = serializer.newReader();
    maxContainers = maxDepth - 1;
    parts =
        cborWriter != null && maxDepth > 1 ? serializer.newReader().maxDepth(maxDepth - 1) : null;
  }

  /** Starts anew on a range of the output. */
  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  void wrap(PayloadContext where, MutableDirectBuffer dst, int offset, int length) {
    if (context != where) {
      context = where;
    }
    if (out != dst) {
      out = dst;
    }
    base = offset;
    room = length;
  }

  /** Opens the map and writes up to where the value of {@code args} goes. */
  PayloadWriter begin() {
    kwargsStart = 0;
    if (cborWriter != null && room >= headLength()) {
      argsStart = putArgsHead();
      return cborWriter.wrapInMap(out, base, room, argsStart, MISSING_AT_ARGS);
    }
    writer.wrap(out, base, room);
    if (namesUri) {
      writer.startMap(PayloadMap.ENTRIES);
      writer.writeKey(PayloadMap.URI).writeKey(context.uriText());
    } else {
      writer.startMap(PayloadMap.ENTRIES - 1);
    }
    writer.writeKey(PayloadMap.ARGS);
    argsStart = writer.length();
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

  /**
   * Writes the whole map around values that are serialized already; a length of 0 is an empty one.
   *
   * @return its length
   */
  int splice(
      DirectBuffer args,
      int argsOffset,
      int argsLength,
      DirectBuffer kwargs,
      int kwargsOffset,
      int kwargsLength) {
    if (parts != null
        && room
            >= (long) context.cborHead().length() + argsLength + kwargsLength + MAX_MAP_FRAMING) {
      int at = part(args, argsOffset, argsLength, putArgsHead(), CBOR_ARRAY);
      if (at != NOT_TAKEN) {
        RawWords.putLong(out.byteArray(), address(at), PayloadMap.KWARGS_WORD);
        at += PayloadMap.KWARGS_KEY_LENGTH;
        at = part(kwargs, kwargsOffset, kwargsLength, at, CBOR_MAP);
        if (at != NOT_TAKEN) {
          return at;
        }
      }
    }
    begin();
    splice(args, argsOffset, argsLength, ValueType.ARRAY);
    kwargs();
    splice(kwargs, kwargsOffset, kwargsLength, ValueType.MAP);
    return finish();
  }

  /** Writes what never changes up to where the value of {@code args} goes, in CBOR. */
  private int putArgsHead() {
    if (namesUri) {
      OctetRun head = context.cborHead();
      if (head.isShort()) {
        head.copyTo(out.byteArray(), address(0));
      } else {
        head.copyTo(out, base);
      }
      return head.length();
    }
    RawWords.putLong(out.byteArray(), address(0), ARGS_HEAD);
    return ARGS_HEAD_LENGTH;
  }

  /** Octets that it writes, whatever is left of them unused. */
  private int headLength() {
    return namesUri ? context.cborHead().length() : Long.BYTES;
  }

  /** Where an octet of the map goes, by its address. */
  private long address(int at) {
    return out.addressOffset() + base + at;
  }

  /**
   * Copies a value of CBOR to where it goes; the caller has made sure of room.
   *
   * @return where the next goes, or {@link #NOT_TAKEN}
   */
  private int part(DirectBuffer value, int offset, int length, int at, int major) {
    if (length == 0) {
      RawWords.putByte(out.byteArray(), address(at), major);
      return at + 1;
    }
    Objects.checkFromIndexSize(offset, length, value.capacity());
    byte[] from = value.byteArray();
    long source = value.addressOffset() + offset;
    if (CborCopy.copy(major, from, source, length, out.byteArray(), address(at), maxContainers)) {
      return at + length;
    }
    return walk(value, offset, length, at, major);
  }

  /** As {@link #part}, by a closer look. */
  private int walk(DirectBuffer value, int offset, int length, int at, int major) {
    // Copied, then checked: what is checked cannot change any more.
    out.putBytes(base + at, value, offset, length);
    if ((out.getByte(base + at) & CBOR_MAJOR_MASK) != major) {
      return NOT_TAKEN;
    }
    try {
      parts.wrap(out, base + at, length);
      parts.skipValue();
      parts.endOfInput();
      return at + length;
    } catch (MalformedException e) {
      return NOT_TAKEN; // the thorough way says where
    }
  }

  private void splice(DirectBuffer value, int offset, int length, ValueType wanted) {
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
    if (cborWriter != null
        && writer.length() > start
        && (out.getByte(base + start) & CBOR_MAJOR_MASK) == major) {
      return;
    }
    // The JSON writer puts the colon with the value.
    int value =
        json && writer.length() > start && out.getByte(base + start) == ':' ? start + 1 : start;
    ValueType found = reader.wrap(out, base + value, writer.length() - value).peek();
    if (found != wanted) {
      throw new IllegalStateException(
          "args has to be one list and kwargs one map: wanted=" + wanted + " found=" + found);
    }
  }
}
