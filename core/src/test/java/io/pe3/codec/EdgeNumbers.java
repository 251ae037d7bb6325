package io.pe3.codec;

/** Numbers on both sides of each place where an encoding changes its length. */
final class EdgeNumbers {
  static final long[] INTEGERS = {
    0,
    23,
    24,
    255,
    256,
    65_535,
    65_536,
    0xffff_ffffL,
    0x1_0000_0000L,
    Long.MAX_VALUE,
    -1,
    -24,
    -25,
    -256,
    -257,
    -65_537,
    Long.MIN_VALUE
  };
  static final double[] FLOATS = {0, -0.0, 1.5, 1e5, 3.4e38, 0.1, Double.MIN_VALUE};

  private EdgeNumbers() {}
}
