package io.pe3.sign;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a signature is for (wire profile, section 4): every signature of PE3 covers a label of its
 * own and a zero octet before anything else, so that one that was asked for in one place is worth
 * nothing in another. Immutable.
 *
 * @param text the label, in ASCII
 */
public record SignatureLabel(String text) {
  /** Signatures of payloads. */
  public static final SignatureLabel PAYLOAD = new SignatureLabel("PE3 v1 signature");

  /**
   * Makes a label.
   *
   * @throws IllegalArgumentException when it is not printable ASCII
   */
  public SignatureLabel {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      throw new IllegalArgumentException("a signature label is printable ASCII");
    }
  }

  /** The label and the zero octet that ends it. */
  DirectBuffer octets() {
    return new UnsafeBuffer((text + '\0').getBytes(StandardCharsets.US_ASCII));
  }
}
