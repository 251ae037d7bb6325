package io.pe3.bench.pipeline;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.error.EngineUnavailableException;
import java.util.List;
import java.util.Optional;

/** The engines that are measured through PE3. */
public final class Pe3Engines {
  /** The best that the machine has. */
  public static final String AUTO = "auto";

  /** libsodium. */
  public static final String SODIUM = "sodium";

  /** Both. */
  public static final List<String> ENGINES = List.of(AUTO, SODIUM);

  private Pe3Engines() {}

  /**
   * Why an engine cannot be measured with a cipher on this machine.
   *
   * @param engine {@link #AUTO} or {@link #SODIUM}
   * @param cipher to seal with
   * @return empty when it can
   */
  public static Optional<String> refusal(String engine, AeadCipher cipher) {
    return switch (engine) {
      case AUTO -> chosen(cipher).isPresent() ? Optional.empty() : missing(cipher);
      case SODIUM ->
          AeadEngines.standard().supports(SODIUM, cipher) ? Optional.empty() : missing(cipher);
      default -> throw new IllegalArgumentException("no engine is named " + engine);
    };
  }

  private static Optional<String> missing(AeadCipher cipher) {
    return Optional.of("has no " + cipher.text() + " on this machine");
  }

  /**
   * What {@code auto} stands for.
   *
   * @param cipher to seal with
   * @return the engine's name, or empty when the machine has none
   */
  public static Optional<String> chosen(AeadCipher cipher) {
    try {
      return Optional.of(AeadEngines.standard().chosen(cipher));
    } catch (EngineUnavailableException e) {
      return Optional.empty();
    }
  }
}
