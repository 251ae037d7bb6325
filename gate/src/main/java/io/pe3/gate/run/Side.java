package io.pe3.gate.run;

/** Which of the two versions. */
public enum Side {
  /** The older one. */
  BASE("base"),
  /** The newer one. */
  HEAD("head");

  private final String text;

  Side(String text) {
    this.text = text;
  }

  /**
   * The side in files and options.
   *
   * @return {@code base} or {@code head}
   */
  public String text() {
    return text;
  }

  Side other() {
    return this == BASE ? HEAD : BASE;
  }
}
