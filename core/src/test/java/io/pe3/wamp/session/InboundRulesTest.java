package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.codec.Serializer;
import io.pe3.error.CleartextException;
import io.pe3.error.PolicyRefusedException;
import io.pe3.error.ReplayedException;
import io.pe3.key.UriPattern;
import io.pe3.sign.SessionKey;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.SessionPolicy;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the router sends: opened, passed by a rule, or refused with an answer. */
class InboundRulesTest extends RuleTesting {
  @Test
  void shouldDropClearEventsOfProtectedTopics() {
    Session session = subscribed(session());
    session.router(36, 77, 9, Map.of(), ARGS);
    assertEquals("cleartext", session.dropped());
    session.router(36, 77, 9, Map.of());
    assertEquals("cleartext", session.dropped());
    assertEquals(2, session.transformer.counters().droppedEvents());
  }

  @Test
  void shouldRefuseClearInvocationsOfProtectedProcedures() {
    Session session = registered(session());
    session.router(68, 10, 88, Map.of(), ARGS);
    assertEquals(List.of(8L, 68L, 10L, Map.of(), "pe3.error.cleartext"), session.sent());
    session.router(68, 11, 88, Map.of());
    assertEquals(List.of(8L, 68L, 11L, Map.of(), "pe3.error.cleartext"), session.sent());
    assertEquals(0, session.transformer.pendingRequests());
  }

  @Test
  void shouldRefuseClearResultsOfProtectedCalls() {
    Session session = session();
    called(session, 6);
    session.router(50, 6, Map.of(), ARGS);
    assertEquals(List.of(8L, 48L, 6L, Map.of(), "pe3.error.cleartext"), session.received());
    assertEquals(0, session.transformer.pendingRequests());
  }

  @Test
  void shouldEndACallByAClearErrorWithoutItsArguments() {
    Session session = session();
    called(session, 6);
    session.router(8, 48, 6, Map.of("a", 1), "wamp.error.no_such_procedure", ARGS, Map.of("k", 1));
    assertEquals(
        List.of(8L, 48L, 6L, Map.of("a", 1L), "wamp.error.no_such_procedure"), session.received());
    assertEquals(List.of(6L), session.unauthenticated);
    called(session, 7);
    session.router(8, 48, 7, Map.of(), "com.forged", ARGS);
    assertEquals(List.of(8L, 48L, 7L, Map.of(), "pe3.error.cleartext"), session.received());
    assertEquals(2, session.transformer.counters().unauthenticatedErrors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ppt_scheme", "enc_algo"})
  void shouldRefuseForeignSchemesOfProtectedUris(String attribute) {
    for (String scheme : List.of("mqtt", "cryptobox", "xbr", "x_other", "x_wampish_aes256gcm")) {
      Session session = subscribed(session());
      Map<String, Object> details = new LinkedHashMap<>(Map.of(attribute, scheme));
      Object[] event = {36, 77, 9, details, List.of(new byte[80])};
      session.router(event);
      assertEquals("unsupported_scheme", session.dropped());
    }
  }

  @Test
  void shouldRefuseAnotherSchemeThanThePolicyWrites() {
    Session publisher = session(wamp().build());
    Session session = subscribed(session());
    session.router(Router.event(77, 9, published(publisher)));
    assertEquals("unsupported_scheme", session.dropped());
  }

  @Test
  void shouldRefuseAnotherCipherThanThePolicyWrites() {
    Session publisher = session(protection().cipher(io.pe3.aead.AeadCipher.AEGIS256).build());
    Session session = subscribed(session());
    session.router(Router.event(77, 9, published(publisher)));
    assertEquals("unsupported_cipher", session.dropped());
  }

  @Test
  void shouldAcceptWhatThePolicyAccepts() {
    Session publisher = session(wamp().cipher(io.pe3.aead.AeadCipher.AEGIS256).build());
    Session session =
        subscribed(
            session(
                protection()
                    .acceptSchemes(java.util.EnumSet.allOf(io.pe3.PayloadScheme.class))
                    .acceptCiphers(java.util.EnumSet.allOf(io.pe3.aead.AeadCipher.class))
                    .build()));
    session.router(Router.event(77, 9, published(publisher)));
    assertEquals(List.of(36L, 77L, 9L, Map.of(), ARGS), session.received());
  }

  @Test
  void shouldRemoveTheCarriersAttributesAndNothingElse() {
    Session session = subscribed(session());
    session.router(
        Router.event(77, 9, published(session()), "publisher", 4, "ppt_other", 1, "e2ee_x", true));
    assertEquals(List.of(36L, 77L, 9L, Map.of("publisher", 4L), ARGS), session.received());
  }

  @Test
  void shouldMarkWhatWasOpenedWhenThePolicyAsks() {
    Session session = subscribed(session(protection().marks(true).build()));
    session.router(Router.event(77, 9, published(session()), "x_pe3_sealed", false));
    assertEquals(List.of(36L, 77L, 9L, Map.of("x_pe3_sealed", true), ARGS), session.received());
    called(session, 6);
    session.router(8, 48, 6, Map.of("x_pe3_sealed", true), "wamp.error.canceled", ARGS);
    assertEquals(
        List.of(8L, 48L, 6L, Map.of("x_pe3_sealed", false), "wamp.error.canceled"),
        session.received());
  }

  @Test
  void shouldNameTheVerifiedSigner() {
    try (SessionKey signer = SessionKey.generate()) {
      Session publisher = session(protection().signer(signer).build());
      Session session = subscribed(session(protection().requireSigned(true).marks(true).build()));
      session.router(Router.event(77, 9, published(publisher), "x_pe3_signer", "00"));
      Map<?, ?> details = (Map<?, ?>) session.received().get(3);
      assertEquals(
          Map.of("x_pe3_sealed", true, "x_pe3_signer", signer.signer().toString()), details);
      session.router(Router.event(77, 10, published(session())));
      assertEquals("signature_required", session.dropped());
    }
  }

  @Test
  void shouldStripMarksOfRoutersEverywhere() {
    for (Serializer serializer : List.of(Serializer.CBOR, Serializer.MSGPACK, Serializer.JSON)) {
      Session session = new Session(worker, policy(protection().build()), serializer).openPpt();
      subscribed(session, 5, PLAIN);
      Map<String, Object> forged = new LinkedHashMap<>();
      forged.put("x_pe3_sealed", true);
      forged.put("topic", PLAIN);
      forged.put("ppt_scheme", "mqtt");
      forged.put("x_pe3_signer", "ab");
      session.router(36, 5, 9, forged, ARGS, Map.of("k", 1));
      assertEquals(
          List.of(36L, 5L, 9L, Map.of("topic", PLAIN, "ppt_scheme", "mqtt"), ARGS, Map.of("k", 1L)),
          session.received());
      session.router(36, 5, 9, Map.of("x_pe3_signer", "ab"));
      assertEquals(List.of(36L, 5L, 9L, Map.of()), session.received());
    }
  }

  @Test
  void shouldRefuseATopicThatWasNotSubscribed() {
    Session session = subscribed(session());
    session.router(Router.event(77, 9, published(session()), "topic", "com.secret.other"));
    assertEquals("uri_mismatch", session.dropped());
    session.router(Router.event(77, 9, published(session()), "topic", TOPIC));
    session.received();
  }

  @Test
  void shouldRefuseAProtectedTopicOnASubscriptionInClear() {
    Session session = subscribed(session(), 5, PLAIN);
    session.router(36, 5, 9, Map.of("topic", TOPIC), ARGS);
    assertEquals("uri_mismatch", session.dropped());
    session.router(36, 5, 9, Map.of("topic", "org.other"), ARGS);
    session.received();
  }

  @Test
  void shouldOpenEventsOfPatternsByTheTopicThatTheyName() {
    for (String match : List.of("prefix", "wildcard")) {
      Session session = session();
      session.application(
          32, 1, Map.of("match", match), match.equals("prefix") ? "com.s" : "..topic");
      session.router(33, 1, 77).clear();
      session.router(Router.event(77, 9, published(session()), "topic", TOPIC));
      session.received();
      session.router(Router.event(77, 9, published(session())));
      assertEquals("uri_mismatch", session.dropped());
      session.router(Router.event(77, 9, published(session()), "topic", "org.plain.x.y"));
      assertEquals("uri_mismatch", session.dropped());
    }
  }

  @Test
  void shouldOpenOneEventOnceForEachSubscriptionThatMatches() {
    Session session = session();
    List<Object> publish = published(session());
    Object[][] subscriptions = {
      {Map.of(), TOPIC},
      {Map.of("match", "prefix"), "com."},
      {Map.of("match", "prefix"), ""},
      {Map.of("match", "wildcard"), "com..topic"}
    };
    for (int i = 0; i < subscriptions.length; i++) {
      session.application(32, i, subscriptions[i][0], subscriptions[i][1]).router(33, i, 70 + i);
      session.clear();
      session.router(Router.event(70 + i, 9, publish, "topic", TOPIC));
      session.received();
      session.router(Router.event(70 + i, 9, publish, "topic", TOPIC));
      assertEquals("replayed", session.dropped());
    }
  }

  @Test
  void shouldLetARepeatThroughInSchemeWamp() {
    Session session = subscribed(session(wamp().build()));
    List<Object> publish = published(session(wamp().build()));
    for (int i = 0; i < 3; i++) {
      session.router(Router.event(77, 9, publish));
      assertEquals(ARGS, session.received().get(4));
    }
  }

  @Test
  void shouldDropEventsOfUnknownSubscriptions() {
    Session session = session();
    session.router(Router.event(77, 9, published(session())));
    assertEquals("policy_refused", session.dropped());
    assertEquals(1, session.transformer.counters().unknown());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldForgetWhatWasUnsubscribedOrRevoked(boolean revoked) {
    Session session = subscribed(session());
    if (revoked) {
      session.router(35, 0, Map.of("subscription", 77, "reason", "x"));
    } else {
      session.application(34, 2, 77);
      session.router(35, 2);
    }
    session.clear();
    session.router(Router.event(77, 9, published(session())));
    assertEquals("policy_refused", session.dropped());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldLetPendingInvocationsOutliveTheirRegistration(boolean revoked) {
    Session caller = session();
    Session callee = registered(session());
    call(caller, 6, callee, 10);
    if (revoked) {
      callee.router(67, 0, Map.of("registration", 88));
    } else {
      callee.application(66, 2, 88);
      callee.router(67, 2);
    }
    callee.clear();
    List<Object> yield = callee.application(70, 10, Map.of(), ARGS).sent();
    caller.router(Router.result(6, yield));
    assertEquals(List.of(50L, 6L, Map.of(), ARGS), caller.received());
    callee.router(Router.invocation(11, 88, called(caller, 7)));
    assertEquals(List.of(8L, 68L, 11L, Map.of(), "pe3.error.policy_refused"), callee.sent());
  }

  @Test
  void shouldKeepWhatIsStillSubscribedWhenUnsubscribingFails() {
    Session session = subscribed(session());
    session.application(34, 2, 77);
    session.router(8, 34, 2, Map.of(), "wamp.error.no_such_subscription");
    session.clear();
    session.router(Router.event(77, 9, published(session())));
    session.received();
  }

  @Test
  void shouldRefuseOneIdForTwoTopics() {
    Session session = subscribed(session());
    session.application(32, 2, Map.of(), PLAIN);
    session.clear();
    session.router(33, 2, 77);
    assertEquals(List.of(8L, 32L, 2L, Map.of(), "pe3.error.policy_refused"), session.received());
    session.router(36, 77, 9, Map.of(), ARGS);
    assertEquals(2, session.refusals.size());
    assertTrue(session.toApplication.isEmpty());
  }

  @Test
  void shouldTakeTheSameSubscriptionTwice() {
    Session session = subscribed(session());
    session.application(32, 2, Map.of(), TOPIC);
    session.clear();
    session.router(33, 2, 77);
    assertEquals(List.of(33L, 2L, 77L), session.received());
  }

  @Test
  void shouldRefuseGrantsThatNobodyAskedFor() {
    Session session = session();
    session.router(33, 9, 77);
    assertEquals("policy_refused", session.dropped());
    session.router(65, 9, 77);
    assertEquals("policy_refused", session.dropped());
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 34, 64, 66, 16, 70})
  void shouldPassErrorsThatEndNoCall(int type) {
    Session session = session();
    List<Object> error = List.of(8L, (long) type, 6L, Map.of(), "com.error", ARGS);
    assertEquals(error, session.router(error.toArray()).received());
  }

  @Test
  void shouldRefuseMessagesThatOnlyClientsSend() {
    Session session = session();
    session.router(16, 1, Map.of(), TOPIC, ARGS);
    assertEquals("policy_refused", session.dropped());
    session.router(48, 1, Map.of(), PROCEDURE, ARGS);
    assertEquals("policy_refused", session.dropped());
  }

  @Test
  void shouldRefuseASecondWelcome() {
    Session session = session();
    session.router(2, 99, Session.welcome(Map.of()));
    assertEquals("policy_refused", session.dropped());
    published(session);
  }

  @Test
  void shouldEndAProgressiveResultThatDoesNotOpen() {
    Session session = session();
    session.application(48, 6, Map.of("receive_progress", true), PROCEDURE).sent();
    session.router(50, 6, Map.of("progress", true), ARGS);
    assertEquals(
        List.of(8L, 48L, 6L, Map.of(), "pe3.error.cleartext"),
        session.decode(session.toApplication.removeFirst()));
    assertEquals(List.of(49L, 6L, Map.of("mode", "killnowait")), session.sent());
    session.clear();
    session.router(50, 6, Map.of("progress", true), ARGS);
    session.router(50, 6, Map.of(), ARGS);
    assertTrue(session.toApplication.isEmpty() && session.toRouter.isEmpty());
    assertEquals(0, session.transformer.pendingRequests());
  }

  @Test
  void shouldInheritAttributesAndProcedureInContinuations() {
    for (Protection protection : List.of(protection().build(), wamp().build())) {
      Session caller = session(protection);
      Session callee = session(protection);
      callee.application(64, 2, Map.of("match", "prefix"), "com.secret").router(65, 2, 88);
      callee.clear();
      for (int part = 0; part < 4; part++) {
        Map<String, Object> options = part < 3 ? Map.of("progress", true) : Map.of();
        List<Object> call =
            caller.application(48, 6, options, PROCEDURE, List.of((long) part)).sent();
        if (part == 0) {
          callee.router(Router.invocation(10, 88, call, "procedure", PROCEDURE));
        } else {
          // As nexus hands it on: neither attributes nor procedure.
          callee.router(68, 10, 88, options, call.get(4));
        }
        assertEquals(List.of((long) part), callee.received().get(4));
      }
      List<Object> yield = callee.application(70, 10, Map.of(), ARGS).sent();
      assertEquals(ARGS, caller.router(Router.result(6, yield)).received().get(3));
    }
  }

  @Test
  void shouldKeepInterleavedProgressiveCallsApart() {
    Session caller = session();
    Session callee = registered(session());
    for (long part = 0; part < 5; part++) {
      for (long request = 20; request < 24; request++) {
        Map<String, Object> options = part < 4 ? Map.of("progress", true) : Map.of();
        List<Object> args = List.of(request, part);
        List<Object> call = caller.application(48, request, options, PROCEDURE, args).sent();
        callee.router(Router.invocation(request + 100, 88, call));
        assertEquals(args, callee.received().get(4));
        List<Object> yield = callee.application(70, request + 100, options, args).sent();
        caller.router(Router.result(request, yield));
        assertEquals(args, caller.received().get(3));
      }
    }
    assertEquals(0, caller.transformer.pendingRequests() + callee.transformer.pendingRequests());
  }

  @Test
  void shouldRefuseAContinuationInClear() {
    Session caller = session();
    Session callee = registered(session());
    List<Object> call = caller.application(48, 6, Map.of("progress", true), PROCEDURE).sent();
    callee.router(Router.invocation(10, 88, call)).received();
    callee.router(68, 10, 88, Map.of(), List.of(1L, 2L));
    assertEquals(
        List.of(8L, 68L, 10L, Map.of(), "pe3.error.malformed"),
        callee.decode(callee.toRouter.removeFirst()));
    assertEquals(List.of(69L, 10L, Map.of("mode", "killnowait")), callee.received());
    callee.application(70, 10, Map.of(), ARGS);
    assertTrue(callee.toRouter.isEmpty());
  }

  @Test
  void shouldNotLetAnInvocationTakeTheRequestOfAnother() {
    Session caller = session();
    Session callee = registered(session());
    callee.application(64, 3, Map.of(), PLAIN).router(65, 3, 89).clear();
    call(caller, 6, callee, 10);
    // The answer to the protected call would go out in clear, as that of a plain one.
    callee.router(68, 10, 89, Map.of(), ARGS);
    assertEquals("policy_refused", callee.dropped());
    List<Object> yield = callee.application(70, 10, Map.of(), ARGS).sent();
    assertTrue(((Map<?, ?>) yield.get(2)).containsKey("ppt_scheme"));
  }

  @Test
  void shouldForgetInterruptedInvocationsWhenThereIsNoRoom() {
    Session caller = session();
    Session callee =
        registered(
            new Session(worker, policy(protection().build()), Serializer.CBOR, 1 << 20, 2)
                .openPpt());
    call(caller, 6, callee, 10);
    call(caller, 7, callee, 11);
    callee.router(Router.invocation(12, 88, called(caller, 8)));
    assertEquals(List.of(8L, 68L, 12L, Map.of(), "pe3.error.limit_exceeded"), callee.sent());
    callee.router(69, 10, Map.of("mode", "killnowait")).received();
    call(caller, 9, callee, 13);
    callee.clear();
    callee.application(70, 10, Map.of(), ARGS);
    assertEquals("policy_refused", callee.dropped());
  }

  @Test
  void shouldOpenTheMangledFormsOfTheItemAndNothingElse() {
    for (Serializer serializer : List.of(Serializer.CBOR, Serializer.MSGPACK, Serializer.JSON)) {
      for (boolean enc : new boolean[] {false, true}) {
        Session publisher = new Session(worker, policy(wamp().build()), Serializer.CBOR);
        Session session = new Session(worker, policy(wamp().build()), serializer).openPpt();
        subscribed(session);
        if (enc) {
          publisher.openEnc();
        } else {
          publisher.openPpt();
        }
        List<Object> publish = published(publisher);
        byte[] item = (byte[]) (enc ? publish.get(4) : ((List<?>) publish.get(4)).getFirst());
        String base64 = Base64.getEncoder().encodeToString(item);
        List<Object> opens = new ArrayList<>(List.of(item, base64));
        if (serializer != Serializer.JSON) {
          opens.add("\0" + base64);
        }
        for (Object form : opens) {
          session.routerSends(mangled(session, publish, form, enc));
          assertEquals(ARGS, session.received().get(4));
        }
        List<Object> refused =
            List.of(
                base64.replace("=", "") + "x",
                "\1" + base64,
                " " + base64,
                base64 + "\n",
                "",
                5L,
                List.of(item),
                Map.of("a", item),
                true);
        for (Object form : refused) {
          session.routerSends(mangled(session, publish, form, enc));
          assertFalse(session.refusals.isEmpty(), () -> "opened " + form);
          assertTrue(session.toApplication.isEmpty(), () -> "opened " + form);
          session.clear();
        }
        if (!enc) {
          session.router(36, 77, 9, publish.get(2), List.of(item, item));
          assertEquals("malformed", session.dropped());
          session.router(36, 77, 9, publish.get(2), List.of(item), Map.of("a", 1));
          assertEquals("malformed", session.dropped());
          session.router(36, 77, 9, publish.get(2), List.of());
          assertEquals("malformed", session.dropped());
        }
      }
    }
  }

  private static byte[] mangled(Session session, List<Object> publish, Object form, boolean enc) {
    Object arguments = enc ? form : List.of(form);
    return Session.encode(session.serializer, List.of(36, 77, 9, publish.get(2), arguments));
  }

  @Test
  void shouldPassEverythingWhereThePolicyProtectsNothing() {
    Session session =
        new Session(worker, SessionPolicy.builder().build(), Serializer.CBOR).openPpt();
    byte[] event = Session.encode(Serializer.CBOR, List.of(36, 5, 9, Map.of("a", 1), ARGS));
    session.routerSends(event);
    assertArrayEquals(event, session.toApplication.removeFirst());
    session.application(70, 99, Map.of(), ARGS).sent();
    session.router(50, 99, Map.of(), ARGS).received();
  }

  @Test
  void shouldOpenRetainedEventsAgainWhereThePolicySaysSoAndMarkThem() {
    List<Object> publish = published(session());
    Session strict = subscribed(session());
    strict.router(Router.event(77, 9, publish)).received();
    strict.router(Router.event(77, 9, publish, "retained", true));
    assertEquals("replayed", strict.dropped());
    Session lenient = subscribed(session(protection().openRetained(true).build()));
    lenient.router(Router.event(77, 9, publish)).received();
    lenient.router(Router.event(77, 10, publish, "retained", true));
    assertEquals(
        List.of(36L, 77L, 10L, Map.of("retained", true, "x_pe3_replay", true), ARGS),
        lenient.received());
    lenient.router(Router.event(77, 11, publish));
    assertEquals("replayed", lenient.dropped());
  }

  @Test
  void shouldUseTheMostSpecificRuleForWhatArrivesToo() {
    SessionPolicy policy =
        SessionPolicy.builder()
            .protect(UriPattern.prefix("com."), protection().build())
            .leave(UriPattern.exact(TOPIC))
            .build();
    Session session = subscribed(new Session(worker, policy, Serializer.CBOR).openPpt());
    session.router(36, 77, 9, Map.of(), ARGS);
    assertEquals(ARGS, session.received().get(4));
  }

  @Test
  void shouldOpenAnItemOfAnEventHistory() {
    List<Object> publish = published(session());
    Session session = session(protection().openRetained(true).build());
    for (int i = 0; i < 2; i++) {
      assertEquals(
          ARGS,
          session
              .transformer
              .openHistoryEvent(TOPIC, (Map<?, ?>) publish.get(2), publish.get(4))
              .args());
    }
    Session strict = session();
    strict.transformer.openHistoryEvent(TOPIC, (Map<?, ?>) publish.get(2), publish.get(4));
    assertThrows(
        ReplayedException.class,
        () ->
            strict.transformer.openHistoryEvent(TOPIC, (Map<?, ?>) publish.get(2), publish.get(4)));
    assertThrows(
        CleartextException.class,
        () -> session.transformer.openHistoryEvent(TOPIC, Map.of(), ARGS));
    assertThrows(
        PolicyRefusedException.class,
        () -> session.transformer.openHistoryEvent(PLAIN, Map.of(), ARGS));
  }
}
