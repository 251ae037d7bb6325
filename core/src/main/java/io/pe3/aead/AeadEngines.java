package io.pe3.aead;

import io.pe3.aead.engine.BouncyCastleEngine;
import io.pe3.aead.engine.Engine;
import io.pe3.aead.engine.EngineChoice;
import io.pe3.aead.engine.JcaEngine;
import io.pe3.aead.engine.RandomOctets;
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
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
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

  private static final String ACCP = JcaEngine.PREFIX + JcaEngine.ACCP;
  private static final String SUN_JCE = JcaEngine.PREFIX + JcaEngine.SUN_JCE;

  /** Up to 2 KiB nothing but libsodium is used, which allocates nothing in either direction. */
  private static final int ACCP_FROM = 2049;

  private static final int SUN_JCE_FROM = 4096;

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

          @Override
          public EngineChoice choice(
              AeadEngines engines,
              String name,
              AeadCipher cipher,
              EngineTable table,
              boolean allocationFree) {
            return engines.choice(name, cipher, table, allocationFree);
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
    addServices();
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

  /**
   * What {@code auto} uses when it is given no other table: libsodium for short messages; above 2
   * KiB, where the vector code of others pays for the way there, the Amazon Corretto Crypto
   * Provider if it is on the class path, else from 4 KiB on SunJCE.
   *
   * @return a table that names every use whose cipher this machine has
   */
  public EngineTable table() {
    EngineTable table = EngineTable.empty();
    for (AeadCipher cipher : AeadCipher.values()) {
      for (BufferKind kind : BufferKind.values()) {
        Engine first = firstOf(cipher);
        if (first == null) {
          continue;
        }
        List<EngineTable.Step> steps = new ArrayList<>();
        steps.add(new EngineTable.Step(0, first.name()));
        if (cipher == AeadCipher.AES256GCM && first.name().equals(SodiumEngine.NAME)) {
          if (engines.containsKey(ACCP)) {
            steps.add(new EngineTable.Step(ACCP_FROM, ACCP));
          } else if (engines.containsKey(SUN_JCE)) {
            steps.add(new EngineTable.Step(SUN_JCE_FROM, SUN_JCE));
          }
        }
        for (Direction direction : Direction.values()) {
          table = table.with(cipher, direction, kind, steps);
        }
      }
    }
    return table;
  }

  /**
   * Finds what a builder asks for.
   *
   * @param given the table for {@code auto}, or null
   */
  EngineChoice choice(String name, AeadCipher cipher, EngineTable given, boolean allocationFree) {
    EngineTable standard = table();
    Map<EngineChoice.Row, List<EngineChoice.Step>> rows = new LinkedHashMap<>();
    for (Direction direction : Direction.values()) {
      for (BufferKind kind : BufferKind.values()) {
        List<EngineChoice.Step> found = new ArrayList<>();
        if (name.equals(AUTO)) {
          List<EngineTable.Step> steps =
              given == null ? List.of() : given.steps(cipher, direction, kind);
          steps = steps.isEmpty() ? standard.steps(cipher, direction, kind) : steps;
          for (EngineTable.Step step : steps) {
            found.add(new EngineChoice.Step(step.fromLength(), engine(step.engine(), cipher)));
          }
        }
        if (found.isEmpty()) {
          found.add(new EngineChoice.Step(0, engine(name, cipher)));
        }
        rows.put(
            new EngineChoice.Row(direction, kind),
            allocationFree ? EngineChoice.allocationFree(found, cipher) : found);
      }
    }
    return new EngineChoice(rows, this::newRandomOctets);
  }

  /** Of libsodium, else of the JDK, whichever engine encrypts. */
  private RandomOctets newRandomOctets() {
    return engines.get(SodiumEngine.NAME) instanceof SodiumEngine sodium
        ? sodium.newRandomOctets()
        : RandomOctets.ofSystem();
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
    Engine first = firstOf(cipher);
    if (first == null) {
      throw new EngineUnavailableException(
          "no engine of this machine has the cipher; `pe3 doctor` tells why",
          "cipher",
          cipher.text(),
          "reports",
          reports);
    }
    return first;
  }

  /** The engine for short messages: libsodium, else the JDK's choice, else Bouncy Castle. */
  private Engine firstOf(AeadCipher cipher) {
    List<Engine> order = new ArrayList<>();
    order.add(engines.get(SodiumEngine.NAME));
    Provider preferred = JcaEngine.preferred();
    if (preferred != null) {
      order.add(
          engines.getOrDefault(JcaEngine.PREFIX + preferred.getName(), new JcaEngine(preferred)));
    }
    order.add(engines.get(BouncyCastleEngine.NAME));
    return order.stream()
        .filter(engine -> engine != null && engine.ciphers().contains(cipher))
        .findFirst()
        .orElse(null);
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

  /**
   * The Amazon Corretto Crypto Provider need not be installed to be used here; that it is on the
   * class path is enough. It is known by its class before any code of it runs.
   */
  private void addServices() {
    if (engines.containsKey(ACCP)) {
      return;
    }
    try {
      ServiceLoader.load(Provider.class).stream()
          .filter(service -> service.type().getSimpleName().equals(JcaEngine.ACCP))
          .map(ServiceLoader.Provider::get)
          .filter(JcaEngine::isUsable)
          .findFirst()
          .ifPresent(provider -> add(new JcaEngine(provider)));
    } catch (ServiceConfigurationError | LinkageError e) {
      reports.add(new EngineReport(ACCP, false, String.valueOf(e.getMessage()), Set.of()));
    }
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
