package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.codec.Serializer;
import io.pe3.wamp.policy.SessionPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages that are longer than the router takes are answered and not sent. */
class MessageLimitTest extends RuleTesting {
  private static final int LIMIT = 1024;
  private static final String LONG = "x".repeat(900);
  private static final String TOO_LONG = "x".repeat(1100);
  private static final String EXCEEDED = "wamp.error.payload_size_exceeded";

  private Session limited(SessionPolicy policy) {
    return new Session(worker, policy, Serializer.CBOR, LIMIT, 10).openPpt();
  }

  private Session limited() {
    return limited(policy(protection().build()));
  }

  private static void refused(List<Object> answer, List<Object> expected, Session session) {
    assertEquals(expected, answer);
    assertEquals("limit_exceeded", session.refusal());
  }

  @Test
  void shouldRefusePublicationsThatGetTooLong() {
    Session session = limited();
    Map<String, Object> acknowledge = Map.of("acknowledge", true);
    for (int i = 0; i < 3; i++) {
      session.application(16, 5, acknowledge, TOPIC, List.of(LONG));
      refused(session.received(), List.of(8L, 16L, 5L, Map.of(), EXCEEDED), session);
      session.application(16, 5, acknowledge, TOPIC, ARGS).sent();
    }
    session.application(16, 5, Map.of(), TOPIC, List.of(LONG));
    assertEquals("limit_exceeded", session.dropped());
  }

  @Test
  void shouldRefuseCallsThatGetTooLong() {
    Session session = limited();
    session.application(48, 6, Map.of(), PROCEDURE, List.of(LONG));
    refused(session.received(), List.of(8L, 48L, 6L, Map.of(), EXCEEDED), session);
    assertEquals(0, session.transformer.pendingRequests());
    called(session, 7);
  }

  @Test
  void shouldRefuseResultsAndErrorsThatGetTooLong() {
    Session callee = registered(limited());
    call(session(), 6, callee, 10);
    callee.application(70, 10, Map.of(), List.of(LONG));
    refused(callee.sent(), List.of(8L, 68L, 10L, Map.of(), EXCEEDED), callee);
    call(session(), 6, callee, 11);
    callee.application(8, 68, 11, Map.of(), "com.failed", List.of(LONG));
    refused(callee.sent(), List.of(8L, 68L, 11L, Map.of(), EXCEEDED), callee);
    assertEquals(0, callee.transformer.pendingRequests());
  }

  @Test
  void shouldRefuseWhatIsTooLongInClear() {
    for (SessionPolicy policy :
        List.of(policy(protection().build()), SessionPolicy.builder().build())) {
      Session session = limited(policy);
      session.application(48, 6, Map.of(), PLAIN, List.of(TOO_LONG));
      refused(session.received(), List.of(8L, 48L, 6L, Map.of(), EXCEEDED), session);
      session.application(16, 7, Map.of("acknowledge", true), PLAIN, List.of(TOO_LONG));
      refused(session.received(), List.of(8L, 16L, 7L, Map.of(), EXCEEDED), session);
      session.application(32, 8, Map.of(), TOO_LONG);
      refused(session.received(), List.of(8L, 32L, 8L, Map.of(), EXCEEDED), session);
      session.application(64, 9, Map.of(), TOO_LONG);
      refused(session.received(), List.of(8L, 64L, 9L, Map.of(), EXCEEDED), session);
      registered(session, 88, PLAIN).router(68, 10, 88, Map.of()).received();
      session.application(70, 10, Map.of(), List.of(TOO_LONG));
      refused(session.sent(), List.of(8L, 68L, 10L, Map.of(), EXCEEDED), session);
      assertEquals(0, session.transformer.pendingRequests());
    }
  }

  @Test
  void shouldAnswerAnEndThatIsTooLongAndForgetNothing() {
    Session session = subscribed(limited());
    session.application(34, 8, 77, Map.of("note", TOO_LONG));
    refused(session.received(), List.of(8L, 34L, 8L, Map.of(), EXCEEDED), session);
    // Still subscribed, so that what comes in clear is refused as that.
    session.router(36, 77, 5, Map.of(), ARGS);
    assertEquals("cleartext", session.dropped());
    session = registered(limited());
    session.application(66, 9, 88, Map.of("note", TOO_LONG));
    refused(session.received(), List.of(8L, 66L, 9L, Map.of(), EXCEEDED), session);
  }

  @Test
  void shouldRefuseAHelloThatGetsTooLongAndKeepTheSessionBefore() {
    Session session = limited();
    session.application(1, TOO_LONG, Map.of("roles", Session.roles("caller")));
    assertEquals("limit_exceeded", session.dropped());
    published(session);
  }

  @Test
  void shouldSendWhatIsJustAsLongAsTheRouterTakes() {
    List<Object> args = List.of("x".repeat(2 * LIMIT));
    int length = session().application(16, 5, Map.of(), TOPIC, args).toRouter.getFirst().length;
    SessionPolicy policy = policy(protection().build());
    Session fits = new Session(worker, policy, Serializer.CBOR, length, 10).openPpt();
    fits.application(16, 5, Map.of(), TOPIC, args).sent();
    Session less = new Session(worker, policy, Serializer.CBOR, length - 1, 10).openPpt();
    assertEquals("limit_exceeded", less.application(16, 5, Map.of(), TOPIC, args).dropped());
  }
}
