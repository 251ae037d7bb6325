package io.pe3.aead;

/** What is done with a message. */
public enum Direction {
  /** Encrypt and authenticate. */
  SEAL("seal"),
  /** Verify and decrypt. */
  OPEN("open");

  private final String text;

  Direction(String text) {
    this.text = text;
  }

  /**
   * The name in engine tables.
   *
   * @return lower case
   */
  public String text() {
    return text;
  }
}
