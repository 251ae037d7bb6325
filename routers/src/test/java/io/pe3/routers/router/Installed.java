package io.pe3.routers.router;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** What {@code .ci/setup} installs for these tests. */
public final class Installed {
  static final Path FOLDER = Path.of("installed");

  private Installed() {}

  /**
   * Skips the running test if something is not installed; fails it in continuous integration.
   *
   * @param what is needed, for the message
   */
  public static void require(boolean there, String what) {
    if (!there) {
      String message = "there is no " + what + "; run .ci/setup to install it";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      System.out.println("SKIPPED: " + message);
    }
    assumeTrue(there, "not installed: " + what);
  }
}
