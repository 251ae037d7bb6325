package io.pe3;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.EngineTable;
import io.pe3.aead.engine.EngineChoice;
import io.pe3.compress.DictionaryRegistry;
import io.pe3.internal.EngineAccess;
import io.pe3.key.DataKey;
import io.pe3.key.KeyRing;
import io.pe3.replay.ReplayGuard;
import io.pe3.replay.ReplayState;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Collects what a {@link PayloadOpener} is made of. Not thread-safe. */
public final class PayloadOpenerBuilder {
  final DataKey key;
  final KeyRing ring;
  Set<PayloadScheme> schemes = EnumSet.of(PayloadScheme.X_PE3);
  Set<AeadCipher> ciphers = EnumSet.allOf(AeadCipher.class);
  boolean requireUri;
  boolean requireSigned;
  boolean requireDeniable;
  DictionaryRegistry dictionaries = new DictionaryRegistry();
  PayloadLimits limits = PayloadLimits.DEFAULT;

  private ReplayState replayState;
  private boolean acceptReplays;
  private AeadEngines engines;
  private String engine = AeadEngines.AUTO;
  private EngineTable engineTable;
  private boolean allocationFree;

  PayloadOpenerBuilder(DataKey key, KeyRing ring) {
    this.key = key;
    this.ring = ring;
  }

  private PayloadOpenerBuilder(PayloadOpenerBuilder other) {
    key = other.key;
    ring = other.ring;
    schemes = EnumSet.copyOf(other.schemes);
    ciphers = EnumSet.copyOf(other.ciphers);
    requireUri = other.requireUri;
    requireSigned = other.requireSigned;
    requireDeniable = other.requireDeniable;
    dictionaries = other.dictionaries;
    limits = other.limits;
    replayState = other.replayState;
    acceptReplays = other.acceptReplays;
    engines = other.engines;
    engine = other.engine;
    engineTable = other.engineTable;
    allocationFree = other.allocationFree;
  }

  /**
   * Accepts only these schemes; x_pe3 alone if it is not called.
   *
   * @param accepted at least one
   * @return this
   */
  public PayloadOpenerBuilder schemes(PayloadScheme... accepted) {
    if (accepted.length == 0) {
      throw new IllegalArgumentException("no scheme would be accepted");
    }
    schemes = EnumSet.copyOf(List.of(accepted));
    return this;
  }

  /**
   * Shares the replay state of the endpoint; an opener that is not given one has its own, which
   * ends with it.
   *
   * @param state of the endpoint that this opener belongs to, and of no other
   * @return this
   */
  public PayloadOpenerBuilder replayState(ReplayState state) {
    replayState = Objects.requireNonNull(state, "state");
    acceptReplays = false;
    return this;
  }

  /**
   * Opens what was opened before: a router can then deliver any payload any number of times. For
   * who looks at recorded messages, never for an endpoint.
   *
   * @return this
   */
  public PayloadOpenerBuilder insecurelyAcceptReplays() {
    acceptReplays = true;
    return this;
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
   * Refuses payloads of scheme {@code wamp} that don't name their URI; they are accepted if it is
   * not called. Scheme {@code x_pe3} always binds it.
   *
   * @param required whether to refuse them
   * @return this
   */
  public PayloadOpenerBuilder requireUri(boolean required) {
    requireUri = required;
    return this;
  }

  /**
   * Decompresses with the dictionaries of a registry; none is known if it is not called.
   *
   * @param registry shared with others; may be changed while messages flow
   * @return this
   */
  public PayloadOpenerBuilder dictionaries(DictionaryRegistry registry) {
    dictionaries = Objects.requireNonNull(registry, "registry");
    return this;
  }

  /**
   * Refuses payloads of scheme {@code x_pe3} that are not signed; they are accepted if it is not
   * called. Signatures are always verified. Whether the signer may write what it signed is for the
   * application to say, see {@link PayloadOpener#signer()}.
   *
   * @param required whether to refuse them
   * @return this
   */
  public PayloadOpenerBuilder requireSigned(boolean required) {
    requireSigned = required;
    return this;
  }

  /**
   * Refuses payloads of scheme {@code x_pe3} that are signed, whose sender could not deny them;
   * they are accepted if it is not called.
   *
   * @param required whether to refuse them
   * @return this
   */
  public PayloadOpenerBuilder requireDeniable(boolean required) {
    requireDeniable = required;
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
   * Has {@code auto} choose by a table, see {@link Aead.Builder#engineTable}.
   *
   * @param value which engine from which length on; null for the engines' own table
   * @return this
   */
  public PayloadOpenerBuilder engineTable(EngineTable value) {
    engineTable = value;
    return this;
  }

  /**
   * Leaves out the engines that allocate for each message, see {@link Aead.Builder#allocationFree}.
   *
   * @param value whether to; false if it is not called
   * @return this
   */
  public PayloadOpenerBuilder allocationFree(boolean value) {
    allocationFree = value;
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
   * @throws IllegalArgumentException when no payload could meet what is required
   */
  public PayloadOpener build() {
    LaunchFlags.require();
    if (requireSigned && schemes.contains(PayloadScheme.WAMP)) {
      throw new IllegalArgumentException(
          "scheme wamp has no signatures, so none can be required where it is accepted");
    }
    if (requireSigned && requireDeniable) {
      throw new IllegalArgumentException("a payload is either signed or deniable");
    }
    // Keys and engines are prepared later, and then by what was asked for here.
    return new PayloadOpener(new PayloadOpenerBuilder(this));
  }

  AeadEngines engines() {
    return engines == null ? AeadEngines.standard() : engines;
  }

  String engine() {
    return engine;
  }

  /** A way into the replay state, or null where replays are accepted. */
  ReplayGuard newGuard() {
    if (acceptReplays) {
      return null;
    }
    return new ReplayGuard(replayState == null ? new ReplayState() : replayState);
  }

  /** The engines for a cipher. */
  EngineChoice choice(AeadCipher cipher) {
    return EngineAccess.choice(engines(), engine, cipher, engineTable, allocationFree);
  }

  Aead newAead(DataKey of, AeadCipher cipher) {
    return Aead.builder(of)
        .cipher(cipher)
        .engine(engine)
        .engines(engines())
        .engineTable(engineTable)
        .allocationFree(allocationFree)
        .build();
  }
}
