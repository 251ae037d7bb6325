package io.pe3.routers.facts;

import static io.pe3.routers.session.MessageType.ABORT;
import static io.pe3.routers.session.MessageType.CALL;
import static io.pe3.routers.session.MessageType.ERROR;
import static io.pe3.routers.session.MessageType.EVENT;
import static io.pe3.routers.session.MessageType.INVOCATION;
import static io.pe3.routers.session.MessageType.PUBLISH;
import static io.pe3.routers.session.MessageType.PUBLISHED;
import static io.pe3.routers.session.MessageType.RESULT;
import static io.pe3.routers.session.MessageType.YIELD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.routers.router.Router;
import io.pe3.routers.router.Routers;
import io.pe3.routers.router.RunningRouter;
import io.pe3.routers.session.Message;
import io.pe3.routers.session.SessionSerializer;
import io.pe3.routers.session.TestSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What nexus does to protected messages, sent by hand. The wire profile relies on it. */
class NexusFactsIT {
  private static final int ATTEMPTS = 20;
  private static final Set<String> CARRIED =
      Set.of("ppt_scheme", "ppt_serializer", "ppt_cipher", "ppt_keyid");
  private static final Duration A_WHILE = Duration.ofMillis(500);

  @RegisterExtension final Routers routers = new Routers();
  @AutoClose final Sessions sessions = new Sessions();
  private RunningRouter nexus;

  @BeforeEach
  void start() {
    nexus = routers.get(Router.NEXUS);
  }

  @Test
  void shouldAnnouncePassthruModeOnly() {
    TestSession session = sessions.join(nexus, SessionSerializer.CBOR);
    for (String role : List.of("broker", "dealer")) {
      assertTrue(session.announces(role, "payload_passthru_mode"), role);
      assertFalse(session.announces(role, "payload_transparency"), role);
    }
    assertTrue(session.announces("dealer", "progressive_call_invocations"));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldCarryFourAttributesAndAllOnErrors(SessionSerializer from, SessionSerializer to) {
    Map<String, Carriage.Arrived> arrived =
        Carriage.all(
            sessions.join(nexus, from),
            sessions.join(nexus, to),
            ProtectedItem.passthru(),
            List.of(ProtectedItem.octets()));
    for (String message : List.of("EVENT", "INVOCATION", "RESULT")) {
      assertEquals(CARRIED, arrived.get(message).attributes().keySet(), message);
    }
    Set<String> all = ProtectedItem.passthru().keySet();
    assertEquals(all, arrived.get("ERROR").attributes().keySet());
    arrived.forEach(
        (message, payload) -> {
          List<?> arguments = (List<?>) payload.arguments();
          assertEquals(1, arguments.size(), message);
          assertEquals(form(from, to), ProtectedItem.formOf(arguments.getFirst()), message);
        });
  }

  /** Binary becomes base64 without U+0000 in JSON; from JSON the text stays the text that it is. */
  private static String form(SessionSerializer from, SessionSerializer to) {
    if (from == SessionSerializer.JSON) {
      return "U+0000 base64";
    }
    return to == SessionSerializer.JSON ? "base64" : "binary";
  }

  private static Stream<Arguments> pairs() {
    return Stream.of(SessionSerializer.values())
        .flatMap(from -> Stream.of(SessionSerializer.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @EnumSource
  void shouldDropTheAttributesOfPayloadTransparency(SessionSerializer serializer) {
    Map<String, Carriage.Arrived> arrived =
        Carriage.all(
            sessions.join(nexus, serializer),
            sessions.join(nexus, serializer),
            ProtectedItem.transparency(),
            List.of(ProtectedItem.octets()));
    for (String message : List.of("EVENT", "INVOCATION", "RESULT")) {
      assertEquals(Map.of(), arrived.get(message).attributes(), message);
    }
  }

  @Test
  void shouldTurnABareBinaryPayloadIntoIntegers() {
    TestSession from = sessions.join(nexus, SessionSerializer.CBOR);
    TestSession to = sessions.join(nexus, SessionSerializer.CBOR);
    to.subscribe("com.example.facts.bare", Map.of());
    from.send(
        PUBLISH, 1, ProtectedItem.passthru(), "com.example.facts.bare", ProtectedItem.octets());
    List<?> items = to.receive(EVENT).list(4);
    byte[] octets = ProtectedItem.octets();
    assertEquals(octets.length, items.size());
    assertEquals(octets[0] & 0xff, items.getFirst());
  }

  @Test
  void shouldIgnoreABarePayloadFromJson() {
    TestSession from = sessions.join(nexus, SessionSerializer.JSON);
    Map<String, Object> options = ProtectedItem.passthru();
    options.put("acknowledge", true);
    from.send(PUBLISH, 1, options, "com.example.facts.bare", ProtectedItem.octets());
    from.send(PUBLISH, 2, options, "com.example.facts.bare", List.of(ProtectedItem.octets()));
    assertEquals(2, from.receive(PUBLISHED).number(1));
  }

  @ParameterizedTest
  @EnumSource
  void shouldAbortAPublisherThatDidNotAnnounce(SessionSerializer serializer) {
    String reason = TestSession.LINK_ENDED;
    // nexus closes the connection at once, sometimes before its ABORT is out.
    for (int i = 0; i < ATTEMPTS && reason.equals(TestSession.LINK_ENDED); i++) {
      TestSession from = sessions.joinAnnouncing(nexus, serializer, List.of());
      from.send(
          PUBLISH,
          1,
          ProtectedItem.passthru(),
          "com.example.facts.unannounced",
          List.of(ProtectedItem.octets()));
      reason = from.receive(ABORT).text(2);
    }
    assertEquals("wamp.error.protocol_violation", reason);
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellTheCalleeOnlyOfACallerThatDidNotAnnounce(SessionSerializer serializer) {
    TestSession caller = sessions.joinAnnouncing(nexus, serializer, List.of());
    TestSession callee = sessions.join(nexus, serializer);
    callee.register("com.example.facts.unaware", Map.of());
    caller.send(CALL, 1, Map.of(), "com.example.facts.unaware");
    Message invocation = callee.receive(INVOCATION);
    callee.send(
        YIELD, invocation.number(1), ProtectedItem.passthru(), List.of(ProtectedItem.octets()));
    Message error = callee.receive(ERROR);
    assertEquals(YIELD, error.number(1));
    assertEquals("wamp.error.feature_not_supported", error.text(4));
    assertNull(caller.poll(A_WHILE));
  }

  @Test
  void shouldDeliverOnePublicationOncePerMatchingSubscription() {
    TestSession from = sessions.join(nexus, SessionSerializer.CBOR);
    TestSession to = sessions.join(nexus, SessionSerializer.CBOR);
    Facts.assertDeliveredPerSubscription(
        from, to, ProtectedItem.passthru(), List.of(ProtectedItem.octets()));
  }

  @Test
  void shouldStripContinuationsOfAProgressiveCall() {
    TestSession caller = sessions.join(nexus, SessionSerializer.CBOR);
    TestSession callee = sessions.join(nexus, SessionSerializer.CBOR);
    callee.register("com.example.facts.progressive", Map.of());
    Map<String, Object> options = ProtectedItem.passthru();
    options.put("progress", true);
    for (int i = 0; i < 3; i++) {
      caller.send(
          CALL, 1, options, "com.example.facts.progressive", List.of(ProtectedItem.octets()));
    }
    Message first = callee.receive(INVOCATION);
    assertEquals(CARRIED, ProtectedItem.attributesOf(first.map(3)).keySet());
    assertEquals("com.example.facts.progressive", first.map(3).get("procedure"));
    for (int i = 0; i < 2; i++) {
      Message next = callee.receive(INVOCATION);
      assertEquals(first.number(1), next.number(1));
      assertEquals(Map.of(), ProtectedItem.attributesOf(next.map(3)));
      assertFalse(next.map(3).containsKey("procedure"), next::toString);
      assertEquals("binary", ProtectedItem.formOf(next.list(4).getFirst()));
    }
  }

  @Test
  void shouldNameTheProcedureOfExactMatchesToo() {
    TestSession from = sessions.join(nexus, SessionSerializer.CBOR);
    TestSession to = sessions.join(nexus, SessionSerializer.CBOR);
    to.register("com.example.facts.exact", Map.of());
    from.send(CALL, 1, Map.of(), "com.example.facts.exact");
    assertEquals("com.example.facts.exact", to.receive(INVOCATION).map(3).get("procedure"));
  }

  @Test
  void shouldNotNameTheProcedureWhereExactWasAskedForNorAnExactTopic() {
    TestSession from = sessions.join(nexus, SessionSerializer.CBOR);
    TestSession to = sessions.join(nexus, SessionSerializer.CBOR);
    to.register("com.example.facts.exact", Map.of("match", "exact"));
    from.send(CALL, 1, Map.of(), "com.example.facts.exact");
    assertFalse(to.receive(INVOCATION).map(3).containsKey("procedure"));
    to.subscribe("com.example.facts.exact", Map.of());
    from.send(PUBLISH, 2, Map.of(), "com.example.facts.exact", List.of());
    assertFalse(to.receive(EVENT).map(3).containsKey("topic"));
  }

  @Test
  void shouldNameTopicAndProcedureOfPatterns() {
    Facts.assertNamesWhatAPatternMatched(
        sessions.join(nexus, SessionSerializer.CBOR), sessions.join(nexus, SessionSerializer.CBOR));
  }

  @Test
  void shouldMakeErrorsOfItsOwnInClear() {
    Facts.assertClearNoSuchProcedure(
        sessions.join(nexus, SessionSerializer.CBOR),
        ProtectedItem.passthru(),
        List.of(ProtectedItem.octets()));
  }

  @Test
  void shouldNotRunMetaProceduresOnProtectedPayloads() {
    TestSession session = sessions.join(nexus, SessionSerializer.CBOR);
    Facts.assertMetaCallFails(session, ProtectedItem.passthru(), List.of(ProtectedItem.octets()));
  }

  @ParameterizedTest
  @MethodSource("io.pe3.routers.facts.Facts#oddOptions")
  void shouldAcceptWhatRealClientsPutIntoOptions(SessionSerializer serializer, byte[] publish) {
    TestSession session = sessions.join(nexus, serializer);
    session.sendOctets(publish);
    assertEquals(PUBLISHED, session.receive().type());
  }

  @Test
  void shouldCarryProgressOfResults() {
    TestSession caller = sessions.join(nexus, SessionSerializer.CBOR);
    TestSession callee = sessions.join(nexus, SessionSerializer.CBOR);
    callee.register("com.example.facts.results", Map.of());
    caller.send(CALL, 1, Map.of("receive_progress", true), "com.example.facts.results");
    Message invocation = callee.receive(INVOCATION);
    Map<String, Object> options = ProtectedItem.passthru();
    options.put("progress", true);
    callee.send(YIELD, invocation.number(1), options, List.of(ProtectedItem.octets()));
    Message result = caller.receive(RESULT);
    assertEquals(true, result.map(2).get("progress"));
    assertEquals(CARRIED, ProtectedItem.attributesOf(result.map(2)).keySet());
  }
}
