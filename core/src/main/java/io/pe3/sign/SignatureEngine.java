package io.pe3.sign;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.engine.BouncyCastleEngine;
import io.pe3.aead.engine.SodiumEngine;
import io.pe3.error.EngineUnavailableException;
import io.pe3.internal.EngineAccess;
import io.pe3.internal.SecretMemory;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * An implementation of Ed25519ph. All of them decide alike (wire profile, section 4): S below the
 * group's order, A and R canonical and of the prime-order group, hence neither of small order nor
 * mixed. Between such points the equations with and without cofactor are one, so that it does not
 * matter which of them an implementation checks.
 *
 * <p>Not thread-safe.
 */
interface SignatureEngine extends AutoCloseable {
  /** The length of a signature, R and S. */
  int SIGNATURE_OCTETS = 64;

  /** The name that users give. */
  String name();

  /** Begins what is signed. */
  void begin();

  /** Goes on with it. */
  void update(DirectBuffer src, int offset, int length);

  /** Signs it. */
  void sign(SessionKey key, MutableDirectBuffer dst, int dstOffset);

  /** Checks a signature of it. */
  boolean verify(DirectBuffer signer, int signerOffset, DirectBuffer signature, int offset);

  /** Puts the public key behind the seed, and gives it. */
  SignerKey completeKey(SecretMemory secret);

  @Override
  void close();

  /** The best there is on this machine. */
  static SignatureEngine best() {
    return open(AeadEngines.standard(), AeadEngines.AUTO);
  }

  /** The engine of a name, self-tested. */
  static SignatureEngine open(AeadEngines engines, String name) {
    SignatureEngine engine = find(engines, name);
    try {
      SignatureSelfTest.run(engine);
      return engine;
    } catch (Throwable t) {
      engine.close();
      throw t;
    }
  }

  private static SignatureEngine find(AeadEngines engines, String name) {
    boolean any = name.equals(AeadEngines.AUTO);
    // Every engine of this name has the cipher, which stands for the library being there.
    AeadCipher cipher = AeadCipher.XCHACHA20POLY1305;
    if ((any && engines.supports(SodiumEngine.NAME, cipher)) || name.equals(SodiumEngine.NAME)) {
      SodiumEngine sodium = (SodiumEngine) EngineAccess.engine(engines, SodiumEngine.NAME, cipher);
      return new SodiumEd25519ph(sodium.signatures());
    }
    if ((any && engines.supports(BouncyCastleEngine.NAME, cipher))
        || name.equals(BouncyCastleEngine.NAME)) {
      EngineAccess.engine(engines, BouncyCastleEngine.NAME, cipher);
      return new BouncyCastleEd25519ph();
    }
    throw new EngineUnavailableException(
        "signatures need libsodium or Bouncy Castle; name sodium, bouncycastle or auto",
        "engine",
        name,
        "reports",
        engines.reports());
  }
}
