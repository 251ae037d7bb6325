package io.pe3.codec;

/**
 * A text that is written and compared often, such as a map key, encoded once for every format.
 *
 * <p>Immutable and thread-safe. Made once and kept, usually in a constant.
 */
public final class PayloadKey {
  private final String text;

  private PayloadKey(String text) {
    this.text = text;
  }

  /**
   * Encodes a text.
   *
   * @param text strict UTF-8; at most 65 535 octets
   * @return the key
   */
  public static PayloadKey of(String text) {
    return new PayloadKey(text);
  }

  /**
   * The text.
   *
   * @return as given to {@link #of}
   */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
