package io.pe3.bench.pipeline;

import io.pe3.key.DataKey;

/** The key of everything that is measured; its octets are known so that peers can open. */
public final class BenchKey {
  /** How many endpoints share it: one, so that its message limit outlasts a long measurement. */
  static final int ENDPOINTS = 1;

  private BenchKey() {}

  /**
   * The key's octets.
   *
   * @return a new array of 32
   */
  public static byte[] octets() {
    byte[] octets = new byte[DataKey.OCTETS];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) (i * 7 + 8);
    }
    octets[0] &= (byte) 0xf8;
    octets[31] = 0x55;
    return octets;
  }

  /**
   * A new PE3 key of these octets.
   *
   * @return to be closed by the caller
   */
  public static DataKey dataKey() {
    return DataKey.of(octets());
  }
}
