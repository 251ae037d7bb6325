package io.pe3.aead;

import java.util.List;

/** The engines of this machine that have a cipher. */
final class TestEngines {
  private TestEngines() {}

  static List<String> of(AeadCipher cipher) {
    return AeadEngines.standard().reports().stream()
        .filter(report -> report.available() && report.ciphers().contains(cipher))
        .map(EngineReport::name)
        .toList();
  }
}
