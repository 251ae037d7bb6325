package io.pe3.cli.calibrate;

import java.util.List;

/** The lengths that are measured, in octets of plaintext: close where engines usually change. */
final class Sizes {
  static final List<Integer> ALL =
      List.of(64, 256, 1 << 10, 2 << 10, 4 << 10, 8 << 10, 16 << 10, 64 << 10, 1 << 20);

  static final int LARGEST = ALL.getLast();

  private Sizes() {}

  /** As a heading: 64, 1K, 1M. */
  static String text(int size) {
    if (size >= 1 << 20) {
      return (size >> 20) + "M";
    }
    return size >= 1 << 10 ? (size >> 10) + "K" : Integer.toString(size);
  }
}
