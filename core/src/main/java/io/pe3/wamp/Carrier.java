package io.pe3.wamp;

/** How a message says that its payload is not ordinary arguments (wire profile, section 1). */
public enum Carrier {
  /** It does not: the arguments are in clear. */
  NONE("none"),
  /** Payload Passthru Mode: {@code ppt_*} attributes, the item alone in {@code Arguments}. */
  PPT("ppt"),
  /** Payload transparency: {@code enc_*} attributes, the item in the place of {@code Arguments}. */
  ENC("enc");

  private final String text;

  Carrier(String text) {
    this.text = text;
  }

  /**
   * The short name that the profile uses.
   *
   * @return {@code none}, {@code ppt} or {@code enc}
   */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
