package io.pe3.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pe3.error.LimitExceededException;
import io.pe3.error.UnrepresentableException;
import java.util.Arrays;

/**
 * A text that is written and compared often, such as a map key, encoded once for every format.
 *
 * <p>Immutable and thread-safe. Made once and kept, usually in a constant.
 */
public final class PayloadKey {
  private static final int MAX_OCTETS = 65_535;

  private final String text;
  private final KeyForm utf8;
  private final KeyForm cbor;
  private final KeyForm msgpack;

  /** Null where JSON has no form for the text. */
  private final KeyForm json;

  private PayloadKey(String text, byte[] octets) {
    this.text = text;
    this.utf8 = new KeyForm(octets);
    this.cbor = new KeyForm(join(head(octets.length, 0x60, 24, 0x78, 0x79), octets));
    this.msgpack = new KeyForm(join(head(octets.length, 0xa0, 32, 0xd9, 0xda), octets));
    this.json = text.startsWith("\0") ? null : new KeyForm(quoted(text).getBytes(UTF_8));
  }

  /**
   * Encodes a text.
   *
   * @param text strict UTF-8; at most 65 535 octets
   * @return the key
   * @throws LimitExceededException when it is longer
   * @throws UnrepresentableException for a lone surrogate
   */
  public static PayloadKey of(String text) {
    int length = Utf8.length(text);
    if (length > MAX_OCTETS) {
      throw new LimitExceededException(
          "shorten the key", "limit", "text", "maximum", MAX_OCTETS, "octets", length);
    }
    byte[] octets = new byte[length];
    Utf8.encode(text, Views.of(octets), 0);
    return new PayloadKey(text, octets);
  }

  /**
   * The text.
   *
   * @return as given to {@link #of}
   */
  public String text() {
    return text;
  }

  /** The UTF-8 octets. */
  KeyForm utf8() {
    return utf8;
  }

  /** The CBOR text string, in its shortest form. */
  KeyForm cbor() {
    return cbor;
  }

  /** The MessagePack str, in its shortest form. */
  KeyForm msgpack() {
    return msgpack;
  }

  /**
   * The JSON string, quoted and with no escape that JSON does not ask for.
   *
   * @throws UnrepresentableException when the text begins with U+0000, which marks a byte string
   */
  KeyForm json() {
    if (json == null) {
      throw new UnrepresentableException(
          "in JSON a text that begins with U+0000 would read as a byte string; use another key");
    }
    return json;
  }

  /** Whether JSON has a form for the text. */
  boolean hasJson() {
    return json != null;
  }

  /** Both binary formats put the length in the first octet, else in one octet, else in two. */
  private static byte[] head(int length, int inline, int inlineBelow, int one, int two) {
    if (length < inlineBelow) {
      return new byte[] {(byte) (inline | length)};
    }
    return length <= 0xff
        ? new byte[] {(byte) one, (byte) length}
        : new byte[] {(byte) two, (byte) (length >> 8), (byte) length};
  }

  private static byte[] join(byte[] head, byte[] octets) {
    byte[] joined = Arrays.copyOf(head, head.length + octets.length);
    System.arraycopy(octets, 0, joined, head.length, octets.length);
    return joined;
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ') {
            json.append("\\u00").append(Character.forDigit(c >> 4, 16));
            json.append(Character.forDigit(c & 0xf, 16));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
