package io.pe3.aead;

import io.pe3.aead.engine.BouncyCastleEngine;
import io.pe3.aead.engine.Engine;
import io.pe3.aead.engine.JcaEngine;
import io.pe3.aead.engine.SelfTest;
import io.pe3.aead.engine.SodiumEngine;
import io.pe3.error.EngineUnavailableException;
import io.pe3.error.Pe3Exception;
import io.pe3.internal.AgronaAccess;
import io.pe3.internal.EngineAccess;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cipher engines of this machine. A known-answer self-test passes before an engine's first use
 * for a cipher.
 *
 * <p>Thread-safe.
 */
public final class AeadEngines {
  /** The engine name that picks the best there is. */
  public static final String AUTO = "auto";

  /** The engine name for the JCA provider that the JDK prefers. */
  public static final String JCA = "jca";

  static {
    EngineAccess.install(
        new EngineAccess.Hook() {
          @Override
          public Engine engine(AeadEngines engines, String name, AeadCipher cipher) {
            return engines.engine(name, cipher);
          }

          @Override
          public void startRestartDetector() {
            RestartDetector.start();
          }
        });
  }

  private final Map<String, Engine> engines = new LinkedHashMap<>();
  private final List<EngineReport> reports = new ArrayList<>();
  private final Map<String, Boolean> tested = new ConcurrentHashMap<>();

  private AeadEngines(EngineOptions options) {
    try {
      add(SodiumEngine.load(options));
    } catch (Pe3Exception e) {
      reports.add(new EngineReport(SodiumEngine.NAME, false, e.getMessage(), Set.of()));
    }
    for (Provider provider : Security.getProviders()) {
      if (JcaEngine.isUsable(provider)) {
        add(new JcaEngine(provider));
      }
    }
    try {
      add(new BouncyCastleEngine());
    } catch (NoClassDefFoundError e) {
      reports.add(
          new EngineReport(
              BouncyCastleEngine.NAME,
              false,
              "org.bouncycastle:bcprov-jdk18on is not on the class or module path",
              Set.of()));
    }
  }

  /**
   * The engines found with {@link EngineOptions#defaults()}, looked for once in the process.
   *
   * @return the standard engines
   * @throws EngineUnavailableException when a launch flag is missing
   */
  public static AeadEngines standard() {
    AgronaAccess.require();
    return Standard.ENGINES;
  }

  /**
   * Looks for engines.
   *
   * @param options where to look
   * @return what was found; that an engine is missing is told by {@link #reports()}
   * @throws EngineUnavailableException when a launch flag is missing
   */
  public static AeadEngines discover(EngineOptions options) {
    AgronaAccess.require();
    return new AeadEngines(options);
  }

  /**
   * What was found and what not, in the order of preference.
   *
   * @return an unmodifiable list
   */
  public List<EngineReport> reports() {
    return List.copyOf(reports);
  }

  /**
   * The engine that {@code auto} uses for a cipher.
   *
   * @param cipher to seal and open with
   * @return the engine's name
   * @throws EngineUnavailableException when no engine has the cipher
   */
  public String chosen(AeadCipher cipher) {
    return engine(AUTO, cipher).name();
  }

  /**
   * Whether an engine can be used for a cipher.
   *
   * @param engine its name, {@code auto} and {@code jca} included
   * @param cipher to seal and open with
   * @return true when a builder would take the two
   */
  public boolean supports(String engine, AeadCipher cipher) {
    try {
      return engine(engine, cipher) != null;
    } catch (EngineUnavailableException e) {
      return false;
    }
  }

  /** The engine of a name for a cipher, self-tested. */
  Engine engine(String name, AeadCipher cipher) {
    Engine engine = name.equals(AUTO) ? best(cipher) : named(name);
    if (!engine.ciphers().contains(cipher)) {
      throw new EngineUnavailableException(
          "the engine has not this cipher; leave the choice to auto",
          "engine",
          engine.name(),
          "cipher",
          cipher.text(),
          "detail",
          engine.detail());
    }
    tested.computeIfAbsent(
        engine.name() + ' ' + cipher.text(),
        pair -> {
          SelfTest.run(engine, cipher);
          return true;
        });
    return engine;
  }

  private Engine best(AeadCipher cipher) {
    List<Engine> order = new ArrayList<>();
    Engine sodium = engines.get(SodiumEngine.NAME);
    if (sodium != null) {
      order.add(sodium);
    }
    Provider preferred = JcaEngine.preferred();
    if (preferred != null) {
      order.add(
          engines.getOrDefault(JcaEngine.PREFIX + preferred.getName(), new JcaEngine(preferred)));
    }
    Engine bouncyCastle = engines.get(BouncyCastleEngine.NAME);
    if (bouncyCastle != null) {
      order.add(bouncyCastle);
    }
    return order.stream()
        .filter(engine -> engine.ciphers().contains(cipher))
        .findFirst()
        .orElseThrow(
            () ->
                new EngineUnavailableException(
                    "no engine of this machine has the cipher; `pe3 doctor` tells why",
                    "cipher",
                    cipher.text(),
                    "reports",
                    reports));
  }

  private Engine named(String name) {
    if (name.equals(JCA)) {
      Provider preferred = JcaEngine.preferred();
      if (preferred != null) {
        return named(JcaEngine.PREFIX + preferred.getName());
      }
    }
    Engine engine = engines.get(name);
    if (engine == null && name.startsWith(JcaEngine.PREFIX)) {
      // Providers can be installed at any time.
      Provider provider = Security.getProvider(name.substring(JcaEngine.PREFIX.length()));
      if (provider != null && JcaEngine.isUsable(provider)) {
        return new JcaEngine(provider);
      }
    }
    if (engine == null) {
      throw new EngineUnavailableException(
          "there is no such engine on this machine"
              + reports.stream()
                  .filter(report -> report.name().equals(name))
                  .map(report -> ": " + report.detail())
                  .findFirst()
                  .orElse(""),
          "engine",
          name,
          "available",
          engines.keySet());
    }
    return engine;
  }

  private void add(Engine engine) {
    // First what can fail: Bouncy Castle's classes are missed only when its detail is asked for.
    EngineReport report = new EngineReport(engine.name(), true, engine.detail(), engine.ciphers());
    engines.put(engine.name(), engine);
    reports.add(report);
  }

  /** Made when it is first asked for. */
  private static final class Standard {
    static final AeadEngines ENGINES = new AeadEngines(EngineOptions.defaults());
  }
}
