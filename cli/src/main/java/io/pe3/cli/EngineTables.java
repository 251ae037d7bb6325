package io.pe3.cli;

import io.pe3.aead.EngineTable;
import io.pe3.cli.line.FileException;
import io.pe3.cli.line.LineOutput;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the engine table that an option names. */
final class EngineTables {
  private EngineTables() {}

  static EngineTable read(Path file) {
    try {
      return EngineTable.read(file);
    } catch (IOException e) {
      throw FileException.io(
          "cannot read the engine table (" + LineOutput.reason(e) + ")", "file", file);
    }
  }
}
