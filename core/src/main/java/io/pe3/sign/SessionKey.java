package io.pe3.sign;

import io.pe3.error.InvalidKeyException;
import io.pe3.error.UnknownKeyException;
import io.pe3.internal.SecretMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A client's session key: Ed25519, one per client and boot, with which it logs in by
 * WAMP-Cryptosign and signs payloads. The seed is kept off the heap and wiped on {@link #close} or
 * when the object is no longer reachable.
 *
 * <p>Thread-safe: it can be closed while others use it, who then get {@link UnknownKeyException}.
 */
public final class SessionKey implements AutoCloseable {
  /** The length of a seed. */
  public static final int SEED_OCTETS = 32;

  /** Seed and public key, as libsodium wants a secret key. */
  static final int SECRET_OCTETS = SEED_OCTETS + SignerKey.OCTETS;

  private static final int ALIGNMENT = 64;

  private final SecretMemory secret;
  private final SignerKey signer;

  private SessionKey(byte[] seed) {
    secret = SecretMemory.allocate(SECRET_OCTETS, ALIGNMENT);
    MemorySegment.copy(seed, 0, secret.segment(), ValueLayout.JAVA_BYTE, 0, SEED_OCTETS);
    try (SignatureEngine engine = SignatureEngine.best()) {
      signer = engine.completeKey(secret);
    }
  }

  /**
   * Makes a new key from the platform's secure random generator.
   *
   * @return the key
   * @throws io.pe3.error.EngineUnavailableException when neither libsodium nor Bouncy Castle is
   *     there
   */
  public static SessionKey generate() {
    byte[] seed = new byte[SEED_OCTETS];
    try {
      new SecureRandom().nextBytes(seed);
      return new SessionKey(seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /**
   * Imports a key.
   *
   * @param seed 32 octets; copied, the caller wipes its own
   * @return the key
   * @throws InvalidKeyException when they are not 32
   * @throws io.pe3.error.EngineUnavailableException when neither libsodium nor Bouncy Castle is
   *     there
   */
  public static SessionKey of(byte[] seed) {
    if (seed.length != SEED_OCTETS) {
      throw new InvalidKeyException(
          "the seed of a session key is 32 octets", "length", seed.length);
    }
    return new SessionKey(seed);
  }

  /**
   * The public half.
   *
   * @return {@code csPubKey}
   */
  public SignerKey signer() {
    return signer;
  }

  /**
   * Takes the seed out, for a login by a library that wants it.
   *
   * @return a copy, which the caller wipes
   * @throws UnknownKeyException when the key is closed
   */
  public byte[] seed() {
    byte[] copy = new byte[SEED_OCTETS];
    acquire();
    try {
      MemorySegment.copy(secret.segment(), ValueLayout.JAVA_BYTE, 0, copy, 0, SEED_OCTETS);
    } finally {
      release();
    }
    return copy;
  }

  /** Wipes the seed. A second call does nothing. */
  @Override
  public void close() {
    secret.close();
  }

  /**
   * Whether it was closed.
   *
   * @return true once it no longer signs
   */
  public boolean isClosed() {
    return secret.isClosed();
  }

  /** Has no seed. */
  @Override
  public String toString() {
    return "SessionKey[csPubKey=" + signer + " closed=" + isClosed() + "]";
  }

  /** Where seed and public key are, until {@link #release()}. */
  long acquire() {
    if (!secret.acquire()) {
      throw new UnknownKeyException(
          "the session key was closed and wiped; load it again", "signer", signer);
    }
    return secret.address();
  }

  void release() {
    secret.release();
  }
}
