package io.pe3.key;

import java.security.SecureRandom;

/**
 * The form of generated keys, so that one id means one key: clamping ignores five bits, and a
 * scalar k shares its public key with 8ℓ − k, which the last condition excludes (wire profile,
 * section 5).
 *
 * <pre>
 *  octet 0        octets 1 to 30         octet 31
 *  x x x x x 0 0 0   any                 0 1 x x x x x x
 *
 *  and not: octets 16 to 30 all zero and octet 31 = 0x40
 * </pre>
 */
final class CanonicalForm {
  private static final int LAST = DataKey.OCTETS - 1;
  private static final int MIDDLE = DataKey.OCTETS / 2;
  private static final int LOW_BITS = 0x07;
  private static final int HIGH_BITS = 0xC0;
  private static final int HIGH_VALUE = 0x40;

  private CanonicalForm() {}

  static boolean matches(byte[] octets) {
    int between = 0;
    for (int i = MIDDLE; i < LAST; i++) {
      between |= octets[i];
    }
    return (octets[0] & LOW_BITS) == 0
        && (octets[LAST] & HIGH_BITS) == HIGH_VALUE
        && !(between == 0 && octets[LAST] == HIGH_VALUE);
  }

  /** Fills in 251 random bits and those that the form fixes. */
  static void generate(byte[] octets) {
    // Made here and not kept, so that neither a native image nor a snapshot holds its state.
    SecureRandom random = new SecureRandom();
    do {
      random.nextBytes(octets);
      octets[0] = (byte) (octets[0] & ~LOW_BITS);
      octets[LAST] = (byte) ((octets[LAST] & ~HIGH_BITS) | HIGH_VALUE);
    } while (!matches(octets));
  }
}
