package io.pe3.bench.peer;

import io.pe3.aead.AeadCipher;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.conscrypt.Conscrypt;

/** The peers by the engine names that benchmarks use. */
public final class Peers {
  /** The JDK's own provider. */
  public static final String SUN_JCE = "jca:SunJCE";

  /** Amazon Corretto Crypto Provider. */
  public static final String ACCP = "jca:AmazonCorrettoCryptoProvider";

  /** Conscrypt. */
  public static final String CONSCRYPT = "jca:Conscrypt";

  /** Bouncy Castle, lightweight. */
  public static final String BOUNCY_CASTLE = "bouncycastle";

  /** Tink. */
  public static final String TINK = "tink";

  /** All of them. */
  public static final List<String> ENGINES = List.of(SUN_JCE, ACCP, CONSCRYPT, BOUNCY_CASTLE, TINK);

  private static final String JCA = "jca:";
  private static final int SUN_JCE_UPDATE_LENGTH = 64 * 1024;

  private Peers() {}

  /**
   * Why a peer cannot be measured with a cipher on this machine.
   *
   * @param engine name of the peer
   * @param cipher to seal with
   * @return empty when it can
   */
  public static Optional<String> refusal(String engine, AeadCipher cipher) {
    boolean has =
        switch (engine) {
          case SUN_JCE, ACCP, CONSCRYPT -> cipher == AeadCipher.AES256GCM;
          case BOUNCY_CASTLE -> cipher != AeadCipher.AEGIS256;
          case TINK -> cipher == AeadCipher.AES256GCM || cipher == AeadCipher.XCHACHA20POLY1305;
          default -> throw new IllegalArgumentException("no peer is named " + engine);
        };
    if (!has) {
      return Optional.of("has no " + cipher.text());
    }
    if (engine.startsWith(JCA) && provider(engine).isEmpty()) {
      return Optional.of("does not load on this platform");
    }
    return Optional.empty();
  }

  /**
   * Makes a peer.
   *
   * @param engine name of the peer
   * @param cipher to seal with
   * @param key 32 octets
   * @param capacity of the longest message
   * @return the peer, ready
   * @throws GeneralSecurityException as the library raises it
   * @throws IllegalArgumentException {@code pair does not exist: …}
   */
  public static PeerAead open(String engine, AeadCipher cipher, byte[] key, int capacity)
      throws GeneralSecurityException {
    Optional<String> refusal = refusal(engine, cipher);
    if (refusal.isPresent()) {
      throw new IllegalArgumentException(
          "pair does not exist: " + engine + " with " + cipher.text() + ": it " + refusal.get());
    }
    return switch (engine) {
      case BOUNCY_CASTLE ->
          switch (cipher) {
            case XSALSA20POLY1305 -> new BouncyCastleSecretbox(key, capacity);
            case XCHACHA20POLY1305 -> BouncyCastlePeer.xchacha20poly1305(key, capacity);
            default -> BouncyCastlePeer.aes256gcm(key, capacity);
          };
      case TINK ->
          cipher == AeadCipher.AES256GCM
              ? TinkPeer.aes256gcm(key)
              : TinkPeer.xchacha20poly1305(key);
      default ->
          new JcaPeer(
              provider(engine).orElseThrow(),
              key,
              capacity,
              engine.equals(SUN_JCE) ? SUN_JCE_UPDATE_LENGTH : Integer.MAX_VALUE);
    };
  }

  private static Optional<Provider> provider(String engine) {
    String name = engine.substring(JCA.length());
    Provider installed = Security.getProvider(name);
    if (installed != null) {
      return Optional.of(installed);
    }
    return engine.equals(CONSCRYPT) ? conscrypt() : service(name);
  }

  private static Optional<Provider> conscrypt() {
    return Conscrypt.isAvailable() ? Optional.of(Conscrypt.newProvider()) : Optional.empty();
  }

  /** ACCP is not on every platform's class path, so it is found as a service and not by class. */
  private static Optional<Provider> service(String name) {
    try {
      return ServiceLoader.load(Provider.class).stream()
          .filter(candidate -> candidate.type().getSimpleName().equals(name))
          .map(ServiceLoader.Provider::get)
          .filter(provider -> supportsGcm(provider))
          .findFirst();
    } catch (ServiceConfigurationError e) {
      return Optional.empty();
    }
  }

  private static boolean supportsGcm(Provider provider) {
    return provider.getService("Cipher", "AES/GCM/NoPadding") != null;
  }
}
