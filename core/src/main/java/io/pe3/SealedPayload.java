package io.pe3;

/** A sealed payload as objects. Immutable; holds nothing secret. */
public final class SealedPayload {
  private final PayloadAttributes attributes;
  private final byte[] payload;

  SealedPayload(PayloadAttributes attributes, byte[] payload) {
    this.attributes = attributes;
    this.payload = payload;
  }

  /**
   * What travels beside the payload.
   *
   * @return the attributes
   */
  public PayloadAttributes attributes() {
    return attributes;
  }

  /**
   * The binary item that stands alone in Arguments.
   *
   * @return a copy of the octets
   */
  public byte[] payload() {
    return payload.clone();
  }

  @Override
  public String toString() {
    return "SealedPayload[" + attributes + " octets=" + payload.length + "]";
  }
}
