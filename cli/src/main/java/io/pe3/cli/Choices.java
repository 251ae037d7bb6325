package io.pe3.cli;

import io.pe3.aead.AeadCipher;
import io.pe3.compress.ZstdCompressor;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Options that name one of a few things: a wrong one ends in exit 2 and the right ones. */
final class Choices {
  private static final int MIN_LEVEL = 1;
  private static final String ZSTD = "zstd";

  private Choices() {}

  static AeadCipher cipher(CommandLine command, String text) {
    for (AeadCipher cipher : AeadCipher.values()) {
      if (cipher.text().equals(text)) {
        return cipher;
      }
    }
    String names =
        Arrays.stream(AeadCipher.values()).map(AeadCipher::text).collect(Collectors.joining(", "));
    throw new ParameterException(command, "--cipher " + text + " is not known; use " + names);
  }

  /** The level of {@code zstd[:LEVEL]}, or the default one when it names none. */
  static int zstdLevel(CommandLine command, String text) {
    if (text.equals(ZSTD)) {
      return ZstdCompressor.DEFAULT_LEVEL;
    }
    if (text.matches(ZSTD + ":[0-9]{1,2}")) {
      int level = Integer.parseInt(text.substring(ZSTD.length() + 1));
      if (level >= MIN_LEVEL && level <= ZstdCompressor.MAX_LEVEL) {
        return level;
      }
    }
    throw new ParameterException(
        command,
        "--compress " + text + " is not known; use zstd or zstd:LEVEL with a LEVEL of 1 to 22");
  }
}
