package io.pe3.aead.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.EngineOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.Security;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A prepared key that takes another key in its memory is that key, in every engine. */
class ReplacedKeyTest {
  private static final int LENGTH = 100;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment former = arena.allocate(32).fill((byte) 0x42);
  private final MemorySegment other = arena.allocate(32).fill((byte) 0x24);
  private final UnsafeBuffer plain = new UnsafeBuffer(new byte[LENGTH]);

  @AfterEach
  void close() {
    arena.close();
  }

  static Stream<Arguments> enginesAndCiphers() {
    List<Engine> engines =
        List.of(
            SodiumEngine.load(EngineOptions.defaults()),
            new JcaEngine(Security.getProvider(JcaEngine.SUN_JCE)),
            new BouncyCastleEngine());
    return engines.stream()
        .flatMap(
            engine -> engine.ciphers().stream().map(cipher -> Arguments.of(engine.name(), cipher)));
  }

  @ParameterizedTest
  @MethodSource("enginesAndCiphers")
  void shouldSealAndOpenUnderTheKeyThatReplacedTheOther(String engine, AeadCipher cipher) {
    try (EngineKey replaced = engine(engine).newKey(cipher, former);
        EngineKey fresh = engine(engine).newKey(cipher, other)) {
      byte[] under = seal(replaced, 1);
      assertTrue(open(replaced, 1, under));
      replaced.replaceKey(other);
      assertFalse(open(replaced, 1, under));
      byte[] expected = seal(fresh, 2);
      assertArrayEquals(expected, seal(replaced, 2));
      assertTrue(open(replaced, 2, expected));
    }
  }

  @ParameterizedTest
  @MethodSource("enginesAndCiphers")
  void shouldServeAgainAfterItWasWiped(String engine, AeadCipher cipher) {
    try (EngineKey wiped = engine(engine).newKey(cipher, former)) {
      byte[] sealed = seal(wiped, 1);
      wiped.wipeKey();
      assertThrows(IllegalStateException.class, () -> seal(wiped, 1));
      wiped.replaceKey(former);
      assertTrue(open(wiped, 1, sealed));
    }
  }

  private static Engine engine(String name) {
    return switch (name) {
      case SodiumEngine.NAME -> SodiumEngine.load(EngineOptions.defaults());
      case BouncyCastleEngine.NAME -> new BouncyCastleEngine();
      default -> new JcaEngine(Security.getProvider(JcaEngine.SUN_JCE));
    };
  }

  private byte[] seal(EngineKey key, long counter) {
    byte[] sealed = new byte[LENGTH + key.cipher().tagLength()];
    key.seal(counter, 0, counter, 0, 0, plain, 0, LENGTH, new UnsafeBuffer(sealed), 0);
    return sealed;
  }

  private static boolean open(EngineKey key, long counter, byte[] sealed) {
    UnsafeBuffer opened = new UnsafeBuffer(new byte[LENGTH]);
    return key.open(
        counter, 0, counter, 0, 0, new UnsafeBuffer(sealed), 0, sealed.length, opened, 0);
  }
}
