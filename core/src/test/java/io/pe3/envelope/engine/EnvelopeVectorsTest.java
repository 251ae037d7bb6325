package io.pe3.envelope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pe3.CallState;
import io.pe3.PayloadAttributes;
import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.PayloadOpenerBuilder;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.RestartDetector;
import io.pe3.codec.Serializer;
import io.pe3.compress.DictionaryRegistry;
import io.pe3.compress.ZstdDictionary;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.Pe3Exception;
import io.pe3.internal.EngineAccess;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.key.KeyRing;
import io.pe3.key.KeyScope;
import io.pe3.key.UriPattern;
import io.pe3.sign.PayloadSignatures;
import io.pe3.sign.SessionKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test vectors of scheme x_pe3, which another implementation made. */
class EnvelopeVectorsTest {
  private static final int OPENED = 82;
  private static final int REFUSED = 182;
  private static final HexFormat HEX = HexFormat.of();

  private final JsonNode file;
  private final Map<String, JsonNode> byName = new HashMap<>();

  EnvelopeVectorsTest() throws IOException {
    try (InputStream in =
        EnvelopeVectorsTest.class.getResourceAsStream("/io/pe3/envelope/vectors.json")) {
      file = JsonMapper.builder().build().readTree(in);
    }
    file.get("opened").forEach(vector -> byName.put(vector.get("name").asText(), vector));
  }

  @Test
  void shouldMakeTheSameBindings() {
    int run = 0;
    for (JsonNode vector : file.get("opened")) {
      UnsafeBuffer digest = new UnsafeBuffer(new byte[Binding.LENGTH]);
      binding(vector).putTo(digest, 0);
      assertEquals(vector.get("binding").asText(), HEX.formatHex(digest.byteArray()), name(vector));
      run++;
    }
    assertEquals(OPENED, run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sodium", "jca", "bouncycastle"})
  void shouldSealToTheSamePayloads(String engine) {
    int run = 0;
    try (KeyRing keys = keys()) {
      for (JsonNode vector : file.get("opened")) {
        AeadCipher cipher = AeadCipher.of(option(vector, "ppt_cipher"));
        if (vector.has("made_by_hand") || !AeadEngines.standard().supports(engine, cipher)) {
          continue;
        }
        DataKey key = keys.find(option(vector, "ppt_keyid"));
        assertEquals(
            vector.get("payload").asText(), HEX.formatHex(seal(vector, key, engine)), name(vector));
        run++;
      }
    }
    System.out.println(engine + " sealed " + run + " of " + OPENED + " vectors");
    assertTrue(run > 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "jca", "bouncycastle"})
  void shouldOpenToTheSameBodies(String engine) {
    int run = 0;
    try (KeyRing keys = keys()) {
      for (JsonNode vector : file.get("opened")) {
        AeadCipher cipher = AeadCipher.of(option(vector, "ppt_cipher"));
        if (!AeadEngines.standard().supports(engine, cipher)) {
          continue;
        }
        try (PayloadOpener opener = builder(keys, vector).engine(engine).build()) {
          assertEquals(vector.get("body").asText(), open(opener, vector), name(vector));
          ReplyTo message = new ReplyTo();
          opener.lastMessage(message);
          assertEquals(vector.get("sender").asText(), message.senderHex(), name(vector));
          assertEquals(vector.get("counter").asLong(), message.counter(), name(vector));
          String signer = opener.signer() == null ? null : opener.signer().toString();
          assertEquals(vector.path("signer").asText(null), signer, name(vector));
        }
        run++;
      }
    }
    System.out.println(engine + " opened " + run + " of " + OPENED + " vectors");
    assertTrue(engine.equals("auto") ? run == OPENED : run > 20);
  }

  @Test
  void shouldRefuseEachWithItsOwnError() {
    int run = 0;
    List<String> wrong = new ArrayList<>();
    try (KeyRing keys = keys()) {
      for (JsonNode vector : file.get("refused")) {
        String outcome = outcome(keys, vector);
        if (!outcome.equals(vector.get("error").asText())) {
          wrong.add(name(vector) + ": " + outcome);
        }
        run++;
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(REFUSED, run);
  }

  private String outcome(KeyRing keys, JsonNode vector) {
    try (PayloadOpener opener = builder(keys, vector).build()) {
      CallState call = call(vector);
      for (JsonNode former : vector.path("after")) {
        open(opener, byName.get(former.asText()), call);
      }
      try {
        open(opener, vector, call);
        return "opened";
      } catch (Pe3Exception e) {
        return e.code().text();
      }
    }
  }

  private PayloadOpenerBuilder builder(KeyRing keys, JsonNode vector) {
    DictionaryRegistry dictionaries = new DictionaryRegistry();
    for (JsonNode dictionary : file.get("dictionaries")) {
      ZstdDictionary loaded = ZstdDictionary.of(hex(dictionary.get("octets")));
      assertEquals(dictionary.get("id").asInt(), loaded.id());
      dictionaries.add(loaded);
    }
    PayloadOpenerBuilder builder = PayloadOpener.builder(keys).dictionaries(dictionaries);
    JsonNode policy = vector.path("policy");
    if (policy.has("ciphers")) {
      EnumSet<AeadCipher> ciphers = EnumSet.noneOf(AeadCipher.class);
      policy.get("ciphers").forEach(cipher -> ciphers.add(AeadCipher.of(cipher.asText())));
      builder.ciphers(ciphers);
    }
    return builder.requireSigned(policy.path("require_signed").asBoolean(false));
  }

  private static String open(PayloadOpener opener, JsonNode vector) {
    return open(opener, vector, call(vector));
  }

  private static String open(PayloadOpener opener, JsonNode vector, CallState call) {
    byte[] payload = hex(vector.get("payload"));
    UnsafeBuffer out = new UnsafeBuffer(new byte[1 << 17]);
    JsonNode options = vector.get("options");
    PayloadAttributes attributes =
        new PayloadAttributes(
            options.get("ppt_scheme").asText(),
            options.get("ppt_serializer").asText(),
            options.get("ppt_cipher").asText(),
            options.path("ppt_keyid").asText(null),
            null);
    int length =
        opener.open(
            attributes,
            context(vector),
            call,
            new UnsafeBuffer(payload),
            0,
            payload.length,
            out,
            0);
    return HEX.formatHex(out.byteArray(), 0, length);
  }

  private byte[] seal(JsonNode vector, DataKey key, String engine) {
    AeadCipher cipher = AeadCipher.of(option(vector, "ppt_cipher"));
    int flags = vector.get("flags").asInt();
    boolean signed = (flags & EnvelopeDescriptor.SIGNED) != 0;
    boolean compressed = (flags & EnvelopeDescriptor.COMPRESSED) != 0;
    UnsafeBuffer body = new UnsafeBuffer(hex(vector.get(compressed ? "frame" : "body")));
    UnsafeBuffer out = new UnsafeBuffer(new byte[1 << 12]);
    try (SessionKey signer = signed ? SessionKey.of(hex(vector.get("seed"))) : null;
        EnvelopeSealer sealer =
            new EnvelopeSealer(
                key,
                cipher,
                EngineAccess.choice(AeadEngines.standard(), engine, cipher, null, false),
                (flags & EnvelopeDescriptor.MESSAGE_KEY) != 0,
                (flags & EnvelopeDescriptor.PADDED) != 0,
                signer,
                signed ? PayloadSignatures.create() : null)) {
      byte[] sender = hex(vector.get("sender"));
      UnsafeBuffer words = new UnsafeBuffer(sender);
      sealer
          .sender()
          .begin(
              Long.reverseBytes(words.getLong(0)),
              Long.reverseBytes(words.getLong(Long.BYTES)),
              RestartDetector.epoch());
      sealer.sender().counter = vector.get("counter").asLong() - 1;
      int length =
          sealer.seal(
              compressed,
              vector.has("dictionary") ? dictionaryDigest() : null,
              binding(vector),
              call(vector) == null ? new ReplyTo() : call(vector).replyTo(),
              body,
              0,
              body.capacity(),
              out,
              0);
      assertEquals(sealer.sealedLength(body.capacity()), length);
      byte[] payload = new byte[length];
      out.getBytes(0, payload);
      return payload;
    }
  }

  private UnsafeBuffer dictionaryDigest() {
    ZstdDictionary dictionary =
        ZstdDictionary.of(hex(file.get("dictionaries").get(0).get("octets")));
    return new UnsafeBuffer(dictionary.sha256Octets());
  }

  private static Binding binding(JsonNode vector) {
    PayloadContext context = context(vector);
    return Binding.of(
        Serializer.of(option(vector, "ppt_serializer")),
        AeadCipher.of(option(vector, "ppt_cipher")),
        option(vector, "ppt_keyid"),
        context.flow(),
        context.realm(),
        context.uri(),
        context.errorUri());
  }

  private static PayloadContext context(JsonNode vector) {
    JsonNode node = vector.get("context");
    PayloadContext context =
        PayloadContext.of(
            node.get("realm").asText(),
            Flow.of(node.get("flow").asText()),
            node.get("uri").asText());
    return node.has("error_uri") ? context.withErrorUri(node.get("error_uri").asText()) : context;
  }

  private static CallState call(JsonNode vector) {
    JsonNode replyTo = vector.get("context").get("reply_to");
    if (replyTo == null) {
      return null;
    }
    CallState call = new CallState();
    if (!replyTo.asText().isEmpty()) {
      call.replyTo().set(ReplyTo.parse(replyTo.asText()));
    }
    return call;
  }

  private KeyRing keys() {
    KeyRing ring = new KeyRing();
    for (JsonNode key : file.get("keys")) {
      ring.add(DataKey.of(key.get("id").asText(), hex(key.get("key")), scope(key.path("scope"))));
    }
    return ring;
  }

  private static KeyScope scope(JsonNode node) {
    KeyScope scope = KeyScope.ANY;
    if (node.has("expires")) {
      scope = scope.withExpires(node.get("expires").asLong());
    }
    if (node.has("realm")) {
      scope =
          scope
              .withRealm(node.get("realm").asText())
              .withUris(UriPattern.exact(node.get("uris").get(0).asText()))
              .withFlows(Flow.of(node.get("flows").get(0).asText()))
              .withSchemes(node.get("schemes").get(0).asText())
              .withCiphers(node.get("ciphers").get(0).asText());
    }
    return scope;
  }

  private static String option(JsonNode vector, String name) {
    return vector.get("options").get(name).asText();
  }

  private static String name(JsonNode vector) {
    return vector.get("name").asText();
  }

  private static byte[] hex(JsonNode text) {
    return HEX.parseHex(text.asText());
  }
}
