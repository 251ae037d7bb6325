package io.pe3;

import io.pe3.codec.PayloadWriter;
import io.pe3.compress.ZstdLimits;
import io.pe3.error.LimitExceededException;

/**
 * What a payload may hold at most (wire profile, section 6).
 *
 * @param maxBody octets that are encrypted: the serialized, perhaps compressed body
 * @param decompression limits of a compressed body
 * @param maxDepth how deep values may be nested; the payload map is depth 1
 */
public record PayloadLimits(int maxBody, ZstdLimits decompression, int maxDepth) {
  /** 16 MiB, {@link ZstdLimits#DEFAULT}, depth 64. */
  public static final PayloadLimits DEFAULT =
      new PayloadLimits(16 << 20, ZstdLimits.DEFAULT, PayloadWriter.MAX_DEPTH);

  private static final int FRAMING = 256;

  /** Refuses limits that make no sense. */
  public PayloadLimits {
    if (maxBody < 1 || maxBody > 1 << 30) {
      throw new IllegalArgumentException("a body has 1 octet to 1 GiB: maxBody=" + maxBody);
    }
    if (maxDepth < 1 || maxDepth > PayloadWriter.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "the depth is 1 to " + PayloadWriter.MAX_DEPTH + ": maxDepth=" + maxDepth);
    }
  }

  /**
   * The longest payload that is looked at: the body, one eighth more, and 256.
   *
   * @return octets
   */
  public int maxPayload() {
    return maxBody + (maxBody >>> 3) + FRAMING;
  }

  /** Refuses a body that is too long to be encrypted, or was too long to have been. */
  void requireBody(int length) {
    if (length > maxBody) {
      throw new LimitExceededException(
          "the body is too long", "limit", "body", "length", length, "maximum", maxBody);
    }
  }

  /** Looked at before memory is taken by its length. */
  void requirePayload(int length) {
    if (length > maxBody && length > maxPayload()) {
      throw new LimitExceededException(
          "the payload is too long", "limit", "payload", "length", length, "maximum", maxPayload());
    }
  }
}
