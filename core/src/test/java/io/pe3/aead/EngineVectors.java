package io.pe3.aead;

import io.pe3.aead.engine.Engine;
import io.pe3.aead.engine.EngineKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Runs published vectors, nonce and all, which only an engine's key takes. */
final class EngineVectors {
  private EngineVectors() {}

  static List<String[]> lines(String resource) {
    try (InputStream in = EngineVectors.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.equals("-") ? "" : text);
  }

  static byte[] seal(
      String engine,
      AeadCipher cipher,
      byte[] key,
      byte[] nonce,
      byte[] associatedData,
      byte[] plaintext) {
    byte[] sealed = new byte[plaintext.length + cipher.tagLength()];
    UnsafeBuffer words = words(nonce);
    try (Arena arena = Arena.ofConfined();
        EngineKey engineKey = newKey(engine, cipher, key, arena)) {
      engineKey.associatedData().putBytes(0, associatedData);
      engineKey.seal(
          word(words, 0),
          word(words, 1),
          word(words, 2),
          word(words, 3),
          associatedData.length,
          new UnsafeBuffer(plaintext),
          0,
          plaintext.length,
          new UnsafeBuffer(sealed),
          0);
    }
    return sealed;
  }

  /** Null when it does not open. */
  static byte[] open(
      String engine,
      AeadCipher cipher,
      byte[] key,
      byte[] nonce,
      byte[] associatedData,
      byte[] sealed) {
    byte[] plaintext = new byte[sealed.length - cipher.tagLength()];
    UnsafeBuffer words = words(nonce);
    try (Arena arena = Arena.ofConfined();
        EngineKey engineKey = newKey(engine, cipher, key, arena)) {
      engineKey.associatedData().putBytes(0, associatedData);
      boolean opened =
          engineKey.open(
              word(words, 0),
              word(words, 1),
              word(words, 2),
              word(words, 3),
              associatedData.length,
              new UnsafeBuffer(sealed),
              0,
              sealed.length,
              new UnsafeBuffer(plaintext),
              0);
      return opened ? plaintext : null;
    }
  }

  private static EngineKey newKey(String name, AeadCipher cipher, byte[] key, Arena arena) {
    Engine engine = AeadEngines.standard().engine(name, cipher);
    return engine.newKey(cipher, arena.allocateFrom(ValueLayout.JAVA_BYTE, key));
  }

  private static UnsafeBuffer words(byte[] nonce) {
    return new UnsafeBuffer(Arrays.copyOf(nonce, 4 * Long.BYTES));
  }

  private static long word(UnsafeBuffer words, int index) {
    return words.getLong(index * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
  }
}
