package io.pe3.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Text and byte strings, in one piece or in chunks. Text is validated, each chunk by itself (RFC
 * 8949 section 3.2.3), so that no character is split between chunks.
 */
final class CborStrings {
  private final CborHead chunk = new CborHead();
  private final Scratch scratch = new Scratch();

  private UnsafeBuffer buffer;
  private int offset;
  private int length;
  private int end;

  /** Wipes what chunks were gathered. */
  void wipe() {
    scratch.wipe();
  }

  /**
   * Finds the octets of a string, gathering chunks; the accessors then tell where they are.
   *
   * @param in the input
   * @param head of the string, decoded
   */
  void locate(UnsafeBuffer in, CborHead head) {
    end = validate(in, head);
    if (head.isIndefinite()) {
      gather(in, head.content());
    } else {
      buffer = in;
      offset = head.content();
      length = end - offset;
    }
  }

  /** What holds the octets. */
  UnsafeBuffer buffer() {
    return buffer;
  }

  /** Index of the first octet. */
  int offset() {
    return offset;
  }

  /** Octets in the string. */
  int length() {
    return length;
  }

  /** Index after the string in the input. */
  int end() {
    return end;
  }

  /** The located string as text. */
  String text() {
    byte[] array = buffer.byteArray();
    return array != null
        ? new String(array, buffer.wrapAdjustment() + offset, length, UTF_8)
        : new String(octets(), UTF_8);
  }

  /** A copy of the located octets. */
  byte[] octets() {
    byte[] octets = new byte[length];
    buffer.getBytes(offset, octets);
    return octets;
  }

  /** Whether the located octets are a key's. */
  boolean isKey(PayloadKey key) {
    KeyForm form = key.utf8();
    return form.length() == length && form.isAt(buffer, offset, offset + length);
  }

  /**
   * Checks a string.
   *
   * @param in the input
   * @param head of the string, decoded
   * @return index after it in the input
   */
  int validate(UnsafeBuffer in, CborHead head) {
    if (head.isIndefinite()) {
      return validateChunks(in, head.content(), head.major());
    }
    int octets = head.stringLength(in);
    if (head.major() == CborHead.TEXT) {
      checkText(in, head.content(), octets);
    }
    return head.content() + octets;
  }

  private int validateChunks(UnsafeBuffer in, int start, int major) {
    int index = start;
    while (!isBreak(in, index)) {
      // A tag, another type, or a string of chunks again: none of them may stand here.
      int initial = in.getByte(index) & 0xff;
      if (initial >> 5 != major || (initial & 0x1f) == CborHead.INDEFINITE) {
        throw CborHead.malformed("a chunk is not a definite string of its string's type", index);
      }
      chunk.decode(in, index);
      index = validate(in, chunk);
    }
    return index + 1;
  }

  private void gather(UnsafeBuffer in, int start) {
    length = 0;
    for (int index = start; !isBreak(in, index); index = chunk.content() + chunk.stringLength(in)) {
      chunk.decode(in, index);
      length += chunk.stringLength(in);
    }
    buffer = scratch.reserve(length);
    offset = 0;
    int filled = 0;
    for (int index = start; filled < length; index = chunk.content() + chunk.stringLength(in)) {
      chunk.decode(in, index);
      int octets = chunk.stringLength(in);
      buffer.putBytes(filled, in, chunk.content(), octets);
      filled += octets;
    }
  }

  private static boolean isBreak(UnsafeBuffer in, int index) {
    if (index >= in.capacity()) {
      throw CborHead.truncated(index);
    }
    return (in.getByte(index) & 0xff) == CborHead.BREAK;
  }

  /**
   * Checks that octets are strict UTF-8.
   *
   * @param in the input
   * @param offset of the first
   * @param length in octets, inside the input
   */
  static void checkText(UnsafeBuffer in, int offset, int length) {
    int invalid = Utf8.firstInvalid(in, offset, length);
    if (invalid >= 0) {
      throw CborHead.malformed("a text string is not valid UTF-8", invalid);
    }
  }
}
