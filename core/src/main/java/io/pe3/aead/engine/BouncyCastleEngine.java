package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import java.lang.foreign.MemorySegment;
import java.security.CodeSource;
import java.util.EnumSet;
import java.util.Set;
import org.bouncycastle.crypto.engines.XSalsa20Engine;

/** Bouncy Castle's pure Java code: works everywhere, slowly, for every cipher but AEGIS-256. */
public final class BouncyCastleEngine implements Engine {
  /** The name in builders. */
  public static final String NAME = "bouncycastle";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String detail() {
    // Its provider would know the version, but takes a quarter of a second to make.
    CodeSource source = XSalsa20Engine.class.getProtectionDomain().getCodeSource();
    return "Bouncy Castle, pure Java" + (source == null ? "" : ", from " + source.getLocation());
  }

  @Override
  public Set<AeadCipher> ciphers() {
    return EnumSet.of(
        AeadCipher.AES256GCM, AeadCipher.XSALSA20POLY1305, AeadCipher.XCHACHA20POLY1305);
  }

  @Override
  public boolean allocationFree() {
    return false;
  }

  @Override
  public EngineKey newKey(AeadCipher cipher, MemorySegment key) {
    return switch (cipher) {
      case AES256GCM, XCHACHA20POLY1305 -> new BouncyCastleKey(cipher, key);
      case XSALSA20POLY1305 -> new BouncyCastleSecretboxKey(key);
      case AEGIS256 ->
          throw new IllegalArgumentException("Bouncy Castle has no AEGIS-256; see ciphers()");
    };
  }
}
