package io.pe3.wamp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.key.UriPattern;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SessionPolicyTest {
  private static final DataKey KEY = DataKey.generate();
  private static final Protection A = Protection.builder(KEY).build();
  private static final Protection B = Protection.builder(KEY).build();

  @AfterAll
  static void close() {
    KEY.close();
  }

  @Test
  void shouldTakeExactBeforePrefixBeforeWildcard() {
    SessionPolicy policy =
        SessionPolicy.builder()
            .leave(UriPattern.wildcard("com..get"))
            .protect(UriPattern.prefix("com.a."), A)
            .protect(UriPattern.exact("com.a.get"), B)
            .build();
    assertSame(B, policy.decide("r", "com.a.get").event());
    assertSame(A, policy.decide("r", "com.a.put").event());
    assertNull(policy.decide("r", "com.b.get").event());
  }

  @Test
  void shouldTakeTheLongestPrefixByCharacters() {
    SessionPolicy policy =
        SessionPolicy.builder()
            .protect(UriPattern.prefix("com.a"), A)
            .protect(UriPattern.prefix("com.ab"), B)
            .leave(UriPattern.prefix("com.abc."))
            .build();
    assertSame(A, policy.decide("r", "com.aa").call());
    assertSame(B, policy.decide("r", "com.abc").call());
    assertNull(policy.decide("r", "com.abc.x").call());
    assertNull(policy.decide("r", "com.").call());
  }

  @Test
  void shouldTakeTheWildcardThatNamesAComponentFirst() {
    SessionPolicy policy =
        SessionPolicy.builder()
            .protect(UriPattern.wildcard(".b.c"), A)
            .protect(UriPattern.wildcard("a..c"), B)
            .build();
    assertSame(B, policy.decide("r", "a.b.c").event());
    assertSame(A, policy.decide("r", "x.b.c").event());
    assertNull(policy.decide("r", "x.y.c").event());
  }

  @Test
  void shouldTakeTheRuleOfTheRealmBeforeOneOfEveryRealm() {
    UriPattern pattern = UriPattern.exact("com.a");
    SessionPolicy policy =
        SessionPolicy.builder()
            .rule(PolicyRule.protect(pattern, A).inRealm("one"))
            .rule(PolicyRule.protect(pattern, B))
            .rule(PolicyRule.leave(pattern).inRealm("two"))
            .build();
    assertSame(A, policy.decide("one", "com.a").event());
    assertNull(policy.decide("two", "com.a").event());
    assertSame(B, policy.decide("three", "com.a").event());
  }

  @Test
  void shouldKeepRulesToTheirFlowsProgressIncluded() {
    SessionPolicy policy =
        SessionPolicy.builder()
            .rule(PolicyRule.protect(UriPattern.exact("com.a"), A).forFlows(Flow.EVENT))
            .rule(PolicyRule.protect(UriPattern.exact("com.p"), A).forFlows(Flow.CALL_PROGRESS))
            .build();
    assertEquals(new UriDecision(A, null, null, null), policy.decide("r", "com.a"));
    assertEquals(new UriDecision(null, A, A, A), policy.decide("r", "com.p"));
  }

  @Test
  void shouldLetResultsAndErrorsFollowTheirCall() {
    SessionPolicy policy =
        SessionPolicy.builder()
            .rule(PolicyRule.protect(UriPattern.exact("com.a"), A).forFlows(Flow.CALL))
            .leave(UriPattern.prefix("com."))
            .build();
    assertEquals(new UriDecision(null, A, A, A), policy.decide("r", "com.a"));
  }

  @Test
  void shouldLetAnotherRuleNameResultsOfAProtectedCall() {
    UriPattern pattern = UriPattern.exact("com.a");
    SessionPolicy policy =
        SessionPolicy.builder()
            .rule(PolicyRule.protect(pattern, A).forFlows(Flow.CALL))
            .rule(PolicyRule.protect(pattern, B).forFlows(Flow.RESULT))
            .build();
    assertEquals(new UriDecision(null, A, B, A), policy.decide("r", "com.a"));
  }

  @Test
  void shouldProtectTheErrorOfAPlainCallWithAProtectedResult() {
    UriPattern pattern = UriPattern.exact("com.a");
    SessionPolicy policy =
        SessionPolicy.builder()
            .rule(PolicyRule.leave(pattern).forFlows(Flow.CALL))
            .rule(PolicyRule.protect(pattern, B).forFlows(Flow.RESULT))
            .build();
    assertEquals(new UriDecision(null, null, B, B), policy.decide("r", "com.a"));
  }

  @Test
  void shouldLeaveTheResultOfAProtectedCallWhenARuleSaysSo() {
    UriPattern pattern = UriPattern.exact("com.a");
    SessionPolicy policy =
        SessionPolicy.builder()
            .rule(PolicyRule.protect(pattern, A).forFlows(Flow.CALL))
            .rule(PolicyRule.leave(pattern).forFlows(Flow.RESULT))
            .build();
    assertEquals(new UriDecision(null, A, null, A), policy.decide("r", "com.a"));
  }

  @Test
  void shouldNeverProtectWhatRoutersAnswerThemselves() {
    SessionPolicy policy = SessionPolicy.builder().otherwise(A).build();
    for (String uri :
        List.of("wamp.session.count", "crossbar.session.add", "pe3.key.0xab", "wamp.")) {
      assertFalse(policy.decide("r", uri).protectsAny(), uri);
      assertTrue(policy.isNeverProtected(uri), uri);
    }
    for (String uri : List.of("wampum", "com.wamp.x", "crossbarx", "pe3.keys", "pe3.error.x")) {
      assertSame(A, policy.decide("r", uri).event(), uri);
    }
  }

  @Test
  void shouldTakeOtherRouterPrefixesInPlaceOfTheUsualOne() {
    SessionPolicy policy =
        SessionPolicy.builder().otherwise(A).routerPrefixes(List.of("nexus.")).build();
    assertFalse(policy.decide("r", "nexus.x").protectsAny());
    assertTrue(policy.decide("r", "crossbar.x").protectsAny());
    assertFalse(policy.decide("r", "wamp.x").protectsAny());
  }

  @Test
  void shouldRefuseTwoRulesForTheSame() {
    SessionPolicy.Builder builder =
        SessionPolicy.builder()
            .protect(UriPattern.prefix("com."), A)
            .rule(PolicyRule.leave(UriPattern.prefix("com.")).forFlows(Flow.EVENT));
    assertThrows(IllegalArgumentException.class, builder::build);
  }

  @Test
  void shouldSayWhetherAnythingIsProtected() {
    assertFalse(SessionPolicy.builder().build().protectsAny());
    assertFalse(SessionPolicy.builder().leave(UriPattern.exact("a")).build().protectsAny());
    assertTrue(SessionPolicy.builder().protect(UriPattern.exact("a"), A).build().protectsAny());
    assertTrue(SessionPolicy.builder().otherwise(A).build().protectsAny());
  }
}
