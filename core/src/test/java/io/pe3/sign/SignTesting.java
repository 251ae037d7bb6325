package io.pe3.sign;

import io.pe3.aead.AeadEngines;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** What the tests of signatures share. */
final class SignTesting {
  private SignTesting() {}

  /** The engines that sign; both are on the test class path, and libsodium on this machine. */
  static List<String> engines() {
    return List.of("sodium", "bouncycastle");
  }

  static Ed25519ph open(String engine) {
    return Ed25519ph.create(AeadEngines.standard(), engine);
  }

  static UnsafeBuffer heap(byte[] octets) {
    return new UnsafeBuffer(octets);
  }
}
