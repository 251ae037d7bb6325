package io.pe3;

import io.pe3.codec.CborReader;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.Serializer;
import io.pe3.codec.ValueType;
import io.pe3.error.Pe3Exception;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the payload map {@code {"uri", "args", "kwargs"}} where it was decrypted, in one pass: what
 * the application reads is validated by that, and what it leaves out is walked over. So for maps in
 * that order, with or without {@code uri}, as writers emit them; others are walked first.
 *
 * <p>Not thread-safe. Allocates nothing unless the map has another form.
 */
final class BodyReader {
  /** Containers open where the map's values stand. */
  private static final int MAP_DEPTH = 1;

  /** What the map holds from the value of {@code args} on: that, a key, and a value. */
  private static final int LEFT_AT_ARGS = 3;

  private final PayloadMap map;
  private final PayloadReader reader;

  /** The same, where it reads CBOR; else null. */
  private final CborReader cborReader;

  /** An array and, behind it, a map with nothing in them. */
  private final UnsafeBuffer empty;

  private DirectBuffer body;
  private int offset;
  private int length;
  private PayloadContext context;
  private int argsStart;
  private int kwargsStart;
  private boolean hasUri;

  /** Whether all of the map is known to be valid, and its parts are read each by itself. */
  private boolean walked;

  private boolean atKwargs;

  BodyReader(Serializer serializer, int maxDepth, PayloadMap map) {
    this.map = map;
    this.reader = serializer.newReader().maxDepth(maxDepth);
    this.cborReader = reader instanceof CborReader of ? of : null;
    this.empty = new UnsafeBuffer(emptyParts(serializer));
  }

  private static byte[] emptyParts(Serializer serializer) {
    return switch (serializer) {
      case CBOR -> new byte[] {(byte) 0x80, (byte) 0xA0};
      case MSGPACK -> new byte[] {(byte) 0x90, (byte) 0x80};
      case JSON -> new byte[] {'[', ']', '{', '}'};
      default -> throw new IllegalArgumentException("not parsed: " + serializer);
    };
  }

  /**
   * Starts on a body.
   *
   * @param bound whether the URI is bound in another way, so that writers leave it out
   * @return the reader, which stands at the array of arguments
   * @throws io.pe3.error.UriMismatchException when it was sealed for another URI
   * @throws io.pe3.error.MalformedException when it has another form and is not valid in it
   */
  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  PayloadReader begin(
      DirectBuffer buffer, int start, int octets, PayloadContext expected, boolean bound) {
    if (body != buffer) {
      body = buffer;
    }
    if (context != expected) {
      context = expected;
    }
    offset = start;
    length = octets;
    atKwargs = false;
    hasUri = false;
    walked = !isAsWritten(!bound);
    if (walked) {
      walk();
      hasUri = map.hasUri();
      return part(map.argsOffset(), map.argsLength(), 0);
    }
    argsStart = reader.position();
    return reader;
  }

  /** Takes what stands in front of the arguments, if it is what writers put there. */
  private boolean isAsWritten(boolean namesUri) {
    if (cborReader != null && startsAsWritten()) {
      return true;
    }
    reader.wrap(body, offset, length);
    try {
      if (reader.peek() != ValueType.MAP || map.isTagged(body, offset)) {
        return false;
      }
      reader.startMap();
      if (namesUri && reader.readKey(PayloadMap.URI)) {
        hasUri = reader.readKey(context.uriText());
        return hasUri && reader.readKey(PayloadMap.ARGS) && reader.peek() == ValueType.ARRAY;
      }
      return reader.readKey(PayloadMap.ARGS) && reader.peek() == ValueType.ARRAY;
    } catch (Pe3Exception e) {
      // The walk says what is wrong, or that nothing is.
      return false;
    }
  }

  /** Takes the head, the URI and the key of the arguments in CBOR, compared in one piece. */
  private boolean startsAsWritten() {
    int known = PayloadMap.headLength(body, offset, length, context);
    if (known == 0 || !PayloadMap.isMajor(body, offset + known, PayloadMap.CBOR_MAJOR_ARRAY)) {
      return false;
    }
    cborReader.wrapInMap(body, offset, length, known, LEFT_AT_ARGS);
    hasUri = known != PayloadMap.ARGS_HEAD_LENGTH;
    return true;
  }

  boolean hasUri() {
    return hasUri;
  }

  /**
   * Goes on to the keyword arguments; what is left of the arguments is walked over.
   *
   * @return the reader, which stands at the map
   * @throws io.pe3.error.MalformedException when the octets in between are not valid
   * @throws IllegalStateException when it was called already
   */
  PayloadReader kwargs() {
    if (atKwargs) {
      throw new IllegalStateException("kwargs() was called already");
    }
    atKwargs = true;
    if (!walked && !takeKwargsKey()) {
      walked = true;
      walk();
    }
    if (walked) {
      return part(map.kwargsOffset(), map.kwargsLength(), empty.capacity() / 2);
    }
    kwargsStart = reader.position();
    return reader;
  }

  private boolean takeKwargsKey() {
    try {
      return passedValue(argsStart)
          && reader.hasNext()
          && reader.readKey(PayloadMap.KWARGS)
          && isAtMap();
    } catch (Pe3Exception e) {
      return false;
    }
  }

  private boolean isAtMap() {
    int at = reader.position();
    return (cborReader != null
            && at - offset < length
            && PayloadMap.isMajor(body, at, PayloadMap.CBOR_MAJOR_MAP))
        || reader.peek() == ValueType.MAP;
  }

  /** Whether the reader stands behind one of the map's values; takes it if nothing of it is. */
  private boolean passedValue(int start) {
    if (reader.depth() != MAP_DEPTH) {
      return false;
    }
    if (reader.position() == start) {
      reader.skipValue();
    }
    return true;
  }

  /**
   * Makes sure of what was not read.
   *
   * @throws io.pe3.error.MalformedException when it is not valid
   */
  void finish() {
    if (!atKwargs) {
      kwargs();
    }
    if (!walked && !isAtEnd()) {
      walk();
    }
  }

  private boolean isAtEnd() {
    try {
      if (!passedValue(kwargsStart) || reader.hasNext()) {
        return false;
      }
      reader.endMap();
      reader.endOfInput();
      return true;
    } catch (Pe3Exception e) {
      return false;
    }
  }

  private void walk() {
    map.walk(body, offset, length, context);
  }

  private PayloadReader part(int start, int octets, int otherwise) {
    return octets > 0
        ? reader.wrap(body, start, octets)
        : reader.wrap(empty, otherwise, empty.capacity() / 2);
  }
}
