package io.pe3.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pe3.aead.engine.EngineKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Project Wycheproof's known answers and attacks on AES-256-GCM, where they are at hand. */
class WycheproofTest {
  private static final String FOLDER_PROPERTY = "io.pe3.vectors";
  private static final String FILE = "wycheproof/aes_gcm_test.json";

  @Test
  void shouldPassTheCasesOfAesGcmOnEveryEngine() throws IOException {
    Path file = find();
    if (file == null) {
      System.out.println(
          "SKIPPED: there is no " + FILE + "; name its folder with -D" + FOLDER_PROPERTY);
    }
    assumeTrue(file != null);
    List<String> engines = TestEngines.of(AeadCipher.AES256GCM);
    assertFalse(engines.isEmpty());
    int valid = 0;
    int invalid = 0;
    for (JsonNode group : JsonMapper.builder().build().readTree(file.toFile()).get("testGroups")) {
      if (group.get("keySize").asInt() != 256
          || group.get("ivSize").asInt() != 96
          || group.get("tagSize").asInt() != 128) {
        continue;
      }
      for (JsonNode test : group.get("tests")) {
        if (hex(test, "aad").length > EngineKey.MAX_ASSOCIATED_DATA) {
          continue;
        }
        boolean isValid = test.get("result").asText().equals("valid");
        for (String engine : engines) {
          run(test, engine, isValid);
        }
        valid += isValid ? 1 : 0;
        invalid += isValid ? 0 : 1;
      }
    }
    System.out.println(
        "Wycheproof AES-256-GCM: " + valid + " valid, " + invalid + " invalid, on " + engines);
    assertTrue(valid > 0 && invalid > 0);
  }

  private static void run(JsonNode test, String engine, boolean isValid) {
    byte[] key = hex(test, "key");
    byte[] nonce = hex(test, "iv");
    byte[] associatedData = hex(test, "aad");
    byte[] plaintext = hex(test, "msg");
    byte[] sealed = EngineVectors.hex(test.get("ct").asText() + test.get("tag").asText());
    String what = "case " + test.get("tcId") + " on " + engine;
    byte[] opened =
        EngineVectors.open(engine, AeadCipher.AES256GCM, key, nonce, associatedData, sealed);
    if (isValid) {
      assertArrayEquals(plaintext, opened, what);
      assertArrayEquals(
          sealed,
          EngineVectors.seal(engine, AeadCipher.AES256GCM, key, nonce, associatedData, plaintext),
          what);
    } else {
      assertNull(opened, what);
    }
  }

  private static byte[] hex(JsonNode test, String name) {
    return EngineVectors.hex(test.get(name).asText());
  }

  /** The folder stands beside the project's, or beside one of those that it is in. */
  private static Path find() {
    String named = System.getProperty(FOLDER_PROPERTY);
    if (named != null) {
      return Path.of(named, FILE);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared/vectors").resolve(FILE);
      if (Files.isReadable(file)) {
        return file;
      }
    }
    return null;
  }
}
