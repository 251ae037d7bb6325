package io.pe3.cli;

import io.pe3.cli.line.FileException;
import io.pe3.cli.line.LineOutput;
import io.pe3.key.DataKey;
import io.pe3.key.KeyFile;
import io.pe3.key.KeyRing;
import io.pe3.sign.SessionKey;
import io.pe3.sign.SessionKeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the key files that options name. */
final class Keys {
  private Keys() {}

  static DataKey read(Path file) {
    try {
      return KeyFile.read(file);
    } catch (IOException e) {
      throw FileException.io(
          "cannot read the key file (" + LineOutput.reason(e) + ")", "file", file);
    }
  }

  static SessionKey readSession(Path file) {
    try {
      return SessionKeyFile.read(file);
    } catch (IOException e) {
      throw FileException.io(
          "cannot read the session key file (" + LineOutput.reason(e) + ")", "file", file);
    }
  }

  static KeyRing ring(List<Path> files) {
    KeyRing ring = new KeyRing();
    try {
      for (Path file : files) {
        ring.add(read(file));
      }
      return ring;
    } catch (RuntimeException e) {
      ring.close();
      throw e;
    }
  }
}
