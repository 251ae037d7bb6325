package io.pe3.internal;

import io.pe3.error.EngineUnavailableException;
import org.agrona.DirectBuffer;

/**
 * Tells before the first buffer is made whether Agrona may use the JDK's memory access, so that a
 * missing launch flag is one clear error instead of an {@link IllegalAccessError} somewhere inside.
 */
public final class AgronaAccess {
  private static final String PACKAGE = "jdk.internal.misc";
  private static final boolean OPEN =
      Object.class.getModule().isExported(PACKAGE, DirectBuffer.class.getModule());

  private AgronaAccess() {}

  /**
   * Whether the package is exported to Agrona.
   *
   * @return true when buffers can be made
   */
  public static boolean isOpen() {
    return OPEN;
  }

  /**
   * The flag that has to be given for Agrona where it is now, on the class or the module path.
   *
   * @return the whole flag
   */
  public static String flag() {
    Module agrona = DirectBuffer.class.getModule();
    return "--add-exports=java.base/"
        + PACKAGE
        + "="
        + (agrona.isNamed() ? agrona.getName() : "ALL-UNNAMED");
  }

  /**
   * Refuses to go on without the flag.
   *
   * @throws EngineUnavailableException that names it
   */
  public static void require() {
    if (!OPEN) {
      throw new EngineUnavailableException(
          "Agrona's buffers need the launch flag "
              + flag()
              + "; add it to the java command line or to JDK_JAVA_OPTIONS",
          "flag",
          flag());
    }
  }
}
