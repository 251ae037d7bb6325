package io.pe3;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.key.DataKey;
import io.pe3.key.KeyRing;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** Collects what a {@link PayloadOpener} is made of. Not thread-safe. */
public final class PayloadOpenerBuilder {
  final DataKey key;
  final KeyRing ring;
  Set<AeadCipher> ciphers = EnumSet.allOf(AeadCipher.class);
  boolean requireUri;
  PayloadLimits limits = PayloadLimits.DEFAULT;

  private AeadEngines engines;
  private String engine = AeadEngines.AUTO;

  PayloadOpenerBuilder(DataKey key, KeyRing ring) {
    this.key = key;
    this.ring = ring;
  }

  /**
   * Accepts only these ciphers; all of the scheme if it is not called.
   *
   * @param accepted at least one
   * @return this
   */
  public PayloadOpenerBuilder ciphers(Set<AeadCipher> accepted) {
    if (accepted.isEmpty()) {
      throw new IllegalArgumentException("no cipher would be accepted");
    }
    ciphers = EnumSet.copyOf(accepted);
    return this;
  }

  /**
   * Refuses payloads that don't name their URI; they are accepted if it is not called.
   *
   * @param required whether to refuse them
   * @return this
   */
  public PayloadOpenerBuilder requireUri(boolean required) {
    requireUri = required;
    return this;
  }

  /**
   * Chooses among other engines than {@link AeadEngines#standard()}.
   *
   * @param value where to look
   * @return this
   */
  public PayloadOpenerBuilder engines(AeadEngines value) {
    engines = Objects.requireNonNull(value, "engines");
    return this;
  }

  /**
   * Chooses the engine by name; {@code auto} if it is not called.
   *
   * @param name as in {@link Aead.Builder#engine}
   * @return this
   */
  public PayloadOpenerBuilder engine(String name) {
    engine = Objects.requireNonNull(name, "engine");
    return this;
  }

  /**
   * Sets other limits than {@link PayloadLimits#DEFAULT}.
   *
   * @param value the limits
   * @return this
   */
  public PayloadOpenerBuilder limits(PayloadLimits value) {
    limits = Objects.requireNonNull(value, "limits");
    return this;
  }

  /**
   * Makes the opener. Keys are prepared when they are first used.
   *
   * @return the opener; the caller closes it
   * @throws io.pe3.error.EngineUnavailableException when a launch flag is missing
   */
  public PayloadOpener build() {
    LaunchFlags.require();
    return new PayloadOpener(this);
  }

  Aead newAead(DataKey of, AeadCipher cipher) {
    Aead.Builder aead = Aead.builder(of).cipher(cipher).engine(engine);
    return engines == null ? aead.build() : aead.engines(engines).build();
  }
}
