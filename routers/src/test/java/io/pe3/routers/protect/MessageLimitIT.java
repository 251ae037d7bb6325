package io.pe3.routers.protect;

import static io.pe3.routers.session.MessageType.CALL;
import static io.pe3.routers.session.MessageType.ERROR;
import static io.pe3.routers.session.MessageType.EVENT;
import static io.pe3.routers.session.MessageType.INVOCATION;
import static io.pe3.routers.session.MessageType.PUBLISH;
import static io.pe3.routers.session.MessageType.RESULT;
import static io.pe3.routers.session.MessageType.YIELD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.routers.link.Link;
import io.pe3.routers.link.Transport;
import io.pe3.routers.router.Router;
import io.pe3.routers.router.Routers;
import io.pe3.routers.session.Message;
import io.pe3.routers.session.SessionSerializer;
import io.pe3.routers.session.TestSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Messages that get longer than the router's RawSocket takes: without a transformer it hangs up.
 */
@ParameterizedClass
@EnumSource(Router.class)
class MessageLimitIT {
  /** As the routers are configured. */
  private static final int LIMIT = 65_536;

  /** What protection adds in binary sessions, and more: the clear message is near this. */
  private static final int ROOM = 400;

  private static final String EXCEEDED = "wamp.error.payload_size_exceeded";

  @RegisterExtension final Routers routers = new Routers();
  @Parameter Router router;

  @ParameterizedTest
  @EnumSource
  void shouldRefuseWhatTheRouterWouldHangUpOn(SessionSerializer serializer) {
    String uri = Combination.all().getFirst().uri();
    try (Endpoints endpoints = new Endpoints(routers.get(router), Transport.RAWSOCKET)) {
      TestSession one = endpoints.joinProtected(serializer);
      TestSession other = endpoints.joinProtected(serializer);
      other.subscribe(uri, Map.of());
      other.register(uri, Map.of());
      // Base64 takes four octets for three.
      int fits = serializer == SessionSerializer.JSON ? LIMIT / 4 * 3 - ROOM : LIMIT - ROOM;
      for (String argument : List.of("x".repeat(LIMIT), "x".repeat(fits + ROOM), "short")) {
        boolean sent = argument.length() < fits;
        long request = one.nextRequest();
        Map<String, ?> acknowledge = sent ? Map.of() : Map.of("acknowledge", true);
        one.send(PUBLISH, request, acknowledge, uri, List.of(argument));
        if (!sent) {
          assertRefused(PUBLISH, request, one.receive(ERROR));
        }
      }
      assertEquals(List.of("short"), other.receive(EVENT).list(4));
      String longest = "x".repeat(fits);
      one.send(PUBLISH, one.nextRequest(), Map.of(), uri, List.of(longest));
      assertEquals(List.of(longest), other.receive(EVENT).list(4));
      long request = one.nextRequest();
      one.send(CALL, request, Map.of(), uri, List.of("x".repeat(LIMIT)));
      assertRefused(CALL, request, one.receive(ERROR));
      answerTooLong(one, other, uri);
    }
  }

  /** The caller gets an error for a result that does not fit, and the session goes on. */
  private static void answerTooLong(TestSession caller, TestSession callee, String uri) {
    long request = caller.nextRequest();
    caller.send(CALL, request, Map.of(), uri, List.of(1));
    Message invocation = callee.receive(INVOCATION);
    callee.send(YIELD, invocation.number(1), Map.of(), List.of("x".repeat(LIMIT)));
    assertRefused(CALL, request, caller.receive(ERROR));
    long next = caller.nextRequest();
    caller.send(CALL, next, Map.of(), uri, List.of(2));
    callee.send(YIELD, callee.receive(INVOCATION).number(1), Map.of(), List.of("short"));
    Message result = caller.receive(RESULT);
    assertEquals(next, result.number(1));
    assertEquals(List.of("short"), result.list(3));
  }

  private static void assertRefused(int type, long request, Message error) {
    assertEquals(type, error.number(1));
    assertEquals(request, error.number(2));
    assertEquals(EXCEEDED, error.text(4), error::toString);
  }

  @ParameterizedTest
  @EnumSource
  void shouldReadTheLimitThatTheRouterAnnounces(SessionSerializer serializer) {
    Link.Receiver nobody =
        new Link.Receiver() {
          @Override
          public void message(byte[] octets) {}

          @Override
          public void ended(String why) {}
        };
    int port = routers.get(router).port(Transport.RAWSOCKET);
    try (Link link = Transport.RAWSOCKET.connect(port, serializer, nobody)) {
      assertEquals(LIMIT, link.maxMessageLength());
    }
  }
}
