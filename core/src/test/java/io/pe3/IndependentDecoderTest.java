package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pe3.aead.AeadCipher;
import io.pe3.envelope.ReplyTo;
import io.pe3.key.DataKey;
import io.pe3.sign.SessionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The decoder of scheme x_pe3 in JavaScript, which shares nothing with PE3 but the profile. */
class IndependentDecoderTest {
  private static final Path VECTORS = Path.of("src/test/resources/io/pe3/envelope/vectors.json");
  private static final HexFormat HEX = HexFormat.of();

  @TempDir Path folder;

  @BeforeEach
  void requireNode() {
    Node.require();
  }

  @Test
  void shouldPassTheVectors() throws Exception {
    Path none = Files.createFile(folder.resolve("none"));
    assertEquals(
        List.of("opened 82 refused 182 failed 0"),
        Node.run(none, "vectors.mjs", VECTORS.toAbsolutePath().toString()));
  }

  @Test
  void shouldMakeTheVectorsAsTheyAre() throws Exception {
    Path none = Files.createFile(folder.resolve("none"));
    assertEquals(Files.readAllLines(VECTORS), Node.run(none, "make-vectors.mjs"));
  }

  @Test
  void shouldOpenWhatIsSealedNow() throws Exception {
    JsonMapper json = JsonMapper.builder().build();
    ObjectNode file = json.createObjectNode();
    ArrayNode opened = file.putArray("opened");
    file.putArray("refused");
    file.putArray("dictionaries");
    int expected = 0;
    try (DataKey key = DataKey.generate();
        SessionKey signer = SessionKey.generate()) {
      file.putArray("keys").addObject().put("id", key.id()).put("key", HEX.formatHex(key.octets()));
      for (AeadCipher cipher : PayloadScheme.X_PE3.ciphers()) {
        for (int options = 0; options < 16; options++) {
          PayloadSealerBuilder builder =
              PayloadSealer.builder(key)
                  .cipher(cipher)
                  .padding((options & 1) != 0)
                  .messageKeys((options & 2) != 0);
          if ((options & 4) != 0) {
            builder.signer(signer);
          }
          if ((options & 8) != 0) {
            builder.compression(3, 0);
          }
          try (PayloadSealer sealer = builder.build()) {
            add(opened, sealer, (options & 4) != 0 ? signer.signer().toString() : null);
            expected++;
          }
        }
      }
    }
    Path sealed = folder.resolve("sealed.json");
    json.writeValue(sealed.toFile(), file);
    Path none = Files.createFile(folder.resolve("none"));
    List<String> answers = Node.run(none, "open.mjs", sealed.toString());
    assertEquals(List.of("opened " + expected), answers);
    assertFalse(answers.isEmpty());
  }

  private static void add(ArrayNode opened, PayloadSealer sealer, String signer) {
    List<Object> args = List.of("x".repeat(300), 1L);
    SealedPayload sealed = sealer.seal(PayloadTesting.EVENT, args, Map.of());
    ReplyTo message = new ReplyTo();
    sealer.lastMessage(message);
    ObjectNode vector = opened.addObject();
    vector.put("name", sealer.cipher().text());
    ObjectNode attributes = vector.putObject("options");
    sealed.attributes().toOptions().forEach((name, value) -> attributes.put(name, (String) value));
    vector
        .putObject("context")
        .put("realm", PayloadTesting.REALM)
        .put("flow", "event")
        .put("uri", PayloadTesting.URI);
    Map<String, Object> body = new java.util.LinkedHashMap<>();
    body.put("args", args);
    body.put("kwargs", Map.of());
    vector.put("body", HEX.formatHex(PayloadTesting.cbor(body)));
    vector.put("sender", message.senderHex());
    vector.put("counter", Long.toString(message.counter()));
    vector.put("payload", HEX.formatHex(sealed.payload()));
    if (signer != null) {
      vector.put("signer", signer);
    }
  }
}
