package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.error.EngineUnavailableException;
import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.Cipher;

/** AES-256-GCM of a JCA provider. */
public final class JcaEngine implements Engine {
  /** Stands before the provider's name in an engine's name. */
  public static final String PREFIX = "jca:";

  /** The name of the JDK's own provider. */
  public static final String SUN_JCE = "SunJCE";

  /** The name of the Amazon Corretto Crypto Provider. */
  public static final String ACCP = "AmazonCorrettoCryptoProvider";

  /** SunJCE seals one large array many times slower in a single call than in parts. */
  private static final int SUN_JCE_MAX_UPDATE = 64 * 1024;

  private final Provider provider;

  /** Uses a provider. */
  public JcaEngine(Provider provider) {
    this.provider = provider;
  }

  /** Whether a provider has AES-256-GCM. */
  public static boolean isUsable(Provider provider) {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding", provider) != null;
    } catch (GeneralSecurityException | SecurityException e) {
      return false;
    }
  }

  /** The provider that the JDK prefers, or null if none has AES-256-GCM. */
  public static Provider preferred() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding").getProvider();
    } catch (NoSuchAlgorithmException | javax.crypto.NoSuchPaddingException e) {
      return null;
    }
  }

  @Override
  public String name() {
    return PREFIX + provider.getName();
  }

  @Override
  public String detail() {
    return provider.getInfo() + ", version " + provider.getVersionStr();
  }

  @Override
  public Set<AeadCipher> ciphers() {
    return EnumSet.of(AeadCipher.AES256GCM);
  }

  @Override
  public boolean allocationFree() {
    return provider.getName().equals(ACCP);
  }

  @Override
  public EngineKey newKey(AeadCipher cipher, MemorySegment key) {
    try {
      int maxUpdate = provider.getName().equals(SUN_JCE) ? SUN_JCE_MAX_UPDATE : Integer.MAX_VALUE;
      // In place, ACCP goes through half the memory; SunJCE makes an array of its own for that.
      return new JcaKey(provider, key, maxUpdate, provider.getName().equals(ACCP));
    } catch (GeneralSecurityException e) {
      throw new EngineUnavailableException(
              "the JCA provider has no AES/GCM/NoPadding", "engine", name())
          .causedBy(e);
    }
  }
}
