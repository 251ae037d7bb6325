package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.EngineOptions;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.Set;

/** libsodium, called through java.lang.foreign. */
public final class SodiumEngine implements Engine {
  /** The name in builders. */
  public static final String NAME = "sodium";

  private final SodiumLibrary library;
  private final boolean hardwareAes;

  private SodiumEngine(SodiumLibrary library, boolean hardwareAes) {
    this.library = library;
    this.hardwareAes = hardwareAes;
  }

  /**
   * Loads a libsodium.
   *
   * @throws io.pe3.error.EngineUnavailableException when none can be used; says what was tried
   */
  public static SodiumEngine load(EngineOptions options) {
    SodiumLibrary library = SodiumLoader.load(options);
    return new SodiumEngine(library, library.hasAes() && options.hardwareAes());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String detail() {
    return "libsodium "
        + library.version()
        + " from "
        + library.origin()
        + (hardwareAes ? "" : "; no aes256gcm: the CPU's AES instructions are missing or hidden");
  }

  @Override
  public Set<AeadCipher> ciphers() {
    EnumSet<AeadCipher> ciphers = EnumSet.allOf(AeadCipher.class);
    if (!hardwareAes) {
      ciphers.remove(AeadCipher.AES256GCM);
    }
    return ciphers;
  }

  @Override
  public boolean allocationFree() {
    return true;
  }

  @Override
  public EngineKey newKey(AeadCipher cipher, MemorySegment key) {
    return cipher == AeadCipher.XSALSA20POLY1305
        ? new SodiumSecretboxKey(library, key)
        : new SodiumAeadKey(library, cipher, key);
  }

  @Override
  public RandomOctets newRandomOctets() {
    return new SodiumRandomOctets(library);
  }

  /** Its signatures; a loaded library has them. */
  public SodiumSignatures signatures() {
    return new SodiumSignatures(library);
  }
}
