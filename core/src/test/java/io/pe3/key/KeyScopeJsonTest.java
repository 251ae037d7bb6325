package io.pe3.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.error.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyScopeJsonTest {
  @Test
  void shouldReadEveryPart() {
    assertEquals(
        KeyScope.ANY
            .withRealm("r")
            .withUris(UriPattern.prefix("com."))
            .withFlows(Flow.EVENT)
            .withSchemes("wamp")
            .withCiphers("aes256gcm")
            .withExpires(7),
        KeyFile.parseScope(
            "{\"realm\":\"r\",\"uris\":[{\"match\":\"prefix\",\"uri\":\"com.\"}],"
                + "\"flows\":[\"event\"],\"schemes\":[\"wamp\"],\"ciphers\":[\"aes256gcm\"],"
                + "\"expires\":7}"));
  }

  @Test
  void shouldTakeEmptyObjectForNoLimit() {
    assertEquals(KeyScope.ANY, KeyFile.parseScope("{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "[]", "1", "null", "{", "{} {}", "{\"realms\":\"r\"}", "{\"realm\":1}"})
  void shouldRefuseOtherForms(String json) {
    assertThrows(MalformedException.class, () -> KeyFile.parseScope(json));
  }
}
