package io.pe3.aead.engine;

import java.lang.invoke.MethodHandle;

/**
 * Ed25519ph (RFC 8032, section 5.1) of a loaded libsodium. Everything is given by its address; the
 * caller keeps the memory alive.
 *
 * <p>Thread-safe, as far as callers do not share a state.
 */
public final class SodiumSignatures {
  private static final MethodHandle ONE = SodiumShape.ONE_ADDRESS.handle();
  private static final MethodHandle THREE = SodiumShape.THREE_ADDRESSES.handle();
  private static final MethodHandle FOUR = SodiumShape.FOUR_ADDRESSES.handle();
  private static final long NO_LENGTH = 0;

  private final SodiumLibrary library;

  SodiumSignatures(SodiumLibrary library) {
    this.library = library;
  }

  /** Octets of a state; 64 is enough alignment. */
  public int stateLength() {
    return library.callLength(SodiumFunction.ED25519PH_STATEBYTES);
  }

  /** Begins what is signed. */
  public void init(long state) {
    SodiumLibrary.check(call(SodiumFunction.ED25519PH_INIT, state));
  }

  /** Goes on with it. */
  public void update(long state, long octets, long length) {
    SodiumLibrary.check(call(SodiumFunction.ED25519PH_UPDATE, state, octets, length));
  }

  /**
   * Signs it.
   *
   * @param signature gets 64 octets
   * @param secret the seed and the public key, 32 octets each
   */
  public void sign(long state, long signature, long secret) {
    try {
      SodiumLibrary.check(
          (int)
              FOUR.invokeExact(
                  library.address(SodiumFunction.ED25519PH_FINAL_CREATE),
                  state,
                  signature,
                  NO_LENGTH,
                  secret));
    } catch (Throwable t) {
      throw SodiumLibrary.unexpected(t);
    }
  }

  /** Checks a signature of it; multiplies the equation by the cofactor. */
  public boolean verify(long state, long signature, long publicKey) {
    return call(SodiumFunction.ED25519PH_FINAL_VERIFY, state, signature, publicKey) == 0;
  }

  /**
   * Whether 32 octets are the canonical form of a point that is not of small order. It may have a
   * part of order 2, which libsodium up to 1.0.20 overlooks.
   */
  public boolean isPoint(long point) {
    return call(SodiumFunction.ED25519_IS_VALID_POINT, point) == 1;
  }

  /**
   * Multiplies such a point.
   *
   * @param product gets 32 octets, also when it is the neutral element and libsodium reports an
   *     error for that
   * @param scalar 32 octets, little-endian
   */
  public void multiply(long product, long scalar, long point) {
    int status = call(SodiumFunction.ED25519_SCALARMULT, product, scalar, point);
    if (status != 0 && status != -1) {
      SodiumLibrary.check(status);
    }
  }

  /** Makes the public key, and seed and public key together in 64 octets; none may overlap. */
  public void makeKeys(long publicKey, long secret, long seed) {
    SodiumLibrary.check(call(SodiumFunction.ED25519_SEED_KEYPAIR, publicKey, secret, seed));
  }

  private int call(SodiumFunction function, long a) {
    try {
      return (int) ONE.invokeExact(library.address(function), a);
    } catch (Throwable t) {
      throw SodiumLibrary.unexpected(t);
    }
  }

  private int call(SodiumFunction function, long a, long b, long c) {
    try {
      return (int) THREE.invokeExact(library.address(function), a, b, c);
    } catch (Throwable t) {
      throw SodiumLibrary.unexpected(t);
    }
  }
}
