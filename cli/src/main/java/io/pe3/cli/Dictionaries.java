package io.pe3.cli;

import io.pe3.cli.line.FileException;
import io.pe3.cli.line.LineOutput;
import io.pe3.compress.DictionaryRegistry;
import io.pe3.compress.ZstdDictionary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the zstd dictionaries that options name. */
final class Dictionaries {
  private Dictionaries() {}

  /** All of them, the last as the one to compress with. */
  static DictionaryRegistry read(List<Path> files) {
    DictionaryRegistry registry = new DictionaryRegistry();
    files.forEach(file -> registry.use(read(file)));
    return registry;
  }

  /** One of them. */
  static ZstdDictionary read(Path file) {
    try {
      return ZstdDictionary.read(file);
    } catch (IOException e) {
      throw FileException.io(
          "cannot read the dictionary (" + LineOutput.reason(e) + ")", "file", file);
    }
  }
}
