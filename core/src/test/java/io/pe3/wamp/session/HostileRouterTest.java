package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.codec.Serializer;
import io.pe3.replay.ReplayState;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.SessionPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A router that relabels, forges, moves, repeats, reflects, drops and downgrades. */
class HostileRouterTest extends RuleTesting {
  private static final String OTHER = "com.secret.other";

  @Test
  void shouldRefusePayloadMovedToAnotherTopic() {
    for (Protection protection : List.of(protection().build(), wamp().build())) {
      Session session = subscribed(session(protection), 78, OTHER);
      session.router(Router.event(78, 9, published(session(protection))));
      String code = session.dropped();
      assertTrue(code.equals("authentication_failed") || code.equals("uri_mismatch"), code);
    }
  }

  @Test
  void shouldRefusePayloadMovedToAnotherFlow() {
    Session session = registered(subscribed(session()));
    session.application(32, 9, Map.of(), PROCEDURE).router(33, 9, 79).clear();
    session.router(Router.event(79, 9, called(session(), 6)));
    assertEquals("authentication_failed", session.dropped());
    session.router(Router.invocation(10, 88, published(session())));
    assertEquals(
        List.of(8L, 68L, 10L, Map.of(), "pe3.error.authentication_failed"), session.sent());
  }

  @Test
  void shouldRefuseTheProgressMarkChanged() {
    Session caller = session();
    Session callee = registered(session());
    call(caller, 6, callee, 10);
    List<Object> yield = callee.application(70, 10, Map.of("progress", true), ARGS).sent();
    Object[] result = Router.result(6, yield);
    ((Map<?, ?>) result[2]).remove("progress");
    caller.router(result);
    assertEquals(
        List.of(8L, 48L, 6L, Map.of(), "pe3.error.authentication_failed"), caller.received());
  }

  @Test
  void shouldRefuseTheProgressMarkTwice() {
    Session caller = session();
    Session callee = registered(session());
    call(caller, 6, callee, 10);
    List<Object> yield = callee.application(70, 10, Map.of("progress", true), ARGS).sent();
    byte[] whole = Session.encode(Serializer.JSON, 0);
    assertEquals(1, whole.length);
    Object[] result = Router.result(6, yield, "_mark_", "_mark_");
    byte[] message = Session.encode(Serializer.CBOR, Arrays.asList(result));
    byte[] mark = Session.encode(Serializer.CBOR, "_mark_");
    byte[] twice = OutboundRulesTest.join(mark, mark);
    byte[] entry =
        OutboundRulesTest.join(
            Session.encode(Serializer.CBOR, "progress"), Session.encode(Serializer.CBOR, false));
    caller.routerSends(OutboundRulesTest.replace(message, twice, entry));
    assertEquals("malformed", caller.refusal());
  }

  @Test
  void shouldRefuseAnotherErrorUri() {
    Session caller = session();
    Session callee = registered(session());
    call(caller, 6, callee, 10);
    List<Object> error =
        new ArrayList<>(callee.application(8, 68, 10, Map.of(), "com.failed", ARGS).sent());
    error.set(4, "com.succeeded");
    caller.router(Router.error(6, error));
    assertEquals(
        List.of(8L, 48L, 6L, Map.of(), "pe3.error.authentication_failed"), caller.received());
  }

  @Test
  void shouldRefuseTheResultOfAnotherCall() {
    Session caller = session();
    Session callee = registered(session());
    call(caller, 6, callee, 10);
    call(caller, 7, callee, 11);
    List<Object> yield = callee.application(70, 11, Map.of(), ARGS).sent();
    caller.router(Router.result(6, yield));
    assertEquals(
        List.of(8L, 48L, 6L, Map.of(), "pe3.error.authentication_failed"), caller.received());
    assertEquals(ARGS, caller.router(Router.result(7, yield)).received().get(3));
  }

  @Test
  void shouldRefuseACallReturnedAsItsResult() {
    Session caller = session();
    List<Object> call = called(caller, 6);
    caller.router(Router.result(6, List.of(70L, 0L, call.get(2), call.get(4))));
    assertEquals(
        List.of(8L, 48L, 6L, Map.of(), "pe3.error.authentication_failed"), caller.received());
  }

  @Test
  void shouldLetSchemeWampTakeACallReturnedAsItsResult() {
    Session caller = session(wamp().build());
    List<Object> call = called(caller, 6);
    caller.router(Router.result(6, List.of(70L, 0L, call.get(2), call.get(4))));
    assertEquals(ARGS, caller.received().get(3));
  }

  @Test
  void shouldOpenNothingTwice() {
    Session caller = session();
    Session callee = registered(subscribed(session()));
    List<Object> publish = published(caller);
    callee.router(Router.event(77, 1, publish)).received();
    callee.router(Router.event(77, 2, publish));
    assertEquals("replayed", callee.dropped());
    List<Object> call = called(caller, 6);
    callee.router(Router.invocation(10, 88, call)).received();
    callee.router(Router.invocation(11, 88, call));
    assertEquals(List.of(8L, 68L, 11L, Map.of(), "pe3.error.replayed"), callee.sent());
    List<Object> part = callee.application(70, 10, Map.of("progress", true), ARGS).sent();
    caller.router(Router.result(6, part)).received();
    caller.router(Router.result(6, part));
    assertEquals(
        List.of(8L, 48L, 6L, Map.of(), "pe3.error.replayed"),
        caller.decode(caller.toApplication.getFirst()));
  }

  @Test
  void shouldRememberAcrossReconnectsOfAnEndpoint() {
    ReplayState state = new ReplayState();
    List<Object> publish = published(session());
    for (int i = 0; i < 2; i++) {
      List<List<Object>> received = new ArrayList<>();
      List<String> refused = new ArrayList<>();
      SessionTransformer transformer = reconnected(state, received, refused);
      send(transformer, Router.event(77, 9, publish));
      assertEquals(i == 0 ? 1 : 0, received.size());
      assertEquals(i == 0 ? List.of() : List.of("replayed"), refused);
    }
  }

  private SessionTransformer reconnected(
      ReplayState state, List<List<Object>> received, List<String> refused) {
    MessageSink sink =
        new MessageSink() {
          @Override
          public void toRouter(org.agrona.DirectBuffer buffer, int offset, int length) {}

          @Override
          public void toApplication(org.agrona.DirectBuffer buffer, int offset, int length) {
            received.add(Session.decode(Serializer.CBOR, Session.octets(buffer, offset, length)));
          }
        };
    SessionTransformer transformer =
        SessionTransformer.builder(worker, policy(protection().build()), Serializer.CBOR, sink)
            .replayState(state)
            .listener(
                new TransformerListener() {
                  @Override
                  public void refused(
                      boolean fromRouter,
                      io.pe3.wamp.MessageType type,
                      long request,
                      io.pe3.error.Pe3Exception reason) {
                    refused.add(reason.code().text());
                  }
                })
            .build();
    byte[] hello =
        Session.encode(Serializer.CBOR, List.of(1, Session.REALM, Map.of("roles", Map.of())));
    transformer.fromApplication(new org.agrona.concurrent.UnsafeBuffer(hello), 0, hello.length);
    send(transformer, 2, 1, Session.welcome(Session.BOTH_FEATURES));
    byte[] subscribe = Session.encode(Serializer.CBOR, List.of(32, 1, Map.of(), TOPIC));
    transformer.fromApplication(
        new org.agrona.concurrent.UnsafeBuffer(subscribe), 0, subscribe.length);
    send(transformer, 33, 1, 77);
    received.clear();
    return transformer;
  }

  private static void send(SessionTransformer transformer, Object... elements) {
    byte[] message = Session.encode(Serializer.CBOR, List.of(elements));
    transformer.fromRouter(new org.agrona.concurrent.UnsafeBuffer(message), 0, message.length);
  }

  @Test
  void shouldNoticeAForgedPayloadWhereverItIsChanged() {
    List<Object> publish = published(session());
    byte[] item = (byte[]) ((List<?>) publish.get(4)).getFirst();
    Session session = subscribed(session());
    for (int i = 0; i < item.length; i++) {
      byte[] forged = item.clone();
      forged[i] ^= 1;
      session.router(36, 77, 9, publish.get(2), List.of(forged));
      session.dropped();
    }
    for (int length = 0; length < item.length; length++) {
      session.router(36, 77, 9, publish.get(2), List.of(Arrays.copyOf(item, length)));
      session.dropped();
    }
    session.router(Router.event(77, 9, publish));
    assertEquals(ARGS, session.received().get(4));
  }

  @Test
  void shouldRefuseAttributesThatAreLeftOutOrChanged() {
    List<Object> publish = published(session());
    Session session = subscribed(session());
    for (String name : List.of("ppt_scheme", "ppt_serializer", "ppt_cipher", "ppt_keyid")) {
      Map<String, Object> details = Router.options(publish, 2);
      details.remove(name);
      session.router(36, 77, 9, details, publish.get(4));
      session.dropped();
      for (Object other : List.of("", "x", "wamp", "aegis256", "json", 5L, true, "ppt")) {
        details.put(name, other);
        session.router(36, 77, 9, details, publish.get(4));
        session.dropped();
      }
    }
    Map<String, Object> both = Router.options(publish, 2, "enc_algo", "x_pe3_aes256gcm");
    session.router(36, 77, 9, both, publish.get(4));
    assertEquals("malformed", session.dropped());
  }

  @Test
  void shouldRefuseTwoTopics() {
    Session session = session();
    session.application(32, 1, Map.of("match", "prefix"), "com.").router(33, 1, 77).clear();
    Map<String, Object> details = Router.options(published(session()), 2);
    Map<String, Object> twice = new LinkedHashMap<>(details);
    twice.put("topic", TOPIC);
    twice.put("_mark_", "_mark_");
    byte[] message =
        Session.encode(Serializer.CBOR, List.of(36, 77, 9, twice, List.of(new byte[80])));
    byte[] mark = Session.encode(Serializer.CBOR, "_mark_");
    byte[] entry =
        OutboundRulesTest.join(
            Session.encode(Serializer.CBOR, "topic"), Session.encode(Serializer.CBOR, OTHER));
    session.routerSends(
        OutboundRulesTest.replace(message, OutboundRulesTest.join(mark, mark), entry));
    assertEquals("malformed", session.dropped());
  }

  @Test
  void shouldRefuseAnEmptyTopicAndDetailsWithoutEnd() {
    SessionPolicy all = SessionPolicy.builder().otherwise(protection().build()).build();
    Session session = new Session(worker, all, Serializer.CBOR).openPpt();
    session.application(32, 1, Map.of("match", "prefix"), "").router(33, 1, 77).clear();
    List<Object> publish = published(session());
    session.router(Router.event(77, 9, publish, "topic", ""));
    assertEquals("uri_mismatch", session.dropped());
    Map<String, Object> details = Router.options(publish, 2, "topic", TOPIC);
    for (int i = 0; i < 70_000; i++) {
      details.put("k" + i, 1);
    }
    session.router(36, 77, 9, details, publish.get(4));
    assertEquals("limit_exceeded", session.dropped());
  }

  @Test
  void shouldNotBelieveARouterThatAnnouncesNothingAnyMore() {
    // A downgrade by the WELCOME ends in refusals, never in clear.
    Session session = new Session(worker, policy(protection().build()), Serializer.CBOR);
    session.open(Map.of());
    session.application(16, 5, Map.of(), TOPIC, ARGS);
    session.application(48, 6, Map.of(), PROCEDURE, ARGS);
    assertTrue(session.toRouter.isEmpty());
    assertFalse(session.refusals.isEmpty());
  }

  @Test
  void shouldSurviveAnyOctets() {
    java.util.Random random = new java.util.Random(4711);
    for (Serializer serializer : List.of(Serializer.CBOR, Serializer.MSGPACK, Serializer.JSON)) {
      Session session = new Session(worker, policy(protection().build()), serializer).openPpt();
      subscribed(session);
      byte[] event =
          Session.encode(
              serializer, List.of(36, 77, 9, Map.of("ppt_scheme", "x_pe3"), List.of("abcd")));
      for (int i = 0; i < 3000; i++) {
        byte[] broken = event.clone();
        for (int j = random.nextInt(4); j >= 0; j--) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt();
        }
        session.routerSends(broken);
        session.applicationSends(broken);
        session.clear();
      }
    }
  }
}
