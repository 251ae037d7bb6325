package io.pe3.routers.protect;

import static io.pe3.routers.session.MessageType.CALL;
import static io.pe3.routers.session.MessageType.ERROR;
import static io.pe3.routers.session.MessageType.EVENT;
import static io.pe3.routers.session.MessageType.INVOCATION;
import static io.pe3.routers.session.MessageType.PUBLISH;
import static io.pe3.routers.session.MessageType.RESULT;
import static io.pe3.routers.session.MessageType.YIELD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.routers.link.Transport;
import io.pe3.routers.record.Secret;
import io.pe3.routers.router.Router;
import io.pe3.routers.router.Routers;
import io.pe3.routers.session.Message;
import io.pe3.routers.session.SessionSerializer;
import io.pe3.routers.session.TestSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two sessions behind transformers talk through routers that others wrote, while a third session
 * without keys listens and a proxy records what the router gets and gives.
 */
@ParameterizedClass
@EnumSource(Router.class)
class ProtectedSessionsIT {
  private static final int MANY = 10_000;
  private static final int PARTS = 4;

  /** Less than a router queues for one session before it drops messages. */
  private static final int AT_ONCE = 25;

  @RegisterExtension final Routers routers = new Routers();
  @Parameter Router router;
  private final Payload payload = new Payload(new Secret());

  @ParameterizedTest
  @MethodSource("pairsAndTransports")
  void shouldTalkInEveryWayAndShowNothing(
      SessionSerializer left, SessionSerializer right, Transport transport) {
    try (Endpoints endpoints = new Endpoints(routers.get(router), transport)) {
      TestSession listener = endpoints.joinPlain(right);
      listener.subscribe(Combination.PREFIX, Map.of("match", "prefix"));
      TestSession one = endpoints.joinProtected(left);
      TestSession other = endpoints.joinProtected(right);
      List<Combination> all = Combination.all();
      for (Combination each : all) {
        Conversation conversation = new Conversation(one, other, each.uri(), payload);
        conversation.prepare();
        conversation.publish();
        conversation.call();
        conversation.callProgressively();
        conversation.callInVain();
      }
      assertEquals(List.of(), endpoints.refusals());
      for (int i = 0; i < 10 * all.size(); i++) {
        // In the recording, too, and in Details there is no secret.
        listener.receive(EVENT);
      }
      endpoints.assertNotSeen(payload.secret());
    }
  }

  private static Stream<Arguments> pairsAndTransports() {
    List<Arguments> all = new ArrayList<>();
    for (Transport transport : Transport.values()) {
      for (SessionSerializer left : SessionSerializer.values()) {
        for (SessionSerializer right : SessionSerializer.values()) {
          all.add(Arguments.of(left, right, transport));
        }
      }
    }
    return all.stream();
  }

  @Test
  void shouldCarryTenThousandMessagesEachWayInOrder() {
    try (Endpoints endpoints = new Endpoints(routers.get(router), Transport.WEBSOCKET)) {
      TestSession one = endpoints.joinProtected(SessionSerializer.CBOR);
      TestSession other = endpoints.joinProtected(SessionSerializer.MSGPACK);
      String there = Combination.all().getFirst().uri();
      String back = Combination.all().getLast().uri();
      other.subscribe(there, Map.of());
      one.subscribe(back, Map.of());
      for (int from = 0; from < MANY; from += AT_ONCE) {
        for (int i = from; i < from + AT_ONCE; i++) {
          publish(one, there, i);
          publish(other, back, i);
        }
        for (int i = from; i < from + AT_ONCE; i++) {
          payload.assertIn(other.receive(EVENT), 3, 4, i);
          payload.assertIn(one.receive(EVENT), 3, 4, i);
        }
      }
      endpoints.assertNotSeen(payload.secret());
    }
  }

  @ParameterizedTest
  @MethodSource("pairsAndTransports")
  void shouldCallInPartsWhereTheDealerCan(
      SessionSerializer left, SessionSerializer right, Transport transport) {
    try (Endpoints endpoints = new Endpoints(routers.get(router), transport)) {
      TestSession caller = endpoints.joinProtected(left);
      TestSession callee = endpoints.joinProtected(right);
      boolean can = caller.announces("dealer", "progressive_call_invocations");
      assertEquals(router == Router.NEXUS, can);
      for (Combination each : Combination.all()) {
        callee.register(each.uri(), Map.of());
        if (can) {
          callInParts(caller, callee, each.uri());
        } else {
          // Each part would be a call of its own there.
          long request = caller.nextRequest();
          caller.send(CALL, request, Map.of("progress", true), each.uri(), payload.args(1));
          Message error = caller.receive(ERROR);
          assertEquals(request, error.number(2));
          assertEquals("pe3.error.carrier_unavailable", error.text(4));
        }
      }
      assertEquals(can ? 0 : Combination.all().size(), endpoints.refusals().size());
      endpoints.assertNotSeen(payload.secret());
    }
  }

  /** Two calls whose parts go in turn, each answered by progressive results and a last one. */
  private void callInParts(TestSession caller, TestSession callee, String procedure) {
    long[] requests = {caller.nextRequest(), caller.nextRequest()};
    long[] invocations = new long[2];
    for (int part = 0; part < PARTS; part++) {
      for (int call = 0; call < 2; call++) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("receive_progress", true);
        if (part < PARTS - 1) {
          options.put("progress", true);
        }
        long number = 10L * call + part;
        caller.send(
            CALL, requests[call], options, procedure, payload.args(number), payload.kwargs(number));
        Message invocation = callee.receive(INVOCATION);
        payload.assertIn(invocation, 3, 4, number);
        assertEquals(part < PARTS - 1, Boolean.TRUE.equals(invocation.map(3).get("progress")));
        invocations[call] = part == 0 ? invocation.number(1) : invocations[call];
        assertEquals(invocations[call], invocation.number(1));
        Map<String, ?> more = part < PARTS - 1 ? Map.of("progress", true) : Map.of();
        callee.send(YIELD, invocations[call], more, payload.args(-number), payload.kwargs(-number));
        Message result = caller.receive(RESULT);
        assertEquals(requests[call], result.number(1));
        payload.assertIn(result, 2, 3, -number);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotDeliverCleartextOnAProtectedTopic(SessionSerializer serializer) {
    try (Endpoints endpoints = new Endpoints(routers.get(router), Transport.WEBSOCKET)) {
      String topic = Combination.all().getFirst().uri();
      TestSession application = endpoints.joinProtected(serializer);
      application.subscribe(topic, Map.of());
      TestSession attacker = endpoints.joinPlain(serializer);
      Map<String, ?> acknowledge = Map.of("acknowledge", true);
      attacker.send(PUBLISH, 1, acknowledge, topic, payload.args(1), payload.kwargs(1));
      attacker.send(PUBLISH, 2, acknowledge, topic);
      attacker.receive();
      attacker.receive();
      // What arrives first is what was published after it: nothing before got through.
      publish(endpoints.joinProtected(serializer), topic, 3);
      payload.assertIn(application.receive(EVENT), 3, 4, 3);
      assertEquals(2, endpoints.refusals().size(), endpoints.refusals()::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseCleartextCallsAndResults(SessionSerializer serializer) {
    try (Endpoints endpoints = new Endpoints(routers.get(router), Transport.WEBSOCKET)) {
      String procedure = Combination.all().getFirst().uri();
      String other = Combination.all().getLast().uri();
      TestSession application = endpoints.joinProtected(serializer);
      TestSession attacker = endpoints.joinPlain(serializer);
      application.register(procedure, Map.of());
      attacker.send(CALL, attacker.nextRequest(), Map.of(), procedure, payload.args(1));
      assertEquals("pe3.error.cleartext", attacker.receive(ERROR).text(4));

      attacker.register(other, Map.of());
      long request = application.nextRequest();
      application.send(CALL, request, Map.of(), other, payload.args(2), payload.kwargs(2));
      Message invocation = attacker.receive(INVOCATION);
      attacker.send(YIELD, invocation.number(1), Map.of(), payload.args(2));
      Message error = application.receive(ERROR);
      assertEquals(request, error.number(2));
      assertEquals("pe3.error.cleartext", error.text(4));
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveUnprotectedUrisToPlainSessions(SessionSerializer serializer) {
    try (Endpoints endpoints = new Endpoints(routers.get(router), Transport.WEBSOCKET)) {
      TestSession application = endpoints.joinProtected(serializer);
      TestSession plain = endpoints.joinPlain(serializer);
      plain.register("com.example.open", Map.of());
      application.send(CALL, 1, Map.of(), "com.example.open", payload.args(1), payload.kwargs(1));
      Message invocation = plain.receive(INVOCATION);
      payload.assertIn(invocation, 3, 4, 1);
      plain.send(YIELD, invocation.number(1), Map.of(), payload.args(2), payload.kwargs(2));
      payload.assertIn(application.receive(RESULT), 2, 3, 2);
    }
  }

  @ParameterizedTest
  @MethodSource("serializersAndTransports")
  void shouldFindInTheRecordingWhatPlainSessionsSay(
      SessionSerializer serializer, Transport transport) {
    try (Endpoints endpoints = new Endpoints(routers.get(router), transport)) {
      TestSession one = endpoints.joinPlain(serializer);
      TestSession other = endpoints.joinPlain(serializer);
      other.subscribe("com.example.open", Map.of());
      publish(one, "com.example.open", 1);
      payload.assertIn(other.receive(EVENT), 3, 4, 1);
      endpoints.assertSeenBothWays(payload.secret());
    }
  }

  @Test
  void shouldProveEverySchemeWithEveryCipher() {
    long combinations = Combination.all().stream().distinct().count();
    assertTrue(combinations >= 14, () -> "only " + combinations);
  }

  private static Stream<Arguments> serializersAndTransports() {
    return Stream.of(SessionSerializer.values())
        .flatMap(
            serializer ->
                Stream.of(Transport.values()).map(each -> Arguments.of(serializer, each)));
  }

  private void publish(TestSession from, String topic, long number) {
    from.send(
        PUBLISH, from.nextRequest(), Map.of(), topic, payload.args(number), payload.kwargs(number));
  }
}
