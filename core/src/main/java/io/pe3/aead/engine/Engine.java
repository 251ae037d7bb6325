package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import java.lang.foreign.MemorySegment;
import java.util.Set;

/** An implementation of some ciphers: libsodium, a JCA provider, or Bouncy Castle. */
public interface Engine {
  /** The name that users give, for example {@code jca:SunJCE}. */
  String name();

  /** Version, and where it was found. */
  String detail();

  /** The ciphers that it has on this machine. */
  Set<AeadCipher> ciphers();

  /** Whether calls allocate nothing on the Java heap. */
  boolean allocationFree();

  /**
   * Prepares a key.
   *
   * @param key 32 octets, copied
   */
  EngineKey newKey(AeadCipher cipher, MemorySegment key);

  /** A source of random octets, one per sealer. */
  default RandomOctets newRandomOctets() {
    return RandomOctets.ofSystem();
  }
}
