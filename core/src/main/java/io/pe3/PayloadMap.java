package io.pe3;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.Serializer;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;
import io.pe3.error.UriMismatchException;
import org.agrona.DirectBuffer;

/**
 * A walk over the one map of a payload, {@code {"uri", "args", "kwargs"}} (wire profile, section
 * 1): validates all of it and finds the extents of the parts, as indexes of the buffer; a length of
 * 0 is an absent part.
 *
 * <p>Not thread-safe. Allocates nothing.
 */
final class PayloadMap {
  static final PayloadKey URI = PayloadKey.of("uri");
  static final PayloadKey ARGS = PayloadKey.of("args");
  static final PayloadKey KWARGS = PayloadKey.of("kwargs");

  /** How many entries writers emit in scheme {@code wamp}; without the URI one less. */
  static final int ENTRIES = 3;

  private static final PayloadKey[] KEYS = {URI, ARGS, KWARGS};
  private static final int CBOR_MAJOR_MASK = 0xE0;
  static final int CBOR_MAJOR_ARRAY = 0x80;
  static final int CBOR_MAJOR_MAP = 0xA0;
  private static final int CBOR_MAJOR_TAG = 0xC0;

  /** The key "kwargs" in CBOR, one octet of head and six of text, little-endian in a word. */
  static final long KWARGS_WORD = 0x73_6772_6177_6B66L;

  /** A map of two and the key "args" in CBOR, likewise. */
  private static final long ARGS_HEAD_WORD = 0x73_6772_6164A2L;

  /** Octets in front of the arguments in the form without URI. */
  static final int ARGS_HEAD_LENGTH = 6;

  private static final long ARGS_HEAD_MASK = -1L >>> (2 * Byte.SIZE);

  static final int KWARGS_KEY_LENGTH = 7;
  private static final long KWARGS_MASK = -1L >>> Byte.SIZE;

  private static final int AT_URI = 0;
  private static final int AT_ARGS = 1;
  private static final int AT_KWARGS = 2;

  private final PayloadReader reader;

  /** Reads the values inside the map; null when another format is read. */
  private final PayloadReader parts;

  private int argsOffset;
  private int argsLength;
  private int kwargsOffset;
  private int kwargsLength;
  private boolean hasUri;

  PayloadMap(Serializer serializer, int maxDepth) {
    reader = serializer.newReader().maxDepth(maxDepth);
    parts =
        serializer == Serializer.CBOR && maxDepth > 1
            ? serializer.newReader().maxDepth(maxDepth - 1)
            : null;
  }

  /**
   * Walks over a body.
   *
   * @param expectedUri what a {@code uri} in it has to equal
   * @throws MalformedException when it is not such a map, or octets follow it
   * @throws UriMismatchException when it was sealed for another URI
   */
  void walk(DirectBuffer body, int offset, int length, PayloadContext expectedUri) {
    argsLength = 0;
    kwargsLength = 0;
    hasUri = false;
    if (parts != null && walkAsWritten(body, offset, length, expectedUri)) {
      return;
    }
    reader.wrap(body, offset, length);
    if (reader.peek() != ValueType.MAP || isTagged(body, offset)) {
      throw new MalformedException("the body is not a map", "found", reader.peek());
    }
    reader.startMap();
    int seen = 0;
    int expected = AT_URI;
    while (reader.hasNext()) {
      if (reader.peek() != ValueType.TEXT) {
        throw new MalformedException(
            "a key of the payload map is not text", "found", reader.peek());
      }
      int at = reader.readKey(KEYS, expected);
      if (at < 0) {
        reader.skipValue();
        continue;
      }
      if ((seen & 1 << at) != 0) {
        // Two readers that each take another of the two would see different payloads.
        throw new MalformedException("a key of the payload map is repeated", "key", KEYS[at]);
      }
      seen |= 1 << at;
      expected = at < AT_KWARGS ? at + 1 : AT_URI;
      part(at, expectedUri);
    }
    reader.endMap();
    reader.endOfInput();
  }

  /**
   * Takes the form that writers emit, the map's head and keys compared as octets.
   *
   * @return false when it is another, which may be as valid
   */
  private boolean walkAsWritten(
      DirectBuffer body, int offset, int length, PayloadContext expectedUri) {
    int head = headLength(body, offset, length, expectedUri);
    int end = offset + length;
    int args = offset + head;
    if (head == 0 || !isMajor(body, args, CBOR_MAJOR_ARRAY)) {
      return false;
    }
    parts.wrap(body, args, length - head);
    parts.skipValue();
    int argsEnd = parts.position();
    int kwargs = argsEnd + KWARGS_KEY_LENGTH;
    if (end - argsEnd < Long.BYTES
        || (body.getLong(argsEnd, LITTLE_ENDIAN) & KWARGS_MASK) != KWARGS_WORD
        || !isMajor(body, kwargs, CBOR_MAJOR_MAP)) {
      return false;
    }
    parts.wrap(body, kwargs, end - kwargs);
    parts.skipValue();
    if (parts.position() != end) {
      return false;
    }
    argsOffset = args;
    argsLength = argsEnd - args;
    kwargsOffset = kwargs;
    kwargsLength = end - kwargs;
    hasUri = head != ARGS_HEAD_LENGTH;
    return true;
  }

  /**
   * Octets in front of the arguments in CBOR, in the form with the expected URI or the one without
   * any; fewer than the body has. 0 when it has another form.
   */
  static int headLength(DirectBuffer body, int offset, int length, PayloadContext expectedUri) {
    OctetRun withUri = expectedUri.cborHead();
    if (withUri.length() < length && withUri.isAt(body, offset)) {
      return withUri.length();
    }
    boolean withoutUri =
        length >= Long.BYTES
            && (body.getLong(offset, LITTLE_ENDIAN) & ARGS_HEAD_MASK) == ARGS_HEAD_WORD;
    return withoutUri ? ARGS_HEAD_LENGTH : 0;
  }

  /** Whether an item of a CBOR major type, without a tag, begins at a place of the body. */
  static boolean isMajor(DirectBuffer body, int index, int major) {
    return (body.getByte(index) & CBOR_MAJOR_MASK) == major;
  }

  /** Whether the map that begins at a place has a CBOR tag. */
  boolean isTagged(DirectBuffer body, int offset) {
    return reader.serializer() == Serializer.CBOR && isMajor(body, offset, CBOR_MAJOR_TAG);
  }

  private void part(int at, PayloadContext expectedUri) {
    if (reader.readNull()) {
      return;
    }
    if (at == AT_URI) {
      checkUri(expectedUri);
      return;
    }
    ValueType wanted = at == AT_ARGS ? ValueType.ARRAY : ValueType.MAP;
    if (reader.peek() != wanted) {
      throw new MalformedException(
          "args has to be a list and kwargs a map", "key", KEYS[at], "found", reader.peek());
    }
    int start = reader.position();
    reader.skipValue();
    int length = reader.end() - start;
    if (at == AT_ARGS) {
      argsOffset = start;
      argsLength = length;
    } else {
      kwargsOffset = start;
      kwargsLength = length;
    }
  }

  private void checkUri(PayloadContext expected) {
    if (reader.peek() != ValueType.TEXT) {
      throw new MalformedException("the uri of the payload is not text", "found", reader.peek());
    }
    if (!reader.readKey(expected.uriText())) {
      // The other URI is plaintext and stays out of the message.
      throw new UriMismatchException(
          "the payload was sealed for another URI", "expected", expected.uri());
    }
    hasUri = true;
  }

  boolean hasUri() {
    return hasUri;
  }

  int argsOffset() {
    return argsOffset;
  }

  int argsLength() {
    return argsLength;
  }

  int kwargsOffset() {
    return kwargsOffset;
  }

  int kwargsLength() {
    return kwargsLength;
  }
}
