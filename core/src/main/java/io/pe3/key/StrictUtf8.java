package io.pe3.key;

/** Measures text as strict UTF-8, without encoding it. */
final class StrictUtf8 {
  private static final int NOT_ENCODABLE = -1;

  private StrictUtf8() {}

  /**
   * Whether a text can stand as a length-prefixed string of the profile: not empty, no lone
   * surrogate (two of them would be encoded alike, and so bound alike), at most {@code max} octets.
   */
  static boolean isWithin(String text, int max) {
    int length = length(text, max);
    return length > 0 && length <= max;
  }

  private static int length(String text, int max) {
    int octets = 0;
    for (int i = 0; i < text.length() && octets <= max; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        octets += 1;
      } else if (c < 0x800) {
        octets += 2;
      } else if (!Character.isSurrogate(c)) {
        octets += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        octets += 4;
        i++;
      } else {
        return NOT_ENCODABLE;
      }
    }
    return octets;
  }
}
