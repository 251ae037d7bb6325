package io.pe3.key;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.ExpiredKeyException;
import io.pe3.error.KeyScopeException;
import io.pe3.error.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyScopeTest {
  private static final long NOW = 1_800_000_000L;

  @Test
  void shouldAllowAnythingWithoutLimits() {
    assertTrue(KeyScope.ANY.isUnlimited());
    assertDoesNotThrow(() -> KeyScope.ANY.check("id", null, null, null, null, null, NOW));
  }

  @Test
  void shouldAllowWhatEveryPartCovers() {
    KeyScope scope =
        KeyScope.ANY
            .withRealm("realm")
            .withUris(UriPattern.exact("com.a"), UriPattern.prefix("org."))
            .withFlows(Flow.EVENT, Flow.CALL)
            .withSchemes("wamp")
            .withCiphers("aes256gcm")
            .withExpires(NOW + 1);
    assertDoesNotThrow(
        () -> scope.check("id", "realm", "org.b", Flow.CALL, "wamp", "aes256gcm", NOW));
  }

  @Test
  void shouldNotBeUnlimitedWithAnyPart() {
    for (KeyScope scope : onePartEach()) {
      assertFalse(scope.isUnlimited());
    }
    assertFalse(KeyScope.ANY.withExpires(NOW).isUnlimited());
  }

  @Test
  void shouldRefuseWhatAPartDoesNotCover() {
    List<String> parts = new ArrayList<>();
    for (KeyScope scope : onePartEach()) {
      KeyScopeException error =
          assertThrows(
              KeyScopeException.class,
              () -> scope.check("id", "r", "com.b", Flow.ERROR, "x_pe3", "aegis256", NOW));
      assertEquals("id", error.facts().get("keyid"));
      parts.add(error.facts().get("part") + "=" + error.facts().get("value"));
    }
    assertEquals(
        List.of("realm=r", "uri=com.b", "flow=error", "scheme=x_pe3", "cipher=aegis256"), parts);
  }

  @Test
  void shouldRefuseWhatIsNotKnownWhereItIsLimited() {
    for (KeyScope scope : onePartEach()) {
      assertThrows(
          KeyScopeException.class, () -> scope.check("id", null, null, null, null, null, NOW));
    }
  }

  @Test
  void shouldExpireFromItsSecondOn() {
    KeyScope scope = KeyScope.ANY.withExpires(NOW);
    assertDoesNotThrow(() -> scope.check("id", null, null, null, null, null, NOW - 1));
    ExpiredKeyException error =
        assertThrows(
            ExpiredKeyException.class, () -> scope.check("id", null, null, null, null, null, NOW));
    assertEquals(NOW, error.facts().get("expires"));
  }

  @Test
  void shouldNotChangeWithTheCallersCollections() {
    List<UriPattern> uris = new ArrayList<>(List.of(UriPattern.exact("com.a")));
    KeyScope scope = new KeyScope(null, uris, Set.of(), Set.of(), Set.of(), KeyScope.NEVER);
    uris.clear();
    assertEquals(1, scope.uris().size());
  }

  @Test
  void shouldRefuseEmptyNamesAndNegativeTimes() {
    assertThrows(IllegalArgumentException.class, () -> KeyScope.ANY.withRealm(""));
    assertThrows(IllegalArgumentException.class, () -> KeyScope.ANY.withSchemes(""));
    assertThrows(IllegalArgumentException.class, () -> KeyScope.ANY.withCiphers(""));
    assertThrows(IllegalArgumentException.class, () -> KeyScope.ANY.withExpires(-1));
  }

  @Test
  void shouldNotLiftALimitThatIsEmpty() {
    assertThrows(IllegalArgumentException.class, () -> KeyScope.ANY.withUris());
    assertThrows(IllegalArgumentException.class, () -> KeyScope.ANY.withFlows());
    assertThrows(IllegalArgumentException.class, () -> KeyScope.ANY.withSchemes());
    assertThrows(IllegalArgumentException.class, () -> KeyScope.ANY.withCiphers());
  }

  @Test
  void shouldMatchExactly() {
    UriPattern pattern = UriPattern.exact("com.a");
    assertTrue(pattern.matches("com.a"));
    assertFalse(pattern.matches("com.a.b"));
    assertFalse(pattern.matches("com.A"));
    assertFalse(pattern.matches(""));
  }

  @Test
  void shouldMatchPrefixesByCharacters() {
    UriPattern pattern = UriPattern.prefix("com.a");
    assertTrue(pattern.matches("com.a"));
    assertTrue(pattern.matches("com.ab"));
    assertTrue(pattern.matches("com.a.b"));
    assertFalse(pattern.matches("com."));
    assertFalse(pattern.matches("xcom.a"));
  }

  @Test
  void shouldMatchWildcardsByComponent() {
    UriPattern pattern = UriPattern.wildcard("com..get");
    assertTrue(pattern.matches("com.a.get"));
    assertTrue(pattern.matches("com.longer.get"));
    assertFalse(pattern.matches("com.get"));
    assertFalse(pattern.matches("com.a.b.get"));
    assertFalse(pattern.matches("com.a.get.b"));
    assertFalse(pattern.matches("com.a.gets"));
    assertFalse(pattern.matches("com.a.ge"));
    assertFalse(pattern.matches("org.a.get"));
    assertFalse(pattern.matches(""));
  }

  @Test
  void shouldMatchWildcardsAtTheEnds() {
    assertTrue(UriPattern.wildcard(".a").matches("com.a"));
    assertFalse(UriPattern.wildcard(".a").matches("a"));
    assertTrue(UriPattern.wildcard("com.").matches("com.a"));
    assertFalse(UriPattern.wildcard("com.").matches("com"));
    assertFalse(UriPattern.wildcard("com.").matches("com.a.b"));
    assertTrue(UriPattern.wildcard("..").matches("a.b.c"));
    assertFalse(UriPattern.wildcard("..").matches("a.b"));
    assertTrue(UriPattern.wildcard("com.a").matches("com.a"));
  }

  @Test
  void shouldRefusePatternsThatAreNoText() {
    assertThrows(MalformedException.class, () -> UriPattern.prefix(""));
    assertThrows(MalformedException.class, () -> UriPattern.exact("com.\ud800"));
    assertThrows(MalformedException.class, () -> UriPattern.exact("a".repeat(65_536)));
  }

  @Test
  void shouldFindFlowsAndMatchesByName() {
    for (Flow flow : Flow.values()) {
      assertEquals(flow, Flow.of(flow.text()));
    }
    for (UriPattern.Match match : UriPattern.Match.values()) {
      assertEquals(match, UriPattern.Match.of(match.text()));
    }
    assertThrows(MalformedException.class, () -> Flow.of("Event"));
    assertThrows(MalformedException.class, () -> UriPattern.Match.of("regex"));
  }

  private static List<KeyScope> onePartEach() {
    return List.of(
        KeyScope.ANY.withRealm("realm"),
        KeyScope.ANY.withUris(UriPattern.exact("com.a")),
        KeyScope.ANY.withFlows(Flow.EVENT),
        KeyScope.ANY.withSchemes("wamp"),
        KeyScope.ANY.withCiphers("aes256gcm"));
  }
}
