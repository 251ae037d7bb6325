package io.pe3.codec;

import io.pe3.error.MalformedException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The octets that a JSON string stands for: in the input when it has no escapes, else in scratch,
 * as those of a byte string are.
 */
final class JsonString {
  private static final String BYTES_MARK = "\"\\u0000";

  private final UnsafeBuffer in;
  private final JsonScanner scanner;
  private final Scratch scratch = new Scratch();
  private UnsafeBuffer body;
  private int bodyOffset;
  private int bodyLength;

  JsonString(UnsafeBuffer in, JsonScanner scanner) {
    this.in = in;
    this.scanner = scanner;
    body = in;
  }

  void wipe() {
    scratch.wipe();
  }

  /** Whether the string at an index is a byte string. */
  boolean isBytes(int at) {
    for (int i = 0; i < BYTES_MARK.length(); i++) {
      if (scanner.octet(at + i) != BYTES_MARK.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Finds the octets of the text at an index.
   *
   * @return index behind it
   */
  int text(int at) {
    int to = scanner.string(at);
    body = in;
    bodyOffset = at + 1;
    bodyLength = to - 1 - bodyOffset;
    if (scanner.escaped()) {
      body = scratch.reserve(bodyLength);
      bodyLength = scanner.unescape(bodyOffset, to - 1, body);
      bodyOffset = 0;
    }
    return to;
  }

  /**
   * Finds the octets of the byte string at an index.
   *
   * @return index behind it
   * @throws MalformedException when it is not canonical base64
   */
  int bytes(int at) {
    int to = scanner.string(at);
    int from = at + BYTES_MARK.length();
    int length = to - 1 - from;
    body = scratch.reserve(length);
    bodyOffset = 0;
    bodyLength = Base64.decode(in, from, length, body, 0);
    if (bodyLength < 0) {
      // Some writers escape the slash.
      int text = scanner.unescape(from, to - 1, body);
      bodyLength = Base64.decode(body, 0, text, body, 0);
    }
    if (bodyLength < 0) {
      throw scanner.malformed(at, "base64");
    }
    return to;
  }

  /** Whether a string stands at an index that is the key, with no escapes but the needed ones. */
  boolean isPlainly(PayloadKey key, int at) {
    return key.hasJson() && key.json().isAt(in, at, in.capacity());
  }

  /** Whether the octets found last equal a key. */
  boolean equalsKey(PayloadKey key) {
    return key.utf8().length() == bodyLength
        && key.utf8().isAt(body, bodyOffset, bodyOffset + bodyLength);
  }

  String asText() {
    return body.getStringWithoutLengthUtf8(bodyOffset, bodyLength);
  }

  byte[] asBytes() {
    byte[] octets = new byte[bodyLength];
    body.getBytes(bodyOffset, octets);
    return octets;
  }

  void into(DirectBuffer view) {
    view.wrap(body, bodyOffset, bodyLength);
  }
}
