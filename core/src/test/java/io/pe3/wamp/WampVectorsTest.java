package io.pe3.wamp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pe3.codec.Serializer;
import io.pe3.error.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The WAMP specification's test suite, where it is there: every form that it says is valid. */
class WampVectorsTest {
  private static final List<String> FILES =
      List.of("call.json", "hello.json", "invocation.json", "publish.json", "yield.json");

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void shouldReadAllFormsOfTheSuite() throws IOException {
    int run = 0;
    for (JsonNode sample : samples()) {
      JsonNode expected = sample.path("expected_attributes");
      for (Serializer serializer : WampTesting.SESSIONS) {
        for (JsonNode form : sample.path("serializers").path(serializer.text())) {
          byte[] octets = HexFormat.of().parseHex(form.get("bytes_hex").asText());
          check(expected, WampTesting.view(serializer, octets));
          run++;
        }
      }
    }
    // Per serializer each of the eleven samples, and a second JSON form of five.
    assertEquals(11 * 3 + 5, run);
  }

  @Test
  void shouldRefuseWhatTheSuiteRefusesAndNothingElse() throws IOException {
    int accepted = 0;
    int refused = 0;
    for (JsonNode sample : samples()) {
      JsonNode message = sample.path("wmsg");
      if (message.isMissingNode()) {
        continue;
      }
      for (Serializer serializer : WampTesting.SESSIONS) {
        Object[] elements = mapper.convertValue(message, Object[].class);
        MessageView view = WampTesting.view(serializer, elements);
        view.argsLength();
        if (sample.has("expected_error")) {
          MalformedException error =
              assertThrows(
                  MalformedException.class, view.options()::validateOptions, sample.toString());
          String named = sample.get("expected_error").get("contains").asText();
          assertEquals(named, error.facts().get("attribute"));
          refused++;
        } else {
          view.options().validateOptions();
          accepted++;
        }
      }
    }
    assertEquals(3 * 20, accepted);
    assertEquals(3 * 15, refused);
  }

  private static void check(JsonNode expected, MessageView view) {
    assertEquals(expected.get("message_type").asInt(), view.code());
    if (expected.has("request_id")) {
      assertEquals(expected.get("request_id").asLong(), view.requestId());
    }
    if (expected.has("registration_id")) {
      assertEquals(expected.get("registration_id").asLong(), view.id(1));
    }
    String uri =
        Stream.of("procedure", "topic", "realm")
            .map(name -> expected.path(name).textValue())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    assertEquals(uri, view.uri());
    JsonNode options = expected.has("options") ? expected.get("options") : expected.get("details");
    if (options != null) {
      Object found = WampTesting.part(view, view.optionsOffset(), view.optionsLength());
      assertEquals(options, new ObjectMapper().valueToTree(found));
    }
    assertPart(expected.get("args"), view, view.argsOffset(), view.argsLength());
    assertPart(expected.get("kwargs"), view, view.kwargsOffset(), view.kwargsLength());
    boolean bare = expected.path("payload").isTextual();
    assertEquals(bare, view.hasBareItem());
    if (bare) {
      assertSame(Carrier.ENC, view.options().carrier());
      byte[] payload = HexFormat.of().parseHex(expected.get("payload").asText());
      assertArrayEquals(payload, WampTesting.octets(view.item()));
    }
    view.options().validateOptions();
  }

  private static void assertPart(JsonNode expected, MessageView view, int offset, int length) {
    if (expected == null || expected.isNull()) {
      assertEquals(0, length);
    } else {
      Object found = WampTesting.part(view, offset, length);
      assertEquals(expected.toString(), new ObjectMapper().valueToTree(found).toString());
    }
  }

  private List<JsonNode> samples() throws IOException {
    Path folder = folder();
    assumeTrue(
        folder != null, "the WAMP suite is not here: no shared/vectors/wamp above the project");
    Stream.Builder<JsonNode> samples = Stream.builder();
    for (String file : FILES) {
      JsonNode all = mapper.readTree(Files.readAllBytes(folder.resolve(file))).get("samples");
      assertTrue(all.size() > 0);
      all.forEach(samples);
    }
    return samples.build().toList();
  }

  private static Path folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("shared/vectors/wamp");
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    return null;
  }
}
