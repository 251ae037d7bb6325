package io.pe3;

import io.pe3.aead.AeadEngines;
import io.pe3.sign.PayloadSignatures;

/** Chooses who signs and verifies beside the engine that encrypts. */
final class Signing {
  private static final String SODIUM = "sodium";
  private static final String BOUNCY_CASTLE = "bouncycastle";

  private Signing() {}

  /**
   * Makes what signs and verifies.
   *
   * @param engines to choose from, or null for the standard ones
   * @param engine that encrypts; one that has no signatures leaves the choice open
   */
  static PayloadSignatures create(AeadEngines engines, String engine) {
    boolean signs = engine.equals(SODIUM) || engine.equals(BOUNCY_CASTLE);
    return PayloadSignatures.create(
        engines == null ? AeadEngines.standard() : engines, signs ? engine : AeadEngines.AUTO);
  }
}
