package io.pe3.aead;

/** Where a message's input and output are, which decides what an engine has to copy. */
public enum BufferKind {
  /** Both in arrays. */
  HEAP("heap"),
  /** At least one outside the heap. */
  DIRECT("direct");

  private final String text;

  BufferKind(String text) {
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
