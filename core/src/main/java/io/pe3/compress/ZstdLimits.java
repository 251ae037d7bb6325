package io.pe3.compress;

/**
 * What a reader takes and a writer keeps to (wire profile, section 6).
 *
 * @param maxDecompressed octets that a frame may decompress to, 1 to 1 GiB
 * @param maxRatio how many times larger than the frame the content may be, 1 to {@link
 *     #HIGHEST_RATIO}; it can only be lowered, so that every reader takes what every writer sends
 * @param maxWindow octets of window that a frame may ask for, 1 KiB to 1 GiB; of a single-segment
 *     frame the window is its content
 */
public record ZstdLimits(int maxDecompressed, int maxRatio, int maxWindow) {
  /** The highest ratio, and the default. */
  public static final int HIGHEST_RATIO = 1000;

  /** 64 MiB decompressed, ratio 1000, window 8 MiB. */
  public static final ZstdLimits DEFAULT = new ZstdLimits(64 << 20, HIGHEST_RATIO, 8 << 20);

  private static final int LARGEST = 1 << 30;
  private static final int SMALLEST_WINDOW = 1 << 10;

  /**
   * Makes limits.
   *
   * @throws IllegalArgumentException when one is outside its range
   */
  public ZstdLimits {
    check("maxDecompressed", maxDecompressed, 1, LARGEST);
    check("maxRatio", maxRatio, 1, HIGHEST_RATIO);
    check("maxWindow", maxWindow, SMALLEST_WINDOW, LARGEST);
  }

  /** Whether content of a length may come out of a frame of a length. */
  boolean allowsRatio(long contentLength, int frameLength) {
    return contentLength <= (long) maxRatio * frameLength;
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ", which is not from " + least + " to " + most);
    }
  }
}
