package io.pe3.routers.facts;

import static io.pe3.routers.session.MessageType.ABORT;
import static io.pe3.routers.session.MessageType.CALL;
import static io.pe3.routers.session.MessageType.EVENT;
import static io.pe3.routers.session.MessageType.INVOCATION;
import static io.pe3.routers.session.MessageType.PUBLISH;
import static io.pe3.routers.session.MessageType.PUBLISHED;
import static io.pe3.routers.session.MessageType.RESULT;
import static io.pe3.routers.session.MessageType.YIELD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.routers.router.Router;
import io.pe3.routers.router.Routers;
import io.pe3.routers.router.RunningRouter;
import io.pe3.routers.session.Message;
import io.pe3.routers.session.SessionSerializer;
import io.pe3.routers.session.TestSession;
import java.util.HashSet;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What Crossbar.io does to protected messages, sent by hand. The wire profile relies on it. */
class CrossbarFactsIT {
  @RegisterExtension final Routers routers = new Routers();
  @AutoClose final Sessions sessions = new Sessions();
  private RunningRouter crossbar;

  @BeforeEach
  void start() {
    crossbar = routers.get(Router.CROSSBAR);
  }

  @Test
  void shouldAnnouncePayloadTransparencyOnly() {
    TestSession session = sessions.join(crossbar, SessionSerializer.CBOR);
    for (String role : List.of("broker", "dealer")) {
      assertTrue(session.announces(role, "payload_transparency"), role);
      assertTrue(session.announces(role, "payload_encryption_cryptobox"), role);
      assertFalse(session.announces(role, "payload_passthru_mode"), role);
    }
    assertFalse(session.announces("dealer", "progressive_call_invocations"));
    assertEquals(Router.REALM, session.welcome().map(2).get("realm"));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldCarryABarePayloadWithItsAttributes(SessionSerializer from, SessionSerializer to) {
    Map<String, Carriage.Arrived> arrived =
        Carriage.all(
            sessions.join(crossbar, from),
            sessions.join(crossbar, to),
            ProtectedItem.transparency(),
            ProtectedItem.octets());
    String form = to == SessionSerializer.JSON ? "U+0000 base64" : "binary";
    arrived.forEach(
        (message, payload) -> {
          assertEquals(ProtectedItem.transparency(), payload.attributes(), message);
          assertEquals(form, ProtectedItem.formOf(payload.arguments()), message);
        });
  }

  private static Stream<Arguments> pairs() {
    return Stream.of(SessionSerializer.values())
        .flatMap(from -> Stream.of(SessionSerializer.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @EnumSource
  void shouldDropTheAttributesOfPassthruMode(SessionSerializer serializer) {
    Map<String, Carriage.Arrived> arrived =
        Carriage.all(
            sessions.join(crossbar, serializer),
            sessions.join(crossbar, serializer),
            ProtectedItem.passthru(),
            List.of(ProtectedItem.octets()));
    arrived.forEach(
        (message, payload) -> {
          assertEquals(Map.of(), payload.attributes(), message);
          assertEquals(1, ((List<?>) payload.arguments()).size(), message);
        });
  }

  @ParameterizedTest
  @EnumSource
  void shouldDropTheAttributesOfTransparencyBesideAList(SessionSerializer serializer) {
    TestSession from = sessions.join(crossbar, serializer);
    TestSession to = sessions.join(crossbar, serializer);
    to.subscribe("com.example.facts.list", Map.of());
    from.send(
        PUBLISH,
        1,
        ProtectedItem.transparency(),
        "com.example.facts.list",
        List.of(ProtectedItem.octets()));
    assertEquals(Map.of(), ProtectedItem.attributesOf(to.receive(EVENT).map(3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wamp", "pe3_aes256gcm", "x-pe3", "X_pe3"})
  void shouldEndTheSessionOnAnAlgorithmThatIsNotCustom(String algorithm) {
    TestSession from = sessions.join(crossbar, SessionSerializer.CBOR);
    Map<String, Object> options = ProtectedItem.transparency();
    options.put("enc_algo", algorithm);
    from.send(PUBLISH, 1, options, "com.example.facts.algorithm", ProtectedItem.octets());
    assertEquals(ABORT, from.receive().type());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cbor", "msgpack", "json", "flatbuffers", "x_native"})
  void shouldCarryTheSerializersOfTheProfile(String serializer) {
    TestSession from = sessions.join(crossbar, SessionSerializer.CBOR);
    TestSession to = sessions.join(crossbar, SessionSerializer.CBOR);
    to.subscribe("com.example.facts.serializer", Map.of());
    Map<String, Object> options = ProtectedItem.transparency();
    options.put("enc_serializer", serializer);
    from.send(PUBLISH, 1, options, "com.example.facts.serializer", ProtectedItem.octets());
    assertEquals(serializer, to.receive(EVENT).map(3).get("enc_serializer"));
  }

  @Test
  void shouldDeliverOnePublicationOncePerMatchingSubscription() {
    Facts.assertDeliveredPerSubscription(
        sessions.join(crossbar, SessionSerializer.CBOR),
        sessions.join(crossbar, SessionSerializer.CBOR),
        ProtectedItem.transparency(),
        ProtectedItem.octets());
  }

  @Test
  void shouldRedeliverARetainedEventAsANewPublicationEachTime() {
    TestSession from = sessions.join(crossbar, SessionSerializer.CBOR);
    Map<String, Object> options = ProtectedItem.transparency();
    options.put("retain", true);
    options.put("acknowledge", true);
    from.send(PUBLISH, 1, options, "com.example.facts.retained", ProtectedItem.octets());
    from.receive(PUBLISHED);
    Set<Long> publications = new HashSet<>();
    for (int i = 0; i < 2; i++) {
      TestSession late = sessions.join(crossbar, SessionSerializer.CBOR);
      late.subscribe("com.example.facts.retained", Map.of("get_retained", true));
      Message event = late.receive(EVENT);
      assertEquals(true, event.map(3).get("retained"), event::toString);
      assertEquals(ProtectedItem.transparency(), ProtectedItem.attributesOf(event.map(3)));
      publications.add(event.number(2));
    }
    assertEquals(2, publications.size());
  }

  @Test
  void shouldMakeANewInvocationOfEachCallOfAProgressiveCall() {
    TestSession caller = sessions.join(crossbar, SessionSerializer.CBOR);
    TestSession callee = sessions.join(crossbar, SessionSerializer.CBOR);
    callee.register("com.example.facts.progressive", Map.of());
    Map<String, Object> options = ProtectedItem.transparency();
    options.put("progress", true);
    Set<Long> invocations = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      caller.send(CALL, 1, options, "com.example.facts.progressive", ProtectedItem.octets());
      Message invocation = callee.receive(INVOCATION);
      invocations.add(invocation.number(1));
      assertFalse(invocation.map(3).containsKey("progress"), invocation::toString);
    }
    assertEquals(3, invocations.size());
  }

  @Test
  void shouldNameTopicAndProcedureOfPatterns() {
    Facts.assertNamesWhatAPatternMatched(
        sessions.join(crossbar, SessionSerializer.CBOR),
        sessions.join(crossbar, SessionSerializer.CBOR));
  }

  @Test
  void shouldNotNameTopicAndProcedureOfExactMatches() {
    TestSession from = sessions.join(crossbar, SessionSerializer.CBOR);
    TestSession to = sessions.join(crossbar, SessionSerializer.CBOR);
    to.subscribe("com.example.facts.exact", Map.of());
    from.send(PUBLISH, 1, Map.of(), "com.example.facts.exact", List.of());
    assertFalse(to.receive(EVENT).map(3).containsKey("topic"));
    to.register("com.example.facts.exact", Map.of());
    from.send(CALL, 2, Map.of(), "com.example.facts.exact");
    assertFalse(to.receive(INVOCATION).map(3).containsKey("procedure"));
  }

  @Test
  void shouldMakeErrorsOfItsOwnInClear() {
    Facts.assertClearNoSuchProcedure(
        sessions.join(crossbar, SessionSerializer.CBOR),
        ProtectedItem.transparency(),
        ProtectedItem.octets());
  }

  @Test
  void shouldNotRunMetaProceduresOnProtectedPayloads() {
    Facts.assertMetaCallFails(
        sessions.join(crossbar, SessionSerializer.CBOR),
        ProtectedItem.transparency(),
        ProtectedItem.octets());
  }

  @ParameterizedTest
  @MethodSource("io.pe3.routers.facts.Facts#oddOptions")
  void shouldEndTheSessionOnWhatRealClientsPutIntoOptions(
      SessionSerializer serializer, byte[] publish) {
    TestSession session = sessions.join(crossbar, serializer);
    session.sendOctets(publish);
    assertEquals(ABORT, session.receive().type());
  }

  @Test
  void shouldCarryProgressOfResults() {
    TestSession caller = sessions.join(crossbar, SessionSerializer.CBOR);
    TestSession callee = sessions.join(crossbar, SessionSerializer.CBOR);
    callee.register("com.example.facts.results", Map.of());
    caller.send(CALL, 1, Map.of("receive_progress", true), "com.example.facts.results");
    Message invocation = callee.receive(INVOCATION);
    Map<String, Object> options = ProtectedItem.transparency();
    options.put("progress", true);
    callee.send(YIELD, invocation.number(1), options, ProtectedItem.octets());
    Message result = caller.receive(RESULT);
    assertEquals(true, result.map(2).get("progress"));
    assertEquals(ProtectedItem.transparency(), ProtectedItem.attributesOf(result.map(2)));
  }
}
