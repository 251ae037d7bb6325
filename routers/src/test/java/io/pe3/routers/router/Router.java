package io.pe3.routers.router;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The routers that PE3 is proven with. What starts them was installed by {@code .ci/setup}. */
public enum Router {
  /** nexus, by a few lines of Go. Carries payload passthru mode. */
  NEXUS {
    @Override
    Path installed() {
      return Installed.FOLDER.resolve("nexus");
    }

    @Override
    List<String> command(Path folder) {
      return List.of(installed().toString(), REALM);
    }
  },

  /** Crossbar.io, in a virtual environment. Carries payload transparency. */
  CROSSBAR {
    @Override
    Path installed() {
      return Installed.FOLDER.resolve("crossbar/bin/crossbar");
    }

    @Override
    List<String> command(Path folder) {
      String python = installed().resolveSibling("python").toString();
      return List.of(python, "src/test/python/start.py", folder.toString(), REALM);
    }
  };

  /** The one realm of each router. */
  public static final String REALM = "realm1";

  /** What has to be there for it to be started. */
  abstract Path installed();

  /**
   * A program that prints {@code ready}, the port of WebSocket and the port of RawSocket, and ends
   * when its standard input does.
   *
   * @param folder of its own, for what it writes
   */
  abstract List<String> command(Path folder);

  /** Skips the running test if the router is not installed; fails it in continuous integration. */
  void require() {
    Installed.require(Files.isExecutable(installed()), "router in routers/" + installed());
  }
}
