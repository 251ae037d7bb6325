package io.pe3.internal;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.EngineTable;
import io.pe3.aead.engine.Engine;
import io.pe3.aead.engine.EngineChoice;

/**
 * What other packages of the module may do with engines and users may not: an engine's keys take
 * nonces from their callers. {@code AeadEngines} installs the hook when it is initialized, so
 * whoever holds engines finds it here.
 */
public final class EngineAccess {
  private static volatile Hook hook;

  private EngineAccess() {}

  /** What {@code AeadEngines} implements. */
  public interface Hook {
    /**
     * Does {@link EngineAccess#engine}.
     *
     * @param engines to choose from
     * @param name of the engine
     * @param cipher to seal and open with
     * @return the engine
     */
    Engine engine(AeadEngines engines, String name, AeadCipher cipher);

    /**
     * Does {@link EngineAccess#choice}.
     *
     * @param engines to choose from
     * @param name of the engine
     * @param cipher to seal and open with
     * @param table by which {@code auto} chooses, or null for the engines' own
     * @param allocationFree whether engines that allocate are left out
     * @return the choice
     */
    EngineChoice choice(
        AeadEngines engines,
        String name,
        AeadCipher cipher,
        EngineTable table,
        boolean allocationFree);

    /** Does {@link EngineAccess#startRestartDetector}. */
    void startRestartDetector();
  }

  /**
   * Installs the hook, once.
   *
   * @param implementation of {@code AeadEngines}
   */
  public static void install(Hook implementation) {
    synchronized (EngineAccess.class) {
      if (hook != null) {
        throw new IllegalStateException("the hook is installed already");
      }
      hook = implementation;
    }
  }

  /**
   * The engine of a name for a cipher, self-tested.
   *
   * @param engines to choose from
   * @param name of the engine, {@code auto} and {@code jca} included
   * @param cipher to seal and open with
   * @return the engine
   * @throws io.pe3.error.EngineUnavailableException when there is none, or it lacks the cipher
   */
  public static Engine engine(AeadEngines engines, String name, AeadCipher cipher) {
    return hook.engine(engines, name, cipher);
  }

  /**
   * The engines for a cipher by direction, buffer kind and length, self-tested.
   *
   * @param engines to choose from
   * @param name of the engine, {@code auto} and {@code jca} included
   * @param cipher to seal and open with
   * @param table by which {@code auto} chooses, or null for the engines' own
   * @param allocationFree whether engines that allocate for each message are left out
   * @return the choice
   * @throws io.pe3.error.EngineUnavailableException when there is none, or it lacks the cipher
   */
  public static EngineChoice choice(
      AeadEngines engines,
      String name,
      AeadCipher cipher,
      EngineTable table,
      boolean allocationFree) {
    return hook.choice(engines, name, cipher, table, allocationFree);
  }

  /** Has the process looked at for signs of a restart, unless the embedder looks. */
  public static void startRestartDetector() {
    hook.startRestartDetector();
  }
}
