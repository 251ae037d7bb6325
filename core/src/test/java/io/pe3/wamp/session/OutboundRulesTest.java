package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.codec.Serializer;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.key.KeyScope;
import io.pe3.key.UriPattern;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.policy.PolicyRule;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.SessionPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application sends: protected, passed by a rule, or refused with an answer. */
class OutboundRulesTest extends RuleTesting {
  private static final List<Object> REFUSED_CALL =
      List.of(8L, 48L, 6L, Map.of(), "pe3.error.carrier_unavailable");

  @Test
  void shouldProtectMessagesWithoutArguments() {
    List<Object> sent = session().application(16, 5, Map.of(), TOPIC).sent();
    assertEquals(5, sent.size());
    assertTrue(((Map<?, ?>) sent.get(2)).containsKey("ppt_scheme"));
  }

  @Test
  void shouldAnnounceTheFeaturesForTheRolesThatTheClientHas() {
    for (Serializer serializer : List.of(Serializer.CBOR, Serializer.MSGPACK, Serializer.JSON)) {
      Session session = new Session(worker, policy(protection().build()), serializer);
      Map<String, Object> details =
          Map.of(
              "agent",
              "x",
              "roles",
              Map.of(
                  "caller",
                  Map.of(),
                  "other",
                  Map.of(),
                  "callee",
                  Map.of(
                      "features", Map.of("payload_passthru_mode", false, "call_canceling", true))));
      List<Object> sent = session.application(1, "r", details).sent();
      Map<?, ?> roles = (Map<?, ?>) ((Map<?, ?>) sent.get(2)).get("roles");
      Map<String, Object> announced =
          Map.of(
              "payload_passthru_mode",
              true,
              "payload_encryption",
              true,
              "payload_transparency",
              true);
      assertEquals(Map.of("features", announced), roles.get("caller"));
      Map<?, ?> callee = (Map<?, ?>) ((Map<?, ?>) roles.get("callee")).get("features");
      assertEquals(4, callee.size());
      assertEquals(true, callee.get("payload_passthru_mode"));
      assertEquals(true, callee.get("call_canceling"));
      assertEquals(Map.of(), roles.get("other"));
      assertEquals("x", ((Map<?, ?>) sent.get(2)).get("agent"));
    }
  }

  @Test
  void shouldAnnounceNothingWhereThePolicyProtectsNothing() {
    Session session = new Session(worker, SessionPolicy.builder().build(), Serializer.CBOR);
    byte[] hello =
        Session.encode(Serializer.CBOR, List.of(1, "r", Map.of("roles", Session.roles("caller"))));
    session.applicationSends(hello);
    assertArrayEquals(hello, session.toRouter.getFirst());
  }

  @Test
  void shouldTakeTheCarrierOfBrokerAndDealerApart() {
    Session session = new Session(worker, policy(protection().build()), Serializer.CBOR);
    session.application(1, "r", Map.of("roles", Session.roles("caller")));
    session.router(
        2,
        9,
        Map.of(
            "roles",
            Map.of(
                "broker", Map.of("features", Map.of("payload_transparency", true)),
                "dealer",
                    Map.of(
                        "features",
                        Map.of("payload_passthru_mode", true, "payload_transparency", true)))));
    session.clear();
    assertEquals(Carrier.ENC, session.transformer.brokerCarrier());
    assertEquals(Carrier.PPT, session.transformer.dealerCarrier());
    assertTrue(published(session).get(4) instanceof byte[]);
    assertTrue(called(session, 6).get(4) instanceof List);
  }

  @Test
  void shouldFailClosedOnRoutersWithoutACarrier() {
    Session session = new Session(worker, policy(protection().build()), Serializer.CBOR);
    session.open(Map.of());
    assertEquals(REFUSED_CALL, session.application(48, 6, Map.of(), PROCEDURE, ARGS).received());
    assertEquals("carrier_unavailable", session.refusal());
    session.application(16, 7, Map.of(), TOPIC, ARGS);
    assertEquals("carrier_unavailable", session.dropped());
    session.application(16, 8, Map.of("acknowledge", true), TOPIC, ARGS);
    assertEquals(
        List.of(8L, 16L, 8L, Map.of(), "pe3.error.carrier_unavailable"), session.received());
    session.application(16, 9, Map.of(), PLAIN, ARGS);
    assertEquals(ARGS, session.sent().get(4));
  }

  @Test
  void shouldRefuseEverythingBeforeARealmIsKnown() {
    Session session = new Session(worker, policy(protection().build()), Serializer.CBOR);
    session.application(16, 5, Map.of(), PLAIN, ARGS);
    assertEquals("policy_refused", session.dropped());
    session.application(48, 6, Map.of(), PLAIN, ARGS);
    assertEquals(List.of(8L, 48L, 6L, Map.of(), "pe3.error.policy_refused"), session.received());
  }

  @Test
  void shouldTakeTheRealmOfWelcomeWhereNoneWasAskedFor() {
    SessionPolicy policy =
        SessionPolicy.builder()
            .rule(PolicyRule.protect(UriPattern.exact(TOPIC), protection().build()).inRealm("w"))
            .build();
    Session session = new Session(worker, policy, Serializer.CBOR);
    session.application(1, "", Map.of("roles", Session.roles("publisher")));
    session.router(
        2,
        9,
        Map.of(
            "realm",
            "w",
            "roles",
            Map.of("broker", Map.of("features", Map.of("payload_passthru_mode", true)))));
    session.clear();
    assertTrue(((Map<?, ?>) published(session).get(2)).containsKey("ppt_scheme"));
  }

  @Test
  void shouldKeepOptionsAsTheyAre() {
    for (boolean msgPack : new boolean[] {false, true}) {
      Serializer serializer = msgPack ? Serializer.MSGPACK : Serializer.CBOR;
      Session session = new Session(worker, policy(protection().build()), serializer).openPpt();
      // What wampy sends: CBOR undefined, or an extension of type 0, as values of options.
      byte[] odd = msgPack ? new byte[] {(byte) 0xd4, 0, 0} : new byte[] {(byte) 0xf7};
      byte[] whole = Session.encode(serializer, List.of(16, 5, Map.of("a", "_mark_"), TOPIC, ARGS));
      byte[] message = replace(whole, Session.encode(serializer, "_mark_"), odd);
      session.applicationSends(message);
      byte[] sent = session.toRouter.getFirst();
      byte[] entry = join(Session.encode(serializer, "a"), odd);
      assertTrue(indexOf(sent, entry) > 0);
    }
  }

  @Test
  void shouldTakeAttributesWithoutAValueForNone() {
    Session session = session();
    byte[] whole =
        Session.encode(
            Serializer.CBOR, List.of(16, 5, Map.of("ppt_scheme", "_mark_"), TOPIC, ARGS));
    session.applicationSends(
        replace(whole, Session.encode(Serializer.CBOR, "_mark_"), new byte[] {(byte) 0xf7}));
    Map<?, ?> options = (Map<?, ?>) session.sent().get(2);
    assertEquals("x_pe3", options.get("ppt_scheme"));
  }

  @Test
  void shouldRefuseWhatIsProtectedAlready() {
    Session session = session();
    for (Map<String, Object> options :
        List.<Map<String, Object>>of(
            Map.of("ppt_scheme", "mqtt"), Map.of("enc_algo", "cryptobox"))) {
      session.application(48, 6, options, PROCEDURE, List.of(new byte[40]));
      assertEquals(
          List.of(8L, 48L, 6L, Map.of(), "pe3.error.already_protected"), session.received());
      session.clear();
    }
  }

  @Test
  void shouldPassWhatIsProtectedAlreadyWhereThePolicySaysSo() {
    Session session = session(protection().passProtected(true).build());
    List<Object> message =
        List.of(48L, 6L, Map.of("ppt_scheme", "mqtt"), PROCEDURE, List.of("item"));
    assertEquals(message, session.application(message.toArray()).sent());
    List<Object> result = List.of(50L, 6L, Map.of("ppt_scheme", "mqtt"), List.of("answer"));
    assertEquals(result, session.router(result.toArray()).received());
    assertTrue(((Map<?, ?>) called(session, 7).get(2)).containsKey("ppt_keyid"));
  }

  @Test
  void shouldRefuseAClearResultOfACallThatTheApplicationProtected() {
    Session session = session(protection().passProtected(true).build());
    session.application(48, 6, Map.of("ppt_scheme", "mqtt"), PROCEDURE, List.of("item")).sent();
    session.router(50, 6, Map.of(), ARGS);
    assertEquals(List.of(8L, 48L, 6L, Map.of(), "pe3.error.cleartext"), session.received());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"wamp.session.count", "crossbar.worker", "pe3.key.0xab", "wamp.registration.get"})
  void shouldNeverProtectWhatRoutersAnswer(String procedure) {
    SessionPolicy policy = SessionPolicy.builder().otherwise(protection().build()).build();
    Session session = new Session(worker, policy, Serializer.CBOR).openPpt();
    List<Object> call = List.of(48L, 6L, Map.of(), procedure, ARGS);
    assertEquals(call, session.application(call.toArray()).sent());
    assertEquals(
        List.of(50L, 6L, Map.of(), ARGS), session.router(50, 6, Map.of(), ARGS).received());
  }

  @Test
  void shouldRefuseTestamentsForProtectedTopics() {
    Session session = session();
    String add = "wamp.session.add_testament";
    List<Object> refused = List.of(8L, 48L, 6L, Map.of(), "pe3.error.policy_refused");
    session.application(48, 6, Map.of(), add, List.of(TOPIC, ARGS, Map.of()));
    assertEquals(refused, session.received());
    session.clear();
    session.application(48, 6, Map.of(), add, List.of(), Map.of("x", 1, "topic", TOPIC));
    assertEquals(refused, session.received());
    session.clear();
    session.application(48, 7, Map.of(), add, List.of(PLAIN, ARGS, Map.of()));
    assertEquals(add, session.sent().get(3));
  }

  @Test
  void shouldNeverSendTheAnswerToAnUnknownInvocation() {
    Session session = session();
    session.application(70, 99, Map.of(), ARGS);
    assertEquals("policy_refused", session.dropped());
    session.application(8, 68, 99, Map.of(), "com.error", ARGS);
    assertEquals("policy_refused", session.dropped());
    assertEquals(2, session.transformer.counters().unknown());
  }

  @Test
  void shouldNeverSendASecondAnswer() {
    Session caller = session();
    Session callee = registered(session());
    call(caller, 6, callee, 10);
    callee.application(70, 10, Map.of(), ARGS).sent();
    callee.application(70, 10, Map.of(), ARGS);
    assertEquals("policy_refused", callee.dropped());
  }

  @Test
  void shouldRefuseErrorsThatAnswerNoInvocation() {
    Session session = session();
    session.application(8, 36, 1, Map.of(), "com.error", ARGS);
    assertEquals("policy_refused", session.dropped());
  }

  @Test
  void shouldRefuseMessagesThatOnlyRoutersSend() {
    Session session = session();
    session.application(36, 1, 2, Map.of(), ARGS);
    assertEquals("policy_refused", session.dropped());
    session.application(50, 1, Map.of(), ARGS);
    assertEquals("policy_refused", session.dropped());
  }

  @Test
  void shouldPassUnknownTypes() {
    Session session = session();
    List<Object> message = List.of(99L, "whatever", Map.of());
    assertEquals(message, session.application(message.toArray()).sent());
    assertEquals(message, session.router(message.toArray()).received());
  }

  @Test
  void shouldAnswerTheDealerWhenAResultCannotBeSealed() {
    try (DataKey other =
        DataKey.generate(KeyScope.ANY.withFlows(Flow.CALL, Flow.EVENT, Flow.ERROR))) {
      Session caller = session(Protection.builder(other).build());
      Session callee = registered(session(Protection.builder(other).build()));
      call(caller, 6, callee, 10);
      callee.application(70, 10, Map.of(), ARGS);
      List<Object> error = callee.sent();
      assertEquals(List.of(8L, 68L, 10L, Map.of(), "pe3.error.key_scope"), error);
      caller.router(Router.error(6, error));
      assertEquals(List.of(8L, 48L, 6L, Map.of(), "pe3.error.cleartext"), caller.received());
      assertEquals(0, callee.transformer.pendingRequests());
    }
  }

  @Test
  void shouldEndAProgressiveResultThatCannotBeSealed() {
    try (DataKey other = DataKey.generate(KeyScope.ANY.withFlows(Flow.CALL))) {
      Session caller = session(Protection.builder(other).build());
      Session callee = registered(session(Protection.builder(other).build()));
      call(caller, 6, callee, 10);
      callee.application(70, 10, Map.of("progress", true), ARGS);
      assertEquals(
          List.of(8L, 68L, 10L, Map.of(), "pe3.error.key_scope"),
          callee.decode(callee.toRouter.removeFirst()));
      assertEquals(List.of(69L, 10L, Map.of("mode", "killnowait")), callee.received());
      callee.clear();
      callee.application(70, 10, Map.of("progress", true), ARGS);
      callee.application(70, 10, Map.of(), ARGS);
      assertTrue(callee.toRouter.isEmpty() && callee.toApplication.isEmpty());
      assertEquals(0, callee.transformer.pendingRequests());
    }
  }

  @Test
  void shouldAnswerTheCallerWhenAKeyIsClosed() {
    Session session = session();
    key.close();
    session.application(48, 6, Map.of(), PROCEDURE, ARGS);
    assertEquals(List.of(8L, 48L, 6L, Map.of(), "pe3.error.unknown_key"), session.received());
  }

  @Test
  void shouldRefuseProgressiveCallsToDealersWithoutThem() {
    Session session = new Session(worker, policy(protection().build()), Serializer.CBOR);
    session.open(Map.of("payload_passthru_mode", true));
    session.application(48, 6, Map.of("progress", true), PROCEDURE, ARGS);
    assertEquals(REFUSED_CALL, session.received());
    session.application(48, 7, Map.of("progress", true), PLAIN, ARGS);
    session.sent();
  }

  @Test
  void shouldRefuseACallUnderAPendingRequest() {
    Session session = session();
    called(session, 6);
    session.application(48, 6, Map.of(), PLAIN, ARGS);
    assertEquals(
        List.of(8L, 48L, 6L, Map.of(), "pe3.error.policy_refused"),
        session.decode(session.toApplication.removeFirst()));
    // The application was answered: the dealer is told, and what it still sends is dropped.
    assertEquals(List.of(49L, 6L, Map.of("mode", "killnowait")), session.sent());
    session.clear();
    session.router(8, 48, 6, Map.of(), "wamp.error.canceled");
    assertTrue(session.toApplication.isEmpty());
    assertEquals(0, session.transformer.pendingRequests());
  }

  @Test
  void shouldKeepFlowsOfOneProcedureApart() {
    UriPattern pattern = UriPattern.exact(PROCEDURE);
    Protection protection = protection().build();
    SessionPolicy policy =
        SessionPolicy.builder()
            .rule(PolicyRule.leave(pattern).forFlows(Flow.CALL))
            .rule(PolicyRule.protect(pattern, protection).forFlows(Flow.RESULT))
            .build();
    Session caller = new Session(worker, policy, Serializer.CBOR).openPpt();
    Session callee = registered(new Session(worker, policy, Serializer.CBOR).openPpt());
    List<Object> call = called(caller, 6);
    assertEquals(ARGS, call.get(4));
    callee.router(Router.invocation(10, 88, call)).received();
    List<Object> yield = callee.application(70, 10, Map.of(), ARGS).sent();
    assertTrue(((Map<?, ?>) yield.get(2)).containsKey("ppt_scheme"));
    assertEquals(
        List.of(50L, 6L, Map.of(), ARGS), caller.router(Router.result(6, yield)).received());
    called(caller, 7);
    caller.router(50, 7, Map.of(), ARGS);
    assertEquals(List.of(8L, 48L, 7L, Map.of(), "pe3.error.cleartext"), caller.received());
  }

  @Test
  void shouldLeaveTheResultOfAProtectedCallWhereThePolicySaysSo() {
    UriPattern pattern = UriPattern.exact(PROCEDURE);
    SessionPolicy policy =
        SessionPolicy.builder()
            .rule(PolicyRule.protect(pattern, protection().build()).forFlows(Flow.CALL))
            .rule(PolicyRule.leave(pattern).forFlows(Flow.RESULT))
            .build();
    Session caller = new Session(worker, policy, Serializer.CBOR).openPpt();
    Session callee = registered(new Session(worker, policy, Serializer.CBOR).openPpt());
    call(caller, 6, callee, 10);
    List<Object> yield = callee.application(70, 10, Map.of(), ARGS).sent();
    assertEquals(ARGS, yield.get(3));
    assertEquals(
        List.of(50L, 6L, Map.of(), ARGS), caller.router(Router.result(6, yield)).received());
  }

  @Test
  void shouldBoundWhatItTracks() {
    Session session =
        new Session(worker, policy(protection().build()), Serializer.CBOR, 1 << 20, 3).openPpt();
    for (int i = 1; i <= 3; i++) {
      called(session, i);
      session.application(32, i, Map.of(), TOPIC + i).sent();
    }
    session.application(48, 4, Map.of(), PROCEDURE);
    assertEquals(List.of(8L, 48L, 4L, Map.of(), "pe3.error.limit_exceeded"), session.received());
    session.application(32, 4, Map.of(), TOPIC);
    assertEquals(List.of(8L, 32L, 4L, Map.of(), "pe3.error.limit_exceeded"), session.received());
    session.router(8, 48, 2, Map.of(), "wamp.error.canceled").received();
    called(session, 5);
  }

  @Test
  void shouldStartAfreshWithANewHello() {
    Session caller = session();
    called(caller, 6);
    subscribed(caller);
    caller.openPpt();
    assertEquals(0, caller.transformer.pendingRequests());
    caller.router(50, 6, Map.of(), ARGS);
    assertEquals("policy_refused", caller.dropped());
    caller.router(Router.event(77, 9, published(session())));
    assertEquals("policy_refused", caller.dropped());
    called(caller, 6);
  }

  @Test
  void shouldRefuseABareItemThatNoAttributeNames() {
    Session session = session();
    session.application(16, 5, Map.of(), TOPIC, new byte[] {1, 2, 3});
    assertEquals("malformed", session.dropped());
  }

  @ParameterizedTest
  @EnumSource(names = {"CBOR", "MSGPACK", "JSON"})
  void shouldDropWhatIsNoMessage(Serializer serializer) {
    Session session = new Session(worker, policy(protection().build()), serializer).openPpt();
    byte[] whole = Session.encode(serializer, List.of(16, 5, Map.of("a", 1), TOPIC, ARGS));
    for (int length = 0; length < whole.length; length++) {
      session.applicationSends(Arrays.copyOf(whole, length));
      assertTrue(session.toRouter.isEmpty(), "a message cut off at " + length + " went out");
    }
    assertFalse(session.refusals.isEmpty());
    session.applicationSends(whole);
    session.sent();
  }

  @Test
  void shouldNameTheKeyInBothCarriers() {
    Session session = new Session(worker, policy(wamp().build()), Serializer.CBOR).openEnc();
    Map<?, ?> options = (Map<?, ?>) published(session).get(2);
    assertEquals(
        Map.of("enc_algo", "x_wamp_aes256gcm", "enc_serializer", "cbor", "enc_key", key.id()),
        options);
  }

  @Test
  void shouldTreatARepeatedHeadLikeTheFirst() {
    Session session = session();
    Session subscriber = subscribed(session());
    for (int i = 0; i < 20; i++) {
      // Ids of every length, and topics and options that differ by little.
      long id = 1L << (i * 2);
      String topic = i % 3 == 0 ? TOPIC : TOPIC + "s";
      Map<String, Object> options = i % 2 == 0 ? Map.of() : Map.of("acknowledge", true);
      List<Object> args = i % 5 == 0 ? List.of() : List.of("n", List.of((long) i));
      Map<String, Object> kwargs = Map.of("k", (long) i);
      List<Object> sent =
          i % 4 < 2
              ? session.application(16, id, options, topic, args, kwargs).sent()
              : session.application(16, id, options, topic, args).sent();
      assertEquals(List.of(16L, id), sent.subList(0, 2));
      assertEquals(topic, sent.get(3));
      assertEquals(options.isEmpty() ? 4 : 5, ((Map<?, ?>) sent.get(2)).size());
      subscriber.router(Router.event(77, 9, sent));
      if (topic.equals(TOPIC)) {
        List<Object> received = subscriber.received();
        assertEquals(args, received.size() > 4 ? received.get(4) : List.of());
        assertEquals(i % 4 < 2, received.size() == 6 && received.get(5).equals(kwargs));
      } else {
        assertEquals("authentication_failed", subscriber.dropped());
      }
    }
  }

  @Test
  void shouldJudgeARepeatedHeadAnewWhereTheSessionIsAnother() {
    for (int i = 0; i < 3; i++) {
      published(session());
      SessionPolicy none = SessionPolicy.builder().leave(UriPattern.exact("x")).build();
      Session plain = new Session(worker, none, Serializer.CBOR).openPpt();
      assertEquals(ARGS, published(plain).get(4));
      Session enc = new Session(worker, policy(protection().build()), Serializer.CBOR).openEnc();
      assertTrue(published(enc).get(4) instanceof byte[]);
      Session closed = new Session(worker, policy(protection().build()), Serializer.CBOR);
      closed.application(16, 5, Map.of(), TOPIC, ARGS);
      assertEquals("policy_refused", closed.dropped());
    }
  }

  @Test
  void shouldRefuseBrokenArgumentsAfterARepeatedHead() {
    Session session = session();
    for (Map<String, Object> kwargs : List.<Map<String, Object>>of(Map.of(), Map.of("k", 1))) {
      byte[] whole = Session.encode(Serializer.CBOR, List.of(16, 5, Map.of(), TOPIC, ARGS, kwargs));
      session.applicationSends(whole).sent();
      for (int length = 0; length < whole.length; length++) {
        session.applicationSends(Arrays.copyOf(whole, length));
        assertTrue(session.toRouter.isEmpty(), "a message cut off at " + length + " went out");
      }
      session.applicationSends(Arrays.copyOf(whole, whole.length + 1));
      assertTrue(session.toRouter.isEmpty());
      session.clear();
    }
    byte[] asked =
        Session.encode(Serializer.CBOR, List.of(16, 5, Map.of("acknowledge", true), TOPIC, ARGS));
    session.applicationSends(asked).sent();
    session.applicationSends(Arrays.copyOf(asked, asked.length - 1));
    assertEquals(List.of(8L, 16L, 5L, Map.of(), "pe3.error.malformed"), session.received());
  }

  static byte[] replace(byte[] in, byte[] what, byte[] with) {
    int at = indexOf(in, what);
    return join(
        Arrays.copyOf(in, at), join(with, Arrays.copyOfRange(in, at + what.length, in.length)));
  }

  static byte[] join(byte[] left, byte[] right) {
    byte[] joined = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, joined, left.length, right.length);
    return joined;
  }

  static int indexOf(byte[] in, byte[] what) {
    for (int at = 0; at + what.length <= in.length; at++) {
      if (Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
        return at;
      }
    }
    return -1;
  }
}
