package io.pe3.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every engine gives the published answers. */
class KnownAnswersTest {
  private static final int SHORT_TAG_LENGTH = 16;

  @Test
  void shouldGiveThePublishedAnswersOnEveryEngine() {
    int run = 0;
    List<String[]> lines = EngineVectors.lines("known-answers.txt");
    for (String[] fields : lines) {
      AeadCipher cipher = AeadCipher.of(fields[0]);
      byte[] key = EngineVectors.hex(fields[1]);
      byte[] nonce = EngineVectors.hex(fields[2]);
      byte[] associatedData = EngineVectors.hex(fields[3]);
      byte[] plaintext = EngineVectors.hex(fields[4]);
      byte[] sealed = EngineVectors.hex(fields[5]);
      List<String> engines = TestEngines.of(cipher);
      assertTrue(!engines.isEmpty(), cipher::text);
      for (String engine : engines) {
        String what = String.join(" ", fields) + " on " + engine;
        assertArrayEquals(
            sealed,
            EngineVectors.seal(engine, cipher, key, nonce, associatedData, plaintext),
            what);
        assertArrayEquals(
            plaintext,
            EngineVectors.open(engine, cipher, key, nonce, associatedData, sealed),
            what);
        run++;
      }
    }
    assertEquals(11, lines.size());
    assertTrue(run >= lines.size());
  }

  @Test
  void shouldHaveAegisTagsWhoseHalvesGiveTheShortTag() {
    int run = 0;
    for (String[] fields : EngineVectors.lines("known-answers.txt")) {
      if (AeadCipher.of(fields[0]) == AeadCipher.AEGIS256) {
        byte[] sealed = EngineVectors.hex(fields[5]);
        byte[] tag = Arrays.copyOfRange(sealed, sealed.length - 32, sealed.length);
        byte[] folded = new byte[SHORT_TAG_LENGTH];
        for (int i = 0; i < SHORT_TAG_LENGTH; i++) {
          folded[i] = (byte) (tag[i] ^ tag[SHORT_TAG_LENGTH + i]);
        }
        assertArrayEquals(EngineVectors.hex(fields[6]), folded);
        run++;
      }
    }
    assertEquals(5, run);
  }

  @Test
  void shouldRefuseWhatThePublishedVectorsRefuse() {
    int run = 0;
    for (String[] fields : EngineVectors.lines("known-refusals.txt")) {
      AeadCipher cipher = AeadCipher.of(fields[0]);
      for (String engine : TestEngines.of(cipher)) {
        assertNull(
            EngineVectors.open(
                engine,
                cipher,
                EngineVectors.hex(fields[1]),
                EngineVectors.hex(fields[2]),
                EngineVectors.hex(fields[3]),
                EngineVectors.hex(fields[4])),
            () -> String.join(" ", fields) + " on " + engine);
      }
      run++;
    }
    assertEquals(4, run);
  }
}
